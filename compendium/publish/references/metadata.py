"""The one source of metadata, `metadata.toml`, as an object; the version comes from `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compendium.artefacts.language import Language
from compendium.checkout.files import ROOT
from compendium.tables.addresses import address_problem
from compendium.tables.characters import is_visible, refused_character
from compendium.tables.problems import InputError, Problem, quoted
from compendium.tables.text_files import Unreadable, read_text

METADATA = ROOT / "metadata.toml"
PROJECT = "pyproject.toml"


class MetadataError(InputError):
    """The metadata can't be used; the message names file, line, key and what is wanted, for every problem."""


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


class _Source:
    """The text of a file of TOML, which finds the line of a key, and every problem of it."""

    def __init__(self, path: Path):
        self.file, self.problems = path.name, []
        self._places: dict[tuple[str, int, str], int] = {}
        self.values: dict[str, Any] = {}
        try:
            text = read_text(path)
            self._find_places(text)
            self.values = tomllib.loads(text)
        except Unreadable as error:
            self.add(str(error), error.line)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            self.add(f"is not valid TOML: {error}", int(line[1]) if line else 1)
        except (ValueError, RecursionError):
            self.add("is not valid TOML: nested too deeply, or a number of too many digits", 1)

    def _find_places(self, text: str) -> None:
        table, number, seen = "", 0, Counter()
        for line, content in enumerate(text.splitlines(), start=1):
            if header := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", content):
                table, key = header[1], ""
                number, seen[table] = seen[table], seen[table] + 1
            elif named := re.match(r"\s*([\w-]+)\s*=", content):
                key = named[1]
            else:
                continue
            self._places.setdefault((table, number, key), line)

    def add(self, message: str, line: int, key: str = "") -> None:
        self.problems.append(Problem(self.file, line, key, message))

    def line(self, table: str, number: int, key: str) -> int:
        """Where a key stands, or else its table."""
        return self._places.get((table, number, key)) or self._places.get((table, number, "")) or 1


def _shown(value: Any) -> str:
    """A value of another kind than wanted as a message quotes it: texts in full, else what it is."""
    if isinstance(value, bool):
        return str(value).lower()
    return (
        quoted(value)
        if isinstance(value, str)
        else {int: "a number", float: "a number", list: "a list", dict: "a table"}.get(type(value), "a date")
    )


def _names_somebody(name: str) -> bool:
    return any(sign.isalpha() for sign in name) and all(
        sign.isalnum() or unicodedata.combining(sign) or sign in " -'’.,·" for sign in name
    )


class _Table:
    """A table of the file that notes which key is missing or of a wrong kind, and goes on with an empty value."""

    def __init__(self, source: _Source, name: str, values: dict[str, Any], number: int = 0):
        self.source, self.name, self.values, self.number = source, name, values, number
        self.used: set[str] = set()

    def fail(self, key: str, wanted: str) -> None:
        place = f"[{self.name}] {key}" if self.name else key
        self.source.add(wanted, self.source.line(self.name, self.number, key), place)

    def get(self, key: str, kind: type, wanted: str, default: Any = None) -> Any:
        self.used.add(key)
        value = self.values.get(key, default)
        # True is an int to Python, but no year.
        if not isinstance(value, kind) or isinstance(value, bool):
            self.fail(key, f"{wanted} is wanted, not {_shown(value)}" if key in self.values else f"{wanted} is missing")
            return kind()
        if kind is str:
            if wrong := refused_character(value):
                self.fail(key, wrong)
            elif "\n" in value:
                self.fail(key, "holds a line break; write it on one line")
            elif default is None and not is_visible(value):
                self.fail(key, f"{wanted} is wanted, not an empty one")
        return value

    def string(self, key: str, default: str | None = None) -> str:
        return self.get(key, str, "a text", default)

    def name_of(self, key: str, default: str | None = None) -> str:
        """A person's name, or a part of it."""
        name = self.string(key, default)
        if name.strip() and not refused_character(name) and not _names_somebody(name):
            self.fail(key, f"a name of letters is wanted, not {quoted(name)}")
        return name

    def year(self, key: str) -> int:
        year = self.get(key, int, "a year")
        if isinstance(self.values.get(key), int) and not 1000 <= year <= 9999:
            self.fail(key, "a year of four digits is wanted")
        return year

    def spdx(self, key: str) -> str:
        """An identifier of the SPDX list of licences, which stands in an address."""
        given = self.string(key)
        if given.strip() and not re.fullmatch("[A-Za-z0-9][A-Za-z0-9.+-]*", given):
            self.fail(key, f"an SPDX identifier such as CC-BY-4.0 is wanted, not {quoted(given)}")
        return given

    def address(self, key: str) -> str:
        given = self.string(key)
        if given.strip() and (wrong := address_problem(given)):
            self.fail(key, wrong)
        return given

    def text(self, key: str) -> Text:
        return Text(self.string(f"{key}_nb"), self.string(f"{key}_en"))

    def strings(self, key: str) -> tuple[str, ...]:
        values = self.get(key, list, "a list of texts")
        good = [
            value
            for value in values
            if isinstance(value, str) and is_visible(value) and not refused_character(value) and "\n" not in value
        ]
        if key in self.values and (not values or len(good) < len(values)):
            self.fail(key, "a list of texts is wanted")
        return tuple(good)

    def table(self, key: str) -> _Table:
        return _Table(self.source, key, self.get(key, dict, "a table"))

    def tables(self, key: str) -> list[_Table]:
        values = self.get(key, list, "a list of tables")
        if key in self.values and (not values or not all(isinstance(value, dict) for value in values)):
            self.fail(key, f"at least one [[{key}]] is wanted")
        return [
            _Table(self.source, key, value, number) for number, value in enumerate(values) if isinstance(value, dict)
        ]

    def close(self) -> None:
        """Refuse a key that nobody reads, since it is most likely misspelt."""
        for unknown in sorted(set(self.values) - self.used):
            self.fail(unknown, f"is no key of this table; those are {', '.join(sorted(self.used))}")


def _address(table: _Table) -> str:
    given = table.string("address", default="")
    if not given:
        return ""
    if wrong := address_problem(given):
        table.fail("address", f'{wrong}; or leave it empty: ""')
    elif not given.lower().startswith("http") or {"?", "#"} & set(given):
        table.fail("address", f'"https://HOST/PATH/" or "" is wanted, not {quoted(given)}')
    return given.rstrip("/") + "/"


def _person(table: _Table) -> Person:
    person = Person(table.name_of("family"), table.name_of("given"), table.name_of("particle", default=""))
    table.close()
    return person


def _thesis(table: _Table) -> Thesis:
    thesis = Thesis(table.year("year"), table.text("title"), table.text("kind"), table.text("institution"))
    table.close()
    return thesis


def _licences(table: _Table) -> Licences:
    licences = Licences(table.spdx("code"), table.spdx("text"), table.address("text_address"), table.text("study"))
    table.close()
    return licences


def read_metadata(path: Path = METADATA, project: Path | None = None) -> Metadata:
    """The metadata of `path`, with the version of `project` (the `pyproject.toml` beside it by default).

    Raises `MetadataError`, which names file, line and key of every problem, if
    either can't be used.
    """
    source, made = _Source(path), _Source(project or path.with_name(PROJECT))
    if unreadable := source.problems + made.problems:
        raise MetadataError(unreadable)
    project_table = made.values.get("project")
    version = _Table(made, "project", project_table if isinstance(project_table, dict) else {}).string("version")
    top = _Table(source, "", source.values)
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
    if problems := source.problems + made.problems:
        raise MetadataError(problems)
    return metadata
