"""The one source of metadata, `metadata.toml`, as an object; the version comes from `pyproject.toml`.

The classes below are the schema: each field is a key of the file, and its type says what is read and how it is checked.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from compendium.artefacts.language import LANGUAGES, Language
from compendium.checkout.files import ROOT
from compendium.tables.addresses import address_problem
from compendium.tables.characters import is_visible, refused_character
from compendium.tables.problems import InputError, Problem, quoted
from compendium.tables.text_files import Unreadable, read_text

METADATA = ROOT / "metadata.toml"
PROJECT = "pyproject.toml"


class MetadataError(InputError):
    """The metadata can't be used; the message names file, line, key and what is wanted, for every problem."""


def _text_problem(text: str) -> str:
    if "\n" in text:
        return "holds a line break; write it on one line"
    return refused_character(text) or ("" if is_visible(text) else "a text is wanted, not an empty one")


def _name_problem(name: str) -> str:
    of_letters = all(sign.isalnum() or unicodedata.combining(sign) or sign in " -'’.,·" for sign in name)
    return "" if of_letters and any(map(str.isalpha, name)) else f"a name of letters is wanted, not {quoted(name)}"


def _spdx_problem(licence: str) -> str:
    """What is wrong with an identifier of the SPDX list of licences, which stands in an address."""
    fits = re.fullmatch("[A-Za-z0-9][A-Za-z0-9.+-]*", licence)
    return "" if fits else f"an SPDX identifier such as CC-BY-4.0 is wanted, not {quoted(licence)}"


def _home_problem(address: str) -> str:
    if wrong := address_problem(address):
        return f'{wrong}; or leave it empty: ""'
    plain = address.lower().startswith("http") and not {"?", "#"} & set(address)
    return "" if plain else f'"https://HOST/PATH/" or "" is wanted, not {quoted(address)}'


def _year_problem(year: int) -> str:
    return "" if 1000 <= year <= 9999 else "a year of four digits is wanted"


def _texts_problem(texts: list[Any]) -> str:
    good = texts and all(isinstance(text, str) and not _text_problem(text) for text in texts)
    return "" if good else "a list of texts is wanted"


def _authors_problem(authors: list[Any]) -> str:
    good = authors and all(isinstance(author, dict) for author in authors)
    return "" if good else "at least one [[authors]] is wanted"


Name = Annotated[str, _name_problem]
Spdx = Annotated[str, _spdx_problem]
Address = Annotated[str, address_problem]
Home = Annotated[str, _home_problem]
Year = Annotated[int, _year_problem]
Texts = Annotated[tuple[str, ...], _texts_problem]


@dataclass(frozen=True)
class Text:
    """The same text in both languages; the keys of the file end in `_nb` and `_en`."""

    nb: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.nb if language == "nb" else self.en


@dataclass(frozen=True)
class Person:
    """An author: `particle` is what stands before the family name and is not sorted by ("von der")."""

    family: Name
    given: Name
    particle: Name = ""

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

    year: Year
    title: Text
    kind: Text
    institution: Text


@dataclass(frozen=True)
class Licences:
    """SPDX identifiers of code and text, the address of the text's licence, and what holds for the study."""

    code: Spdx
    text: Spdx
    text_address: Address
    study: Text


@dataclass(frozen=True)
class Metadata:
    """What the book is; `address` ends in a slash, or is empty while the book is published nowhere."""

    version: str
    year: Year
    title: Text
    description: Text
    keywords_nb: Texts
    keywords_en: Texts
    compendium: str
    authors: Annotated[tuple[Person, ...], _authors_problem]
    thesis: Thesis
    licences: Licences
    address: Home = ""

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
        self.file = path.name
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}
        self._lines: dict[tuple[str, int, str], int] = {}
        try:
            text = read_text(path)
            self._find_lines(text)
            self.values = tomllib.loads(text)
        except Unreadable as error:
            self.add(str(error), error.line)
        except (ValueError, RecursionError) as error:
            # Of what is nested too deeply, or a number of too many digits, the parser does not say where it stands.
            line = re.search(r"at line (\d+)", str(error))
            self.add(f"is not valid TOML: {error}", int(line[1]) if line else 1)

    def _find_lines(self, text: str) -> None:
        table, number = "", 0
        seen: Counter[str] = Counter()
        for line, content in enumerate(text.splitlines(), start=1):
            if header := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", content):
                table = header[1]
                number, seen[table] = seen[table], seen[table] + 1
                self._lines.setdefault((table, number, ""), line)
            elif named := re.match(r"\s*([\w-]+)\s*=", content):
                self._lines.setdefault((table, number, named[1]), line)

    def add(self, message: str, line: int, key: str = "") -> None:
        self.problems.append(Problem(self.file, line, key, message))

    def line(self, table: str, number: int, key: str) -> int:
        """Where a key stands, or else its table."""
        return self._lines.get((table, number, key)) or self._lines.get((table, number, "")) or 1


