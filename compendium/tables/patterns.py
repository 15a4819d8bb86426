"""Patterns of `datapackage.json`: regular expressions whose matching never runs away.

Python's own engine goes back and tries again where a pattern can go on in two
ways, which takes for ever with some patterns and texts. So a pattern is used
only if at each place the next character alone decides how to go on (it is
LL(1), as the content models of XML have to be; Brüggemann-Klein & Wood, 1998,
"One-unambiguous regular languages"). Then the time is in line with the text's
length, and no other engine is needed.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"(?P<open>\((?:\?:)?(?!\?))|(?P<close>\))|(?P<bar>\|)|(?P<count>[*+?]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\})"
    r"|(?P<atom>\[\^?(?:\\.|[^\[\]\\])+\]|\\[dDwWsS]|\\[^0-9A-Za-z]|[^\\\[\](){}|*+?^$])",
    re.DOTALL,
)
_COUNTS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
# What stands for every character beyond ASCII, and for the end of a pattern.
_BEYOND, _END = "beyond", "end"

Starts = frozenset[str]


class BadPattern(ValueError):
    """A pattern can't be used; the message says why."""


@lru_cache(maxsize=1024)
def _characters(atom: str) -> Starts:
    """The characters that an atom matches; all those beyond ASCII count as one, and as matched where they may be."""
    form = re.compile(atom, re.DOTALL)
    plain = atom.isascii() and not atom.startswith("[^") and "\\" not in atom and atom != "."
    return frozenset([chr(code) for code in range(128) if form.fullmatch(chr(code))] + ([] if plain else [_BEYOND]))


@dataclass(frozen=True)
class _Item:
    """An atom or a group (then with its alternatives), how often it comes, what it begins with, whether it may be empty."""

    begin: Starts
    empty: bool
    low: int
    high: int | None
    alternatives: tuple[tuple[_Item, ...], ...] = ()

    @property
    def repeats(self) -> bool:
        return self.high is None or self.high > 1


class _Parser:
    """A pattern as alternatives of sequences, read from its tokens."""

    def __init__(self, pattern: str):
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(pattern):
            token = _TOKEN.match(pattern, place)
            if not token:
                raise BadPattern(
                    f"can't be used from {pattern[place : place + 12]!r} on; use characters, classes such as [a-z], groups, | and counts"
                )
            self._tokens.append((token.lastgroup, token[0]))
            place = token.end()
        self._tokens.reverse()
        self.alternatives = self._group()

    def _group(self) -> tuple[tuple[_Item, ...], ...]:
        alternatives: list[list[_Item]] = [[]]
        while self._tokens and self._tokens[-1][0] != "close":
            kind, text = self._tokens.pop()
            if kind == "bar":
                alternatives.append([])
            elif kind == "open":
                inner = self._group()
                self._tokens.pop()
                begin = frozenset().union(*map(_begin, inner))
                alternatives[-1].append(_Item(begin, any(map(_empty, inner)), *self._count(), inner))
            elif kind == "atom":
                alternatives[-1].append(_Item(_characters(text), False, *self._count()))
            else:
                raise BadPattern(f"counts what is counted already with {text!r}")
        return tuple(map(tuple, alternatives))

    def _count(self) -> tuple[int, int | None]:
        if not self._tokens or self._tokens[-1][0] != "count":
            return 1, 1
        text = self._tokens.pop()[1]
        if text in _COUNTS:
            return _COUNTS[text]
        low, comma, high = text[1:-1].partition(",")
        return int(low), (int(high) if high else None) if comma else int(low)


def _empty(sequence: tuple[_Item, ...]) -> bool:
    return all(item.empty or item.low == 0 for item in sequence)


def _begin(sequence: tuple[_Item, ...], after: Starts = frozenset()) -> Starts:
    """What a sequence may begin with, `after` being what may follow it."""
    for item in reversed(sequence):
        after = item.begin | after if item.empty or item.low == 0 else item.begin
    return after


def _require_decided(alternatives: tuple[tuple[_Item, ...], ...], after: Starts) -> None:
    """Raise `BadPattern` unless the next character decides everywhere, `after` being what may follow."""
    seen: Starts = frozenset()
    for sequence in alternatives:
        follow = after
        for item in reversed(sequence):
            if item.repeats and item.empty:
                raise BadPattern("repeats what may be empty")
            if item.low != item.high and item.begin & follow:
                raise BadPattern(
                    f"can go on in two ways at {min(item.begin & follow)!r}; let the next character decide"
                )
            _require_decided(item.alternatives, follow | item.begin if item.repeats else follow)
            follow = item.begin | follow if item.empty or item.low == 0 else item.begin
        if seen & follow:
            raise BadPattern("has two alternatives that begin alike; let the next character decide")
        seen |= follow


def pattern_problem(pattern: str) -> str | None:
    """Why a pattern can't be used, or None: it is no regular expression, or its matching might take for ever."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
        _require_decided(_Parser(pattern).alternatives, frozenset([_END]))
    except BadPattern as error:
        return str(error)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"is no regular expression: {error}"
    return None
