"""Where the words that section 3.4.3 ties to a concept occur in the excerpts."""

from __future__ import annotations

import re
from os.path import commonprefix

import pandas as pd

from analysis.study import Study
from compendium.qualitative.counts import numerically

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


def _parted(word: str) -> tuple[str, str | None]:
    """The stem of a word and its ending as printed; the whole word and None where it is not inflected."""
    for ending in sorted(INFLECTIONS, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)], ending
    return word, None


def _forms(word: str) -> str:
    stem, ending = _parted(word)
    return (
        re.escape(stem) if ending is None else f"{re.escape(stem)}(?:{'|'.join(map(re.escape, INFLECTIONS[ending]))})"
    )


def _shared(phrase: str) -> str:
    """The longest that all forms of a phrase hold: a word's stem, a whole word or what a verb's forms begin with."""
    first, *rest = phrase.lower().split()
    if not rest:
        return _parted(first)[0]
    return max(commonprefix(VERBS.get(first, (first,))), *rest, key=len)


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
    excerpts = study.excerpts[["excerpt_id", "text_nb"]].sort_values("excerpt_id", key=numerically)
    phrases = [
        (item.concept, item.phrase, _shared(item.phrase), phrase_pattern(item.phrase))
        for item in study.operationalisation.itertuples()
    ]
    rows = []
    for excerpt_id, text in zip(excerpts["excerpt_id"].to_list(), excerpts["text_nb"].to_list()):
        lowered = text.lower()
        for concept, phrase, shared, pattern in phrases:
            # Most excerpts lack what all forms share, which is quicker to see than a pattern is to try.
            if shared in lowered:
                for match in pattern.finditer(text):
                    rows.append((concept, phrase, excerpt_id, match.group(), match.start(), match.end()))
    frame = pd.DataFrame(rows, columns=["concept", "phrase", "excerpt_id", "match", "start", "end"])
    return frame.sort_values(["concept", "phrase"], kind="stable", ignore_index=True)
