"""Where in a text a withheld word stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from compendium.guard.decoding import readings
from compendium.guard.spelling import WORD, canonical, plain_text, words_within
from compendium.guard.withheld import Withheld, bare


@dataclass(frozen=True, order=True)
class Finding:
    """A place where a withheld word stands; never the word.

    `line` is counted from 1; it is 0 when the word stands in the name of the file.
    """

    path: str
    line: int

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        here = "here" if self.line else "in this name"
        return f"{place}: a withheld word stands {here}; replace it by its pseudonym in square brackets"


def _matches(words: list[str], sequences: frozenset[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where in a sequence of words one of these sequences begins and ends."""
    lengths = sorted({len(sequence) for sequence in sequences})
    firsts = {sequence[0] for sequence in sequences}
    for start, word in enumerate(words):
        if word in firsts or bare((word,))[0] in firsts:
            for length in lengths:
                window = tuple(words[start : start + length])
                if len(window) == length and bare(window) in sequences:
                    yield start, start + length


def _hits(words: list[str], withheld: Withheld) -> set[int]:
    """Where in a sequence of words a withheld one begins, but inside one that the list names as harmless."""
    found = list(_matches(words, withheld.sequences))
    harmless = list(_matches(words, withheld.allowed)) if found else []
    return {start for start, end in found if not any(first <= start and end <= last for first, last in harmless)}


def scan_text(text: str, withheld: Withheld, path: str = "text") -> list[Finding]:
    """Every line of a text on which a withheld word begins."""
    findings: set[Finding] = set()
    for view in readings(text.replace("\r\n", "\n").replace("\r", "\n")):
        plain = plain_text(view)
        found = list(WORD.finditer(plain))
        hits = _hits([canonical(match[0]) for match in found], withheld)
        # Words inside a word, each with the place of the word that it stands in.
        split = [(piece, place) for place, match in enumerate(found) for piece in words_within(match[0])]
        hits |= {split[start][1] for start in _hits([piece for piece, _ in split], withheld)}
        findings |= {Finding(path, plain.count("\n", 0, found[place].start()) + 1) for place in hits}
    return sorted(findings)
