"""What a book shows by id: tables, figures and numbers, as a study declares them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from compendium.artefacts.language import Language
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View

# A study's own class of tables stands for `Any`; the engine does not know it.
Data = Callable[[Any], pd.DataFrame]
# Values for the placeholders of an alternative text, or None where there is nothing to see and the text says so.
Alternative = Callable[[Any, Words], Mapping[str, object] | None]


def _no_values(_study: Any, _words: Words) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the book.

    `data(study)` gives its frame, with stable English column names and values
    that belong to no language; `columns` says how each is shown. `reads` names
    the tables of the study that `data` reads; it is handed no others. Title,
    caption, headings and alternative text stand in the study's table of texts
    under `id`; `alt(study, words)` gives the values that the latter asks for.
    `filters` are the columns by which a reader may narrow the rows. `of_thesis`
    says that the thesis has it, so that its authors are credited with it, in an
    adapted edition; a caption names the columns that were added. All else was made
    for the compendium.
    """

    id: str
    page: str
    reads: tuple[str, ...]
    data: Data
    columns: tuple[Column, ...]
    alt: Alternative = _no_values
    filters: tuple[str, ...] = ()
    of_thesis: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of the book.

    As a `Table`, and `draw(view)` makes a chart of the frame in one language.
    `choose` are the columns by whose values a reader may select marks, several
    together where any of them may have the value, and `ids` the column that holds,
    separated by spaces, the ids of the excerpts or claims behind a row.
    """

    id: str
    page: str
    reads: tuple[str, ...]
    data: Data
    columns: tuple[Column, ...]
    draw: Callable[[View], alt.TopLevelMixin]
    alt: Alternative = _no_values
    choose: tuple[tuple[str, ...], ...] = ()
    ids: str = ""
    of_thesis: bool = False


@dataclass(frozen=True)
class Number:
    """A number of the prose: `compute(study)` counts or measures it in the tables that `reads` names.

    What is counted is said in the study's table of texts under `key`, or in
    `describe` for a figure that the thesis itself states: that one has the id of its
    row in `fact_id` and the `section` that states it.
    """

    key: str
    compute: Callable[[Any], int | float | str]
    reads: tuple[str, ...]
    describe: Mapping[Language, str] | None = None
    fact_id: str = ""
    section: str = ""
