"""Where the words that section 3.4.3 ties to a concept occur in the excerpts."""

from __future__ import annotations

import re

import pandas as pd

from analysis.study import Study
from compendium.qualitative.counts import numerically
from compendium.tables.rows import each_row

# Rules, tried on the last word of a phrase: ending as printed, endings that count as the same word.
# Norwegian nouns take -en/-et/-er/-ene, verbs -e/-er/-et/-te; the longest printed ending is replaced.
INFLECTIONS = {
    "ing": ("ing", "ingen", "inger", "ingene", "e", "er", "te", "et"),
    "inger": ("ing", "ingen", "inger", "ingene", "e", "er", "te", "et"),
    "er": ("", "en", "et", "er", "ene", "e", "a", "t"),
    "e": ("e", "er", "et", "te", "t"),
    "": ("", "en", "et", "er", "ene", "e", "n"),
}
# First words of phrases that are verbs, with the forms in which informants use them.
VERBS = {
    "snakke": ("snakke", "snakker", "snakket", "snakka"),
    "utnytte": ("utnytte", "utnytter", "utnyttet", "utnytta"),
    "bygge": ("bygge", "bygger", "bygget", "bygde"),
    "tro": ("tro", "tror", "trodde", "trodd"),
    "betro": ("betro", "betror", "betrodde", "betrodd"),
}
# Words that may stand between the parts of a phrase: "snakker mye sammen".
GAP = r"(?:\W+\w+){0,2}\W+"


def _forms(word: str) -> str:
    """A pattern for all forms of a word."""
    for ending in sorted(INFLECTIONS, key=len, reverse=True):
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= 3:
            return f"{re.escape(stem)}(?:{'|'.join(INFLECTIONS[ending])})"
    return re.escape(word)


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """A pattern for all forms of a word or phrase, matched without regard to case.

    A single word is matched in the forms of `INFLECTIONS`. In a phrase the verb
    is matched in the forms of `VERBS`, the other words as printed, with up to two
    words between a verb and the rest.
    """
    first, *rest = phrase.lower().split()
    if not rest:
        return re.compile(rf"\b{_forms(first)}\b", re.IGNORECASE)
    tail = r"\W+".join(map(re.escape, rest))
    if first in VERBS:
        return re.compile(rf"\b(?:{'|'.join(VERBS[first])}){GAP}{tail}\b", re.IGNORECASE)
    return re.compile(rf"\b{re.escape(first)}\W+{tail}\b", re.IGNORECASE)


def occurrences(study: Study) -> pd.DataFrame:
    """Each place where a phrase of the operationalisation occurs in an excerpt.

    Columns concept (code id), phrase (as the thesis prints it), excerpt_id,
    match (the words as said), start and end (offsets in characters of text_nb),
    in the order of the first three.
    """
    excerpts = list(each_row(study.excerpts.sort_values("excerpt_id", key=numerically)))
    rows = [
        (item.concept, item.phrase, excerpt.excerpt_id, match.group(), match.start(), match.end())
        for item in each_row(study.operationalisation.sort_values(["concept", "phrase"], kind="stable"))
        for pattern in [phrase_pattern(item.phrase)]
        for excerpt in excerpts
        for match in pattern.finditer(excerpt.text_nb)
    ]
    return pd.DataFrame(rows, columns=["concept", "phrase", "excerpt_id", "match", "start", "end"])
