"""Every result of a study, computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from compendium.artefacts.artefact import Figure, Number, Table
from compendium.artefacts.definition import StudyDefinition
from compendium.artefacts.language import LANGUAGES, Language
from compendium.artefacts.presentation import accessible_svg, figure_spec
from compendium.artefacts.rendering import chart_svg
from compendium.artefacts.selection import choices
from compendium.artefacts.texts import ArtefactTexts
from compendium.artefacts.value_labels import Labels, Words
from compendium.artefacts.view import View, view
from compendium.results.sources import Source, source_of

Kind = Literal["table", "figure", "number"]


@dataclass(frozen=True, eq=False)
class Result:
    """A table or figure as it was computed from a study.

    `frame` has stable English column names and values of no language; `views`
    hold it as it is shown in each language, `texts` what is said of it, `specs` the
    Vega-Lite spec of a figure; `tables` are the tables that were read, and
    `sources` the functions that made it, the one of the frame first.
    """

    artefact: Table | Figure
    frame: pd.DataFrame
    views: Mapping[Language, View]
    texts: Mapping[Language, ArtefactTexts]
    specs: Mapping[Language, dict[str, Any]]
    sources: tuple[Source, ...]

    @property
    def id(self) -> str:
        """The id of the table or figure."""
        return self.artefact.id

    @property
    def kind(self) -> Kind:
        """Whether it is a table or a figure."""
        return "figure" if isinstance(self.artefact, Figure) else "table"

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables of the study that were read."""
        return self.artefact.reads

    def shown(self, language: Language) -> pd.DataFrame:
        """The frame as a reader sees it: headings and cells in one language."""
        return self.views[language].shown()

    def choices(self, language: Language) -> list[dict[str, Any]]:
        """What a reader of a figure may select; see `selection.choices`."""
        return choices(self.artefact, self.views[language]) if isinstance(self.artefact, Figure) else []

    @cached_property
    def _pictures(self) -> dict[Language, str]:
        return {}

    def picture(self, language: Language) -> str:
        """A figure as SVG with an accessible name, drawn when it is first asked for. Raises `MissingGlyph`."""
        if language not in self._pictures:
            svg = chart_svg(self.specs[language])
            self._pictures[language] = accessible_svg(svg, self.id, self.texts[language].alt)
        return self._pictures[language]


@dataclass(frozen=True)
class NumberResult:
    """A number as it was computed from a study; `describe` says what it is, `source` where it is computed."""

    number: Number
    value: int | float | str
    describe: Mapping[Language, str]
    source: Source

    kind: Kind = "number"

    @property
    def id(self) -> str:
        """The key of the number."""
        return self.number.key

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables of the study that were read."""
        return self.number.reads


@dataclass(frozen=True)
class Results:
    """All results of a study: tables and figures by id, numbers by key, the labels that all of them use.

    `failures` says, for each result that could not be computed, why; it is in
    none of the others.
    """

    artefacts: Mapping[str, Result]
    numbers: Mapping[str, NumberResult]
    labels: Labels
    failures: Mapping[str, str]


def compute_artefact(
    definition: StudyDefinition,
    artefact: Table | Figure,
    study: Any,
    labels: Labels,
    languages: Iterable[Language] = LANGUAGES,
) -> Result:
    """One table or figure of the study, with its words in these languages. Raises whatever its own functions raise."""
    frame = artefact.data(study.only(artefact.reads))
    views, texts, specs = {}, {}, {}
    for language in languages:
        words = Words(language, labels)
        texts[language] = definition.texts.of(artefact, study, words)
        headings = texts[language].headings
        views[language] = view(frame, artefact.columns, headings, words, linked=isinstance(artefact, Table))
        if isinstance(artefact, Figure):
            specs[language] = figure_spec(artefact, views[language])
    functions = [artefact.data, artefact.draw] if isinstance(artefact, Figure) else [artefact.data]
    return Result(artefact, frame, views, texts, specs, tuple(map(source_of, functions)))


def compute_number(definition: StudyDefinition, number: Number, study: Any) -> NumberResult:
    """One number of the study. Raises whatever its function raises."""
    value = number.compute(study.only(number.reads))
    describe = number.describe or {
        language: definition.texts.text(language, "numbers", number.key) for language in LANGUAGES
    }
    return NumberResult(number, value, describe, source_of(number.compute))


def compute(definition: StudyDefinition, study: Any, languages: Iterable[Language] = LANGUAGES) -> Results:
    """Every table, figure and number of the study, with their words in these languages.

    A result whose functions raise is named in `failures`; nothing is raised here but
    what is wrong with the labels and texts as a whole.
    """
    labels = definition.labels(study, definition.texts)
    failures: dict[str, str] = {}
    artefacts: dict[str, Result] = {}
    numbers: dict[str, NumberResult] = {}
    for artefact in definition.artefacts.values():
        try:
            artefacts[artefact.id] = compute_artefact(definition, artefact, study, labels, languages)
        except Exception as error:  # one result that fails must not hide what became of the others
            failures[artefact.id] = f"{type(error).__name__}: {error}"
    for number in definition.numbers(study).values():
        try:
            numbers[number.key] = compute_number(definition, number, study)
        except Exception as error:
            failures[number.key] = f"{type(error).__name__}: {error}"
    return Results(artefacts, numbers, labels, failures)
