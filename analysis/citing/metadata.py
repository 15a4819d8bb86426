"""The one source of metadata, `metadata.toml`, as an object; the version comes from `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..artefact import Language
from ..fingerprint import ROOT

METADATA = ROOT / "metadata.toml"
PROJECT = "pyproject.toml"


class MetadataError(ValueError):
    """The metadata can't be used; the message names the file, the key and what is wanted."""


@dataclass(frozen=True)
class Text:
    """The same text in both languages."""

    nb: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.nb if language == "nb" else self.en


@dataclass(frozen=True)
class Person:
    """An author: `particle` is what stands before the family name and is not sorted by ("von der")."""

    family: str
    given: str
    particle: str = ""

    @property
    def full_family(self) -> str:
        return f"{self.particle} {self.family}".strip()

    @property
    def inverted(self) -> str:
        """Family name first, with a comma."""
        return f"{self.full_family}, {self.given}"

    @property
    def direct(self) -> str:
        """As it is spoken."""
        return f"{self.given} {self.full_family}"


@dataclass(frozen=True)
class Thesis:
    """The thesis that the book adapts; `title` is a description in brackets, since the title is lost."""

    year: int
    title: Text
    kind: Text
    institution: Text


@dataclass(frozen=True)
class Licences:
    """SPDX identifiers of code and text, the address of the text's licence, and what holds for the study."""

    code: str
    text: str
    text_address: str
    study: Text


@dataclass(frozen=True)
class Metadata:
    """What the book is; `address` ends in a slash, or is empty while the book is published nowhere."""

    address: str
    year: int
    version: str
    title: Text
    description: Text
    keywords_nb: tuple[str, ...]
    keywords_en: tuple[str, ...]
    compendium: str
    authors: tuple[Person, ...]
    thesis: Thesis
    licences: Licences

    @property
    def key(self) -> str:
        """What the citation keys of the book begin with: `arstein2026`."""
        folded = self.authors[0].family.lower().replace("ø", "o").replace("æ", "ae").replace("å", "aa")
        plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
        return f"{re.sub('[^a-z]', '', plain)}{self.year}"

    def keywords(self, language: Language) -> list[str]:
        return list(self.keywords_nb if language == "nb" else self.keywords_en)

    def url(self, path: str = "") -> str:
        """The address of a file of the book, or nothing while the book has none."""
        return f"{self.address}{path}" if self.address else ""


class _Table:
    """A table of the file that says which key is missing or of a wrong kind."""

    def __init__(self, file: str, name: str, values: dict[str, Any]):
        self.file, self.name, self.values = file, name, values
        self.used: set[str] = set()

    def fail(self, key: str, wanted: str) -> MetadataError:
        place = f"[{self.name}] {key}" if self.name else key
        return MetadataError(f"{self.file}: {place}: {wanted}")

    def get(self, key: str, kind: type, wanted: str, default: Any = None) -> Any:
        self.used.add(key)
        value = self.values.get(key, default)
        # True is an int to Python, but no year.
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.fail(key, f"{wanted} is wanted, not {value!r}" if key in self.values else f"{wanted} is missing")
        if kind is str and default is None and not value.strip():
            raise self.fail(key, f"{wanted} is wanted, not an empty one")
        return value

    def string(self, key: str, default: str | None = None) -> str:
        return self.get(key, str, "a text", default)

    def year(self, key: str) -> int:
        return self.get(key, int, "a year")

    def text(self, key: str) -> Text:
        return Text(self.string(f"{key}_nb"), self.string(f"{key}_en"))

    def strings(self, key: str) -> tuple[str, ...]:
        values = self.get(key, list, "a list of texts")
        if not values or not all(isinstance(value, str) and value for value in values):
            raise self.fail(key, "a list of texts is wanted")
        return tuple(values)

    def table(self, key: str) -> _Table:
        return _Table(self.file, key, self.get(key, dict, "a table"))

    def tables(self, key: str) -> list[_Table]:
        values = self.get(key, list, "a list of tables")
        if not values or not all(isinstance(value, dict) for value in values):
            raise self.fail(key, f"at least one [[{key}]] is wanted")
        return [_Table(self.file, key, value) for value in values]

    def close(self) -> None:
        """Refuse a key that nobody reads, since it is most likely misspelt."""
        if unknown := sorted(set(self.values) - self.used):
            raise self.fail(unknown[0], f"is no key of this table; those are {', '.join(sorted(self.used))}")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MetadataError(f"{path.name} is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise MetadataError(f"{path.name}: {error}") from None


def _address(table: _Table) -> str:
    given = table.string("address", default="")
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise table.fail("address", f'"https://HOST/PATH/" or "" is wanted, not {given!r}')
    return given.rstrip("/") + "/"


def _person(table: _Table) -> Person:
    person = Person(table.string("family"), table.string("given"), table.string("particle", default=""))
    table.close()
    return person


def _thesis(table: _Table) -> Thesis:
    thesis = Thesis(table.year("year"), table.text("title"), table.text("kind"), table.text("institution"))
    table.close()
    return thesis


def _licences(table: _Table) -> Licences:
    licences = Licences(table.string("code"), table.string("text"), table.string("text_address"), table.text("study"))
    table.close()
    return licences


def read_metadata(path: Path = METADATA, project: Path | None = None) -> Metadata:
    """The metadata of `path`, with the version of `project` (the `pyproject.toml` beside it by default).

    Raises `MetadataError`, which names file and key, if either can't be used.
    """
    project = project or path.with_name(PROJECT)
    version = _Table(project.name, "project", _read_toml(project).get("project", {})).string("version")
    top = _Table(path.name, "", _read_toml(path))
    compendium = top.table("compendium")
    metadata = Metadata(
        address=_address(top),
        year=top.year("year"),
        version=version,
        title=top.text("title"),
        description=top.text("description"),
        keywords_nb=top.strings("keywords_nb"),
        keywords_en=top.strings("keywords_en"),
        compendium=compendium.string("name"),
        authors=tuple(map(_person, top.tables("authors"))),
        thesis=_thesis(top.table("thesis")),
        licences=_licences(top.table("licences")),
    )
    compendium.close()
    top.close()
    return metadata
