"""The thesis's own words for a concept, held against the places where it put the excerpts."""

from __future__ import annotations

import pandas as pd

from analysis.operationalisation import occurrences
from analysis.study import Study
from compendium.qualitative.counts import by_number
from compendium.tables.rows import each_row

# How much of the excerpt is shown on each side of a word, in characters.
CONTEXT = 45


def _with_codes_below(study: Study, code: str) -> set[str]:
    children = study.codes.loc[study.codes["parent_id"] == code, "code_id"]
    return {code}.union(*(_with_codes_below(study, child) for child in children))


def _joined(ids: set[str]) -> str:
    return " ".join(sorted(ids, key=by_number))


def concordance(study: Study) -> pd.DataFrame:
    """Where the words of section 3.4.3 and the thesis's placing of the excerpts agree and part.

    Columns concept (code id), both, words_only, placed_only (excerpt ids,
    separated by spaces), neither (number of excerpts), overlap (of the excerpts
    with either, those with both, in per cent; missing where none has either). An
    excerpt is placed with a concept when the thesis put it under that code or one
    below it. Neither is the truth: the lists of words are short, and an excerpt
    may say a thing without them.

    The overlap is Jaccard's coefficient (1912, "The distribution of the flora in
    the alpine zone"). It leaves out the excerpts with neither, which are most, so
    that a list of words that hits nothing does not agree.
    """
    hits, codings = occurrences(study), study.codings
    placed = codings[codings["basis"] == "section"]
    rows = []
    for concept in study.operationalisation["concept"].unique():
        said = set(hits.loc[hits["concept"] == concept, "excerpt_id"])
        put = set(placed.loc[placed["code_id"].isin(_with_codes_below(study, concept)), "excerpt_id"])
        either, both = said | put, said & put
        overlap = 100 * len(both) / len(either) if either else None
        neither = len(set(study.excerpts["excerpt_id"]) - either)
        rows.append((concept, _joined(both), _joined(said - put), _joined(put - said), neither, overlap))
    columns = ["concept", "both", "words_only", "placed_only", "neither", "overlap"]
    return pd.DataFrame(rows, columns=columns).astype({"overlap": "float"})


def words_in_context(study: Study) -> pd.DataFrame:
    """Every place where a word of section 3.4.3 occurs: concept, phrase, excerpt_id, before, match, after, placed.

    before and after are up to 45 characters of the excerpt, cut at a space and
    marked with "…"; placed says whether the thesis put the excerpt with the
    concept.
    """
    texts = study.excerpts.set_index("excerpt_id")["text_nb"].to_dict()
    put = {row.concept: set(row.both.split()) for row in each_row(concordance(study))}
    rows = []
    for hit in each_row(occurrences(study)):
        text = texts[hit.excerpt_id]
        before, after = text[: hit.start], text[hit.end :]
        if len(before) > CONTEXT:
            before = "… " + before[-CONTEXT:].partition(" ")[2]
        if len(after) > CONTEXT:
            after = after[:CONTEXT].rpartition(" ")[0] + " …"
        placed = hit.excerpt_id in put[hit.concept]
        rows.append((hit.concept, hit.phrase, hit.excerpt_id, before, hit.match, after, placed))
    return pd.DataFrame(rows, columns=["concept", "phrase", "excerpt_id", "before", "match", "after", "placed"])
