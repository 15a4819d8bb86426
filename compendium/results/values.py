"""Every result of the catalogue in a form that can be kept and compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from compendium.artefacts.artefact import Figure, Number, Table
from compendium.artefacts.language import Language
from compendium.artefacts.presentation import figure_spec
from compendium.study import definition
from compendium.tables.contract import StudyTables

LANGUAGES: tuple[Language, ...] = ("nb", "en")
Kind = Literal["table", "figure", "number"]
Cell = str | int | float


@dataclass(frozen=True)
class Sheet:
    """A frame without pandas: headings, and rows of texts and numbers; an empty cell is the empty text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, order=True)
class Part:
    """What is compared of a result: its data, spec, title, caption, alt, page or value; language "" where it has none."""

    name: str
    language: str = ""


@dataclass(frozen=True)
class Result:
    """A table, figure or number with all its parts.

    A part is a `Sheet` (data), a JSON object (spec), a number (value) or a text.
    `error` says why the result could not be computed; then there are no parts.
    """

    id: str
    kind: Kind
    parts: dict[Part, Any] = field(default_factory=dict)
    error: str = ""


def _cell(value) -> Cell:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value
    if pd.api.types.is_integer(value):
        return int(value)
    if pd.api.types.is_float(value):
        return "" if math.isnan(value) else float(value)
    return "" if value is None or value is pd.NA else str(value)


def sheet(frame: pd.DataFrame) -> Sheet:
    """A frame of the catalogue as a `Sheet`; linked words keep their text alone."""
    rows = tuple(tuple(map(_cell, row)) for row in frame.itertuples(index=False, name=None))
    return Sheet(tuple(map(str, frame.columns)), rows)


def _shown_parts(artefact: Table | Figure, study: StudyTables, languages: Iterable[Language]) -> dict[Part, Any]:
    parts: dict[Part, Any] = {Part("page"): artefact.page}
    for language in languages:
        if isinstance(artefact, Table):
            frame = artefact.compute(study, language)
        else:
            frame = artefact.data(study, language)
            parts[Part("spec", language)] = figure_spec(artefact, frame, language)
            parts[Part("title", language)] = artefact.title[language]
        parts[Part("data", language)] = sheet(frame)
        parts[Part("caption", language)] = artefact.caption(study, language)
        parts[Part("alt", language)] = artefact.alt(study, language)
    return parts


def _computed(result_id: str, kind: Kind, compute: Callable[[], dict[Part, Any]]) -> Result:
    try:
        return Result(result_id, kind, compute())
    except Exception as error:  # One result that fails must not hide what became of the others.
        return Result(result_id, kind, error=f"{type(error).__name__}: {error}")


def compute_results(study: StudyTables, languages: Iterable[Language] = LANGUAGES) -> dict[str, Result]:
    """Every table, figure and number of the catalogue by id, computed from the study.

    A result whose functions raise has the message in `error`; nothing is raised here.
    """
    languages = tuple(languages)

    def shown(artefact: Table | Figure) -> Result:
        kind: Kind = "table" if isinstance(artefact, Table) else "figure"
        return _computed(artefact.id, kind, lambda: _shown_parts(artefact, study, languages))

    def counted(number: Number) -> Result:
        return _computed(number.key, "number", lambda: {Part("value"): _cell(number.compute(study))})

    found = [*map(shown, definition().artefacts.values()), *map(counted, definition().numbers(study).values())]
    return {result.id: result for result in found}
