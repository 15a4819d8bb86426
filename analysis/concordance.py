"""The thesis's own words for a concept, held against the places where it put the excerpts."""

from __future__ import annotations

import pandas as pd

from analysis.operationalisation import occurrences
from analysis.study import Study
from compendium.qualitative.counts import by_number

# How much of the excerpt is shown on each side of a word, in characters.
CONTEXT = 45


def _with_codes_below(study: Study, code: str) -> set[str]:
    found, waiting = set(), [code]
    while waiting:
        found.add(above := waiting.pop())
        waiting += list(study.codes.loc[study.codes["parent_id"] == above, "code_id"])
    return found


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
    hits = occurrences(study)
    placed = study.codings[study.codings["basis"] == "section"]
    every = set(study.excerpts["excerpt_id"].to_list())
    rows = []
    for concept in dict.fromkeys(study.operationalisation["concept"]):
        said = set(hits.loc[hits["concept"] == concept, "excerpt_id"].to_list())
        put = set(placed.loc[placed["code_id"].isin(_with_codes_below(study, concept)), "excerpt_id"].to_list())
        neither = len(every - said - put)
        overlap = 100 * len(said & put) / len(said | put) if said | put else None
        rows.append(
            (
                concept,
                *(" ".join(sorted(ids, key=by_number)) for ids in (said & put, said - put, put - said)),
                neither,
                overlap,
            )
        )
    columns = ["concept", "both", "words_only", "placed_only", "neither", "overlap"]
    return pd.DataFrame(rows, columns=columns).astype({"overlap": "float"})


def words_in_context(study: Study) -> pd.DataFrame:
    """Every place where a word of section 3.4.3 occurs: concept, phrase, excerpt_id, before, match, after, placed.

    before and after are up to 45 characters of the excerpt, cut at a space and
    marked with "…"; placed says whether the thesis put the excerpt with the
    concept.
    """
    texts = dict(zip(study.excerpts["excerpt_id"].to_list(), study.excerpts["text_nb"].to_list()))
    put = {row.concept: set(row.both.split()) for row in concordance(study).itertuples()}
    rows = []
    for hit in occurrences(study).itertuples():
        text = texts[hit.excerpt_id]
        before, after = text[: hit.start], text[hit.end :]
        if len(before) > CONTEXT:
            before = "… " + before[-CONTEXT:].partition(" ")[2]
        if len(after) > CONTEXT:
            after = after[:CONTEXT].rpartition(" ")[0] + " …"
        rows.append(
            (hit.concept, hit.phrase, hit.excerpt_id, before, hit.match, after, hit.excerpt_id in put[hit.concept])
        )
    return pd.DataFrame(rows, columns=["concept", "phrase", "excerpt_id", "before", "match", "after", "placed"])
