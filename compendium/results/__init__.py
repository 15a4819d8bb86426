"""Whether the study still gives the results that are locked in `results/`.

`values` computes what there is to compare, `locked` keeps it on disk,
`comparison` says what differs, `record` in what circumstances it was computed,
`run` does all of it with every chapter executed anew, and `report` tells it.
"""
