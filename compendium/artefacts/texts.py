"""A study's table of texts: titles, captions, alternative texts, headings and words, each in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.language import LANGUAGES, Language
from compendium.artefacts.value_labels import Label, Words


class TextError(ValueError):
    """A text that is missing or asks for a value that it is not given; the message names file, place and text."""


@dataclass(frozen=True)
class ArtefactTexts:
    """The texts of a table or figure in one language; a table has no `title`."""

    title: str
    caption: str
    alt: str
    headings: Mapping[str, str]


@dataclass(frozen=True)
class Texts:
    """The texts of a study, as its TOML file has them.

    `[columns]` holds headings that are the same everywhere, `[words.KIND]` the
    labels of values, `[shared]` sentences that captions and alternative texts may
    name in braces, `[numbers]` what each number counts, and `[ID]` what is said
    of an artefact: `title`, `caption`, `alt`, `empty` (in place of `alt` where
    there is nothing to see) and `columns` (headings of its own).
    """

    file: str
    tables: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Texts:
        """The texts of a file. Raises `TextError` if it is no TOML or lacks a language somewhere."""
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TextError(f"{path.name}: {error}") from None
        _require_both(path.name, "", tables)
        return cls(path.name, tables)

    def get(self, *place: str) -> Mapping[Language, str] | None:
        """A text in each language, or None if there is none in that place."""
        found: Any = self.tables
        for name in place:
            found = found.get(name, {})
        return found or None

    def text(self, language: Language, *place: str) -> str:
        """A text in one language. Raises `TextError` if there is none in that place."""
        found = self.get(*place)
        if found is None:
            raise TextError(f"{self.file}: there is no text {'.'.join(place)}; add it in both languages")
        return found[language]

    def labels(self, kind: str) -> dict[str, Label]:
        """The labels of `[words.KIND]`, by value and in the order of the file."""
        return {value: Label(**words) for value, words in self.tables["words"][kind].items()}

    def headings(self, artefact: Table | Figure, language: Language) -> dict[str, str]:
        """The heading of each column of an artefact, its own or that of `[columns]`."""
        return {
            column.name: self.text(language, *own)
            if self.get(*(own := (artefact.id, "columns", column.name)))
            else self.text(language, "columns", column.name)
            for column in artefact.columns
        }

    def of(self, artefact: Table | Figure, study: Any, words: Words) -> ArtefactTexts:
        """The texts of an artefact, filled in from the study. Raises `TextError`."""
        language = words.language
        shared = {name: text[language] for name, text in self.tables.get("shared", {}).items()}
        values = artefact.alt(study, words)
        return ArtefactTexts(
            title=self.text(language, artefact.id, "title") if isinstance(artefact, Figure) else "",
            caption=self._filled(shared, language, artefact.id, "caption"),
            alt=self._filled(shared, language, artefact.id, "empty")
            if values is None
            else self._filled({**shared, **values}, language, artefact.id, "alt"),
            headings=self.headings(artefact, language),
        )

    def _filled(self, values: Mapping[str, object], language: Language, *place: str) -> str:
        text = self.text(language, *place)
        try:
            return text.format_map(values)
        except (KeyError, ValueError, IndexError) as error:
            raise TextError(f"{self.file}: {'.'.join(place)}.{language} can't be filled in: {error!r}") from None


def _require_both(file: str, place: str, table: Mapping[str, Any]) -> None:
    if any(isinstance(value, str) for value in table.values()):
        if set(table) != set(LANGUAGES) or not all(isinstance(value, str) for value in table.values()):
            raise TextError(f"{file}: {place} has {', '.join(table)}; every text needs {' and '.join(LANGUAGES)}")
        return
    for name, value in table.items():
        if not isinstance(value, Mapping):
            raise TextError(f"{file}: {place}.{name} is neither a table nor a text")
        _require_both(file, f"{place}.{name}".lstrip("."), value)
