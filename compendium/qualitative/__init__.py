"""What excerpts, codes, codings and claims share in every study: their rules, counts, alternatives and exports."""
