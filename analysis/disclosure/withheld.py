"""The list of withheld words: what is known of each, and nothing by which to read it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from .hashing import ALGORITHM, DIGEST_SIZE, begins, digest, hash_words

LIST = Path(__file__).with_name("withheld.json")

# Its hash stands in the list, so that a list made under other rules of
# normalisation is refused instead of silently finding nothing.
SPECIMEN = "Blåbærgrøtens AAse"


@dataclass
class Withheld:
    """The withheld words, known by their hashes, and the sequences in which such a word is harmless."""

    salt: bytes
    kinds: dict[str, str]
    beginnings: dict[int, frozenset[str]]
    allowed: frozenset[str] = frozenset()
    allowed_lengths: tuple[int, ...] = ()
    _harmless: set[str] = field(default_factory=set, repr=False)
    _bytes: dict[str, str] = field(default_factory=dict, repr=False)

    def may_begin(self, words: set[str], length: int) -> set[str]:
        """Those words with which a withheld sequence of this length, two or more, may begin."""
        for word in words.difference(self._bytes):
            self._bytes[word] = begins(word, self.salt)
        return {word for word in words if self._bytes[word] in self.beginnings[length]}

    def found(self, sequences: set[str]) -> dict[str, str]:
        """Those sequences of normalised words that are withheld, with their kind."""
        fresh = sequences - self._harmless
        hits = {}
        for sequence in fresh:
            kind = self.kinds.get(digest(sequence, self.salt))
            if kind is not None:
                hits[sequence] = kind
        self._harmless |= fresh.difference(hits)
        return hits

    def allows(self, sequence: str) -> bool:
        """Whether the list names the sequence as harmless."""
        return digest(sequence, self.salt) in self.allowed


def load_withheld(path: Path = LIST) -> Withheld:
    """Read the list of withheld words. A list that could find nothing is refused."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        salt = bytes.fromhex(stored["salt"])
        kinds = {row["hash"]: row["note"] for row in stored["withheld"]}
        beginnings: dict[int, frozenset[str]] = {}
        for row in stored["withheld"]:
            length = int(row["words"])
            first = {row["begins"]} if length > 1 else set()
            beginnings[length] = beginnings.get(length, frozenset()) | first
        allowed = stored.get("allowed", [])
        made_by = (stored["algorithm"], stored["parameters"]["digest_size"], stored["specimen"])
        harmless = frozenset(row["hash"] for row in allowed)
        harmless_lengths = tuple(sorted({int(row["words"]) for row in allowed}))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is not a list of withheld words: {error!r}") from error
    if made_by != (ALGORITHM, DIGEST_SIZE, hash_words(SPECIMEN, salt)):
        raise ValueError(f"{path.name} was made with another hash or normalisation; make its entries anew")
    if not kinds or min(beginnings) < 1:
        raise ValueError(f"{path.name} withholds no word")
    return Withheld(salt, kinds, beginnings, harmless, harmless_lengths)
