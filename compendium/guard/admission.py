"""The names that the repository may contain: `data/names.csv` lists what is admitted, never what is withheld."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from compendium.guard.word_list import BOTH, is_ordinary

FILE = "data/names.csv"
COLUMNS = ("name", "kind", "why_nb", "why_en")
# Written with the surname first, "Heide, Anna": admits the surname, and the given names only beside it.
PERSON = "person"
# What code is made of, and what is invented for its examples: admitted in code and in what is said inside it.
IN_CODE = ("identifier", "invented")
# An ordinary word that the word lists lack: it may begin a sentence, and is admitted nowhere else.
WORD = "word"

_TOKEN = re.compile(r"[^\W_](?:[\w\u0300-\u036f]|['’](?=[^\W\d_]))*")
_ENDING = re.compile(r"['’](?:s|d|ll|m|re|ve|en|er|ene)\Z", re.IGNORECASE)


def tokens(text: str) -> list[re.Match[str]]:
    """The words of a text, with what is glued to them: `O'Neill`, `tab_koder`, `S012`."""
    return list(_TOKEN.finditer(text))


@lru_cache(maxsize=1 << 16)
def normal(word: str) -> str:
    """One spelling for a word in capitals, in small letters and with a typographic apostrophe."""
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def stem(word: str) -> str:
    """A word without what an apostrophe joins to it, as in `Hub's` and `they've`."""
    return _ENDING.sub("", word)


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[str, ...]:
    """A word as it stands, and what it may be the genitive or the plural of."""
    small = normal(word)
    bare = stem(small)
    singular = bare[:-1] if len(bare) > 2 and bare.endswith("s") else bare
    return tuple(dict.fromkeys((small, bare, singular)))


def _spellings(name: str, kind: str) -> tuple[str, ...]:
    """The ways in which an admitted name may be written."""
    surname, comma, given = name.partition(",")
    if kind != PERSON or not comma:
        return (name,)
    # A middle name may be left out.
    first = given.split()[0]
    return surname, f"{surname} {given}", f"{given} {surname}", f"{first} {surname}", f"{surname} {first}"


@dataclass
class Admitted:
    """The admitted names with their kinds, and which of them were met."""

    kinds: dict[str, str]
    lines: dict[str, int] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    _sequences: dict[str, dict[tuple[str, ...], list[str]]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for name, kind in self.kinds.items():
            for spelling in _spellings(name, kind):
                words = tuple(normal(match[0]) for match in tokens(unicodedata.normalize("NFKC", spelling)))
                self._sequences.setdefault(words[0], {}).setdefault(words, []).append(name)

    def _meets(self, word: str, *kinds: str) -> bool:
        """Whether a word is a name of one of these kinds; of none of the special ones, if there are none."""
        for form in _forms(word):
            for name in self._sequences.get(form, {}).get((form,), ()):
                kind = self.kinds[name]
                if kind in kinds or (not kinds and kind not in (WORD, *IN_CODE)):
                    self.met.add(name)
                    return True
        return False

    def admits(self, word: str, *, in_code: bool = False) -> bool:
        """Whether a word is an admitted name."""
        return self._meets(word) or (in_code and self._meets(word, *IN_CODE))

    def ordinary(self, word: str, languages: tuple[str, ...] = BOTH) -> bool:
        """Whether a word is an ordinary word, by the word lists or by admission."""
        return is_ordinary(word, languages) or self._meets(word, WORD)

    def covered(self, words: list[str]) -> set[int]:
        """The places in a sequence of words where an admitted name of several words stands."""
        places: set[int] = set()
        small = [normal(word) for word in words]
        for start, word in enumerate(small):
            for wanted, names in self._sequences.get(word, {}).items():
                *before, last = small[start : start + len(wanted)]
                if len(wanted) > 1 and (*before, wanted[-1]) == wanted and wanted[-1] in _forms(last):
                    places |= set(range(start, start + len(wanted)))
                    self.met |= set(names)
        return places

    def unmet(self) -> list[tuple[int, str]]:
        """The names that were not met, with their lines in the list."""
        return [(self.lines.get(name, 0), name) for name in self.kinds if name not in self.met]


def load_admitted(root: Path) -> Admitted:
    """Read the list of admitted names. Raises `ValueError` for a list that can't be read or a row that is none."""
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ValueError(f"{FILE} is missing; begin it with the line {','.join(COLUMNS)}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{FILE} is not UTF-8; save it as UTF-8") from error
    reader = csv.DictReader(text.splitlines(keepends=True))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError(f"{FILE}:1: the first line should be {','.join(COLUMNS)}")
    kinds: dict[str, str] = {}
    lines: dict[str, int] = {}
    seen: set[str] = set()
    for row in reader:
        here, name, kind = f"{FILE}:{reader.line_num}", row["name"], row["kind"]
        if None in row or not all((row[column] or "").strip() for column in COLUMNS):
            raise ValueError(f"{here}: a row has a name, its kind, and why it is there in Norwegian and in English")
        if not tokens(name) or (kind == PERSON and not all(map(tokens, name.split(",")[:2]))):
            raise ValueError(f"{here}: {name!r} is no name")
        if normal(name) in seen:
            raise ValueError(f"{here}: {name} stands here already")
        seen.add(normal(name))
        kinds[name], lines[name] = kind, reader.line_num
    return Admitted(kinds, lines)
