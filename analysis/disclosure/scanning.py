"""Where in a text a withheld word stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .decoding import readings
from .spelling import WORD, canonical, plain_text, words_within
from .withheld import Withheld


@dataclass(frozen=True, order=True)
class Finding:
    """A place where a withheld word stands, and what kind of word it is; never the word.

    `line` is counted from 1; it is 0 when the word stands in the name of the file.
    """

    path: str
    line: int
    kind: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        here = "here" if self.line else "in this name"
        return f"{place}: a withheld word ({self.kind}) stands {here}; replace it by its pseudonym in square brackets"


def _allowed(words: list[str], start: int, length: int, withheld: Withheld) -> bool:
    """Whether a sequence of words stands inside a longer one that the list names as harmless."""
    return any(
        withheld.allows(" ".join(words[first : first + size]))
        for size in withheld.allowed_lengths
        for first in range(max(0, start + length - size), start + 1)
    )


def _hits(words: list[str], withheld: Withheld) -> Iterator[tuple[int, str]]:
    """Where in a sequence of words a withheld one begins, and its kind."""
    vocabulary = set(words)
    for length in withheld.beginnings:
        if length == 1:
            windows = dict(enumerate(words)) if (found := withheld.found(vocabulary)) else {}
        else:
            first = withheld.may_begin(vocabulary, length)
            starts = [start for start, word in enumerate(words[: 1 - length]) if word in first]
            windows = {start: " ".join(words[start : start + length]) for start in starts}
            found = withheld.found(set(windows.values()))
        for start, window in windows.items():
            if window in found and not _allowed(words, start, length, withheld):
                yield start, found[window]


def scan_text(text: str, withheld: Withheld, path: str = "text") -> list[Finding]:
    """Every line of a text on which a withheld word begins."""
    findings: set[Finding] = set()
    for view in readings(text.replace("\r\n", "\n").replace("\r", "\n")):
        plain = plain_text(view)
        tokens = WORD.findall(plain)
        whole = list(map(canonical, tokens))
        hits = {(start, kind) for start, kind in _hits(whole, withheld)}
        split = list(map(words_within, tokens))
        words = [word for pieces in split for word in pieces]
        if words != whole:
            owners = [index for index, pieces in enumerate(split) for _ in pieces]
            hits |= {(owners[start], kind) for start, kind in _hits(words, withheld)}
        if hits:
            starts = [match.start() for match in WORD.finditer(plain)]
            findings |= {Finding(path, plain.count("\n", 0, starts[token]) + 1, kind) for token, kind in hits}
    return sorted(findings)