def _shown(value: Any) -> str:
    """A value of another kind than wanted as a message quotes it: texts in full, else what it is."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    return {int: "a number", float: "a number", list: "a list", dict: "a table"}.get(type(value), "a date")


# What a type of Python is in a file of TOML, and what it is called there; any other is a class, and a table.
_KINDS: dict[Any, tuple[type[Any], str]] = {
    str: (str, "a text"),
    int: (int, "a year"),
    tuple[str, ...]: (list, "a list of texts"),
    tuple[Person, ...]: (list, "a list of tables"),
}


@dataclass(frozen=True)
class _Table:
    """A table of a file, the `number`th of its name; what is wrong in it is noted, and something empty taken for it."""

    source: _Source
    values: dict[str, Any]
    name: str = ""
    number: int = 0

    def fail(self, key: str, wanted: str) -> None:
        place = f"[{self.name}] {key}" if self.name else key
        self.source.add(wanted, self.source.line(self.name, self.number, key), place)

    def read(self, kind: Any, **given: Any) -> Any:
        """The table as an object of that class; its fields are keys of the table, but for those that are given."""
        known: set[str] = set()
        hints = get_type_hints(kind, include_extras=True)
        for field in (field for field in fields(kind) if field.name not in given):
            in_both = hints[field.name] is Text
            keys = [f"{field.name}_{language}" for language in LANGUAGES] if in_both else [field.name]
            values = [self.value(key, str if in_both else hints[field.name], field.default) for key in keys]
            given[field.name] = Text(*values) if in_both else values[0]
            known.update(keys)
        # Most likely misspelt.
        for unknown in sorted(set(self.values) - known):
            self.fail(unknown, f"is no key of this table; those are {', '.join(sorted(known))}")
        return kind(**given)

    def value(self, key: str, hint: Any, default: Any = MISSING) -> Any:
        """The value of a key as its type says, with the checks that the type carries."""
        plain, *checks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        kind, wanted = _KINDS.get(plain, (dict, "a table"))
        value = self.values.get(key, default)
        # True is an int to Python, but no year.
        if not isinstance(value, kind) or isinstance(value, bool):
            self.fail(key, f"{wanted} is wanted, not {_shown(value)}" if key in self.values else f"{wanted} is missing")
            value = kind()
        elif value != default:
            problems = (check(value) for check in ([_text_problem, *checks] if kind is str else checks))
            if wrong := next(filter(None, problems), None):
                self.fail(key, wrong)
        if kind is dict:
            return _Table(self.source, value, key).read(plain)
        if plain == tuple[Person, ...]:
            tables = [table for table in value if isinstance(table, dict)]
            return tuple(_Table(self.source, table, key, number).read(Person) for number, table in enumerate(tables))
        return tuple(value) if kind is list else value


def read_metadata(path: Path = METADATA, project: Path | None = None) -> Metadata:
    """The metadata of `path`, with the version of `project` (the `pyproject.toml` beside it by default).

    Raises `MetadataError`, which names file, line and key of every problem, if
    either can't be used.
    """
    source, made = _Source(path), _Source(project or path.with_name(PROJECT))
    if unreadable := source.problems + made.problems:
        raise MetadataError(unreadable)
    project_table = made.values.get("project")
    named = _Table(made, project_table if isinstance(project_table, dict) else {}, "project")
    metadata: Metadata = _Table(source, source.values).read(Metadata, version=named.value("version", str))
    if problems := source.problems + made.problems:
        raise MetadataError(problems)
    return replace(metadata, address=f"{metadata.address.rstrip('/')}/" if metadata.address else "")
