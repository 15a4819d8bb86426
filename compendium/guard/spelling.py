"""One spelling for all spellings of a word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
# Accents are gone when these are used; the capitals named here have none to lose.
_UPPER = "A-ZÆØÐÞĐŁŒ"
_PIECE = re.compile(rf"[{_UPPER}]+(?![^\W\d_{_UPPER}])|[{_UPPER}]?[^\W\d_{_UPPER}]+|\d+")
_HUMP = re.compile(rf"[^\W_{_UPPER}][{_UPPER}]|[{_UPPER}]{{2}}[^\W_{_UPPER}]|\d[^\W\d_]|[^\W\d_]\d")
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’‘ʼ`´]s(?![^\W_])", re.IGNORECASE)
# What is drawn on or inside a letter, or not at all: accents, soft hyphen, zero-width characters, BOM.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_DIGRAPH = re.compile(r"(?:a[ae])+|oe")


def plain_text(text: str) -> str:
    """A text without accents, invisible characters and possessive 's; its lines are kept."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return _POSSESSIVE.sub("", text)


@lru_cache(maxsize=1 << 19)
def canonical(word: str) -> str:
    """One spelling for all spellings of a word."""
    if not word.isascii():
        word = _UNSEEN.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return _DIGRAPH.sub(lambda match: match[0][0], word.casefold().translate(_LETTERS))


@lru_cache(maxsize=1 << 19)
def words_within(word: str) -> tuple[str, ...]:
    """The words inside a word written in camelCase or together with digits."""
    return tuple(map(canonical, _PIECE.findall(word))) if _HUMP.search(word) else (canonical(word),)


def normalise(text: str) -> list[str]:
    """The words of a text, each in its one spelling."""
    return [canonical(word) for word in WORD.findall(plain_text(text))]
