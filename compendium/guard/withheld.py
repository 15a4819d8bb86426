"""The private list of withheld words: it stands in no repository, and what it holds is never printed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from compendium.checkout.git import git
from compendium.guard.decoding import decode_bytes
from compendium.guard.spelling import normalise

# Named in .gitignore, so that git does not take it in.
FILE = "withheld.txt"
VARIABLE = "COMPENDIUM_WITHHELD"


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Normalised words without a genitive -s at their end."""
    *before, last = words
    return (*before, last[:-1] if last.endswith("s") and len(last) > 2 else last)


@dataclass(frozen=True)
class Withheld:
    """The withheld words, and the longer sequences in which such a word is harmless, each normalised."""

    sequences: frozenset[tuple[str, ...]]
    allowed: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, *words: str, allowed: tuple[str, ...] = ()) -> Withheld:
        """The words as they are written in a list."""
        listed = [
            frozenset(bare(tuple(found)) for word in given if (found := normalise(word))) for given in (words, allowed)
        ]
        return cls(*listed)


def list_path(root: Path) -> Path | None:
    """Where the private list lies: where `COMPENDIUM_WITHHELD` says, else in `withheld.txt`; None if there is none."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    return root / FILE if (root / FILE).exists() else None


def load_withheld(root: Path) -> Withheld | None:
    """Read the private list of the repository in `root`; None if there is none.

    One word or sequence of words a line; lines that begin with # are remarks,
    and one that begins with ! names a longer sequence in which a word is
    harmless. Raises `ValueError` for a list that can't be read, that could find
    nothing, or that git tracks.
    """
    path = list_path(root)
    if path is None:
        return None
    name = f"{VARIABLE}={path}" if os.environ.get(VARIABLE) else FILE
    try:
        lines = [line.strip() for line in decode_bytes(path.read_bytes()).splitlines()]
    except OSError as error:
        raise ValueError(f"the private list {name} can't be read: {error.strerror}") from error
    if git(path.resolve().parent, "ls-files", "--error-unmatch", "--", path.name) is not None:
        remedy = "take it out (git rm --cached) and let .gitignore name it"
        raise ValueError(f"the private list {name} is tracked by git; {remedy}")
    words = [line for line in lines if line and line[0] not in "#!"]
    withheld = Withheld.of(*words, allowed=tuple(line[1:] for line in lines if line.startswith("!")))
    if not withheld.sequences:
        raise ValueError(f"the private list {name} withholds no word; write one a line, or take the list away")
    return withheld
