"""Patterns of `datapackage.json`: regular expressions whose matching never runs away.

Python's own engine goes back and tries again where a pattern can go on in two
ways, which takes for ever with some patterns and texts. So a pattern is used
only if at each place the next character alone decides how to go on (it is
one-unambiguous, as the content models of XML have to be; Brüggemann-Klein &
Wood, 1998, "One-unambiguous regular languages"). Then the time is in line with
the text's length, and no other engine is needed.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(
    r"(?P<open>\((?:\?:)?(?!\?))|(?P<close>\))|(?P<bar>\|)|(?P<count>[*+?]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\})"
    r"|(?P<atom>\[\^?(?:\\.|[^\[\]\\])+\]|\\[dDwWsS]|\\[^0-9A-Za-z]|[^\\\[\](){}|*+?^$])|(?P<other>.+)",
    re.DOTALL,
)
# What stands for every character beyond ASCII.
_BEYOND = "beyond"

# Whether a part may be empty, the characters it may begin with, and for each place where it may end those that follow.
_Part = tuple[bool, set[str], list[set[str]]]


class BadPattern(ValueError):
    """A pattern can't be used; the message says why."""


@lru_cache(maxsize=1024)
def _characters(atom: str) -> frozenset[str]:
    """The characters that an atom matches; all those beyond ASCII count as one, and as matched where they may be."""
    form = re.compile(atom, re.DOTALL)
    plain = atom.isascii() and not atom.startswith("[^") and "\\" not in atom and atom != "."
    return frozenset([chr(code) for code in range(128) if form.fullmatch(chr(code))] + ([] if plain else [_BEYOND]))


def _require_apart(following: Iterable[set[str]], first: set[str]) -> None:
    """Raise `BadPattern` if what follows somewhere may begin like `first`."""
    for other in following:
        if both := other & first:
            raise BadPattern(f"can go on in two ways at {min(both)!r}; let the next character decide")


def _group(tokens: list[tuple[str, str]]) -> _Part:
    """The alternatives up to the end of a group or pattern, taken off the end of `tokens`."""
    empty, first, ends = _sequence(tokens)
    while tokens and tokens[-1][0] == "bar":
        tokens.pop()
        other_empty, other_first, other_ends = _sequence(tokens)
        if first & other_first or (empty and other_empty):
            raise BadPattern("has two alternatives that begin alike; let the next character decide")
        empty, first, ends = empty or other_empty, first | other_first, ends + other_ends
    return empty, first, ends


def _sequence(tokens: list[tuple[str, str]]) -> _Part:
    empty, first, ends = True, set[str](), list[set[str]]()
    while tokens and tokens[-1][0] not in ("bar", "close"):
        next_empty, next_first, next_ends = _counted(tokens)
        _require_apart([*ends, first] if empty else ends, next_first)
        first = first | next_first if empty else first
        ends = [*(end | next_first for end in ends), *next_ends] if next_empty else next_ends
        empty = empty and next_empty
    return empty, first, ends


def _counted(tokens: list[tuple[str, str]]) -> _Part:
    """A character or group, and how often it comes."""
    kind, text = tokens.pop()
    if kind == "open":
        empty, first, ends = _group(tokens)
        tokens.pop()
    elif kind == "atom":
        empty, first, ends = False, set(_characters(text)), [set[str]()]
    elif kind == "count":
        raise BadPattern(f"counts what is counted already with {text!r}")
    else:
        raise BadPattern(
            f"can't be used from {text[:12]!r} on; use characters, classes such as [a-z], groups, | and counts"
        )
    if not tokens or tokens[-1][0] != "count":
        return empty, first, ends
    count = tokens.pop()[1]
    if empty:
        raise BadPattern("repeats what may be empty")
    if count != "?":
        _require_apart(ends, first)
    # After so many times as are said alone, it is not followed by itself.
    loops = count in ("*", "+") or "," in count
    return count[0] in "?*" or count.startswith("{0"), first, [end | first for end in ends] if loops else ends


def pattern_problem(pattern: str) -> str | None:
    """Why a pattern can't be used, or None: it is no regular expression, or its matching might take for ever."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
        _group([(str(token.lastgroup), token[0]) for token in _TOKEN.finditer(pattern)][::-1])
    except BadPattern as error:
        return str(error)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"is no regular expression: {error}"
    return None
