"""Results in a form that can be kept in files and compared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import LANGUAGES, Language
from compendium.results.compute import Kind, Result, Results

Cell = str | int | float


@dataclass(frozen=True)
class Sheet:
    """A frame without pandas: column names, and rows of texts and numbers; an empty cell is the empty text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, order=True)
class Part:
    """What is compared of a result; `language` is "" for what has none or holds all of them."""

    name: str
    language: str = ""


@dataclass(frozen=True)
class Parts:
    """A table, figure or number taken apart.

    A part is a `Sheet` (data), a JSON object (spec, headings, labels, shown), a
    value (value) or a text (page, title, caption, alt). `error` says why the
    result could not be computed; then there are no parts.
    """

    id: str
    kind: Kind
    parts: dict[Part, Any] = field(default_factory=dict)
    error: str = ""


def cell(value: Any) -> Cell:
    """A cell of a frame as plain text or number; linked words keep their text alone."""
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
    """A frame as a `Sheet`."""
    rows = tuple(tuple(map(cell, row)) for row in frame.itertuples(index=False, name=None))
    return Sheet(tuple(map(str, frame.columns)), rows)


def bilingual(values: Sequence[Any], languages: Sequence[Language]) -> Any:
    """One JSON value of several, one for each language, that holds once what all of them share.

    Where they differ stands an object with the value of each language, null for
    the one that has none. Of one language there is nothing to bring together.
    """
    first = values[0]
    if all(value == first for value in values[1:]):
        return first
    if all(isinstance(value, dict) for value in values):
        keys = dict.fromkeys(key for value in values for key in value)
        return {key: bilingual([value.get(key) for value in values], languages) for key in keys}
    if all(isinstance(value, list) and len(value) == len(first) for value in values):
        return [bilingual(items, languages) for items in zip(*values)]
    return dict(zip(languages, values))


def _labels(result: Result, languages: Sequence[Language]) -> dict[str, Any]:
    """The words that stand for the values of a frame, by kind and value; not for those that are shown as they are."""
    labels = result.views[languages[0]].words.labels
    found: dict[str, dict[str, Any]] = {}
    for column in result.artefact.columns:
        if column.labels and column.name in result.frame:
            cells = map(str, result.frame[column.name].unique())
            for value in sorted({value for text in cells for value in (text.split() if column.separator else [text])}):
                label = labels[column.labels].get(value)
                if label and (label.nb, label.en) != (value, value):
                    texts = [label.text(language) for language in languages]
                    found.setdefault(column.labels, {})[value] = bilingual(texts, languages)
    return found


def _shown(result: Result, languages: Sequence[Language]) -> dict[str, Any]:
    """What stands in the columns that are made of whole rows, which frame and labels do not tell."""
    made = [column.name for column in result.artefact.columns if column.show]
    frames = [result.views[language].frame for language in languages]
    return {name: bilingual([list(map(cell, frame[name])) for frame in frames], languages) for name in made}


def _parts(result: Result, languages: Sequence[Language]) -> dict[Part, Any]:
    headings = [dict(result.texts[language].headings) for language in languages]
    parts: dict[Part, Any] = {
        Part("page"): result.artefact.page,
        Part("data"): sheet(result.frame),
        Part("headings"): bilingual(headings, languages),
        Part("labels"): _labels(result, languages),
        Part("shown"): _shown(result, languages),
    }
    for language in languages:
        texts = result.texts[language]
        parts |= {Part("caption", language): texts.caption, Part("alt", language): texts.alt}
        if isinstance(result.artefact, Figure):
            parts[Part("title", language)] = texts.title
    if isinstance(result.artefact, Figure):
        parts[Part("spec")] = bilingual([result.specs[language] for language in languages], languages)
    return {part: content for part, content in parts.items() if content != {}}


def take_apart(results: Results, languages: Iterable[Language] = LANGUAGES) -> dict[str, Parts]:
    """Every result by id, those that could not be computed with the reason in `error`."""
    languages = tuple(languages)
    found: dict[str, Parts] = {}
    for result in results.artefacts.values():
        found[result.id] = Parts(result.id, result.kind, _parts(result, languages))
    for number in results.numbers.values():
        found[number.id] = Parts(number.id, "number", {Part("value"): cell(number.value)})
    for result_id, error in results.failures.items():
        found[result_id] = Parts(result_id, kind_of(result_id), error=error)
    return found


def kind_of(result_id: str) -> Kind:
    """Of what kind a result is, by its id or key."""
    kinds: dict[str, Kind] = {"tab": "table", "fig": "figure"}
    return kinds.get(result_id.partition("-")[0], "number")
