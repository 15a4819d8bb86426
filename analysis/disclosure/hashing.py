"""The keyed hashes under which withheld words are known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from .spelling import normalise

ALGORITHM = "blake2b"
DIGEST_SIZE = 16


def digest(sequence: str, salt: bytes) -> str:
    """The hash of normalised words joined by spaces, without a genitive -s at their end."""
    if sequence.endswith("s") and len(sequence) - sequence.rfind(" ") > 3:
        sequence = sequence[:-1]
    return hashlib.blake2b(sequence.encode(), key=salt, digest_size=DIGEST_SIZE, person=b"withheld").hexdigest()


def begins(word: str, salt: bytes) -> str:
    """One byte for the first word of a sequence: most sequences are ruled out by it, without a hash of their own."""
    return hashlib.blake2b(word.encode(), key=salt, digest_size=1, person=b"begins").hexdigest()


def hash_words(words: str | Sequence[str], salt: bytes) -> str:
    """The keyed hash of a word or sequence of words, the same for all its spellings."""
    normal = normalise(words if isinstance(words, str) else " ".join(words))
    if not normal:
        raise ValueError("there is no word to hash")
    return digest(" ".join(normal), salt)


def entry(words: str, note: str, salt: bytes) -> dict[str, int | str]:
    """The entry of a withheld sequence of words in the list; `note` is a neutral kind, such as "place"."""
    normal = normalise(words)
    made: dict[str, int | str] = {"words": len(normal), "hash": hash_words(words, salt), "note": note}
    if len(normal) > 1:
        made["begins"] = begins(normal[0], salt)
    return made
