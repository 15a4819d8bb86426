"""What the book shows by id: tables, figures and numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

from compendium.artefacts.language import Language

# Functions of the study take whatever class of tables it declares.
Text = Callable[[Any, Language], str]


@dataclass(frozen=True)
class Link:
    """Words that lead to a label of the book."""

    text: str
    label: str


@dataclass(frozen=True)
class LinkedText:
    """A cell of a table in which some words lead to a place in the book."""

    parts: tuple[str | Link, ...]

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


@dataclass(frozen=True)
class Table:
    """A table of the book.

    `compute(study, language)` gives the frame as it is shown, with headings in
    that language; `caption` and `alt` give its caption and, for one who cannot
    see it, what to find in it, both computed from the study. A table with
    `filters` can be searched, and narrowed by the columns in those places.
    `of_thesis` says that the thesis has it, so that its authors are credited
    with it; all else was made for the compendium.
    """

    id: str
    page: str
    compute: Callable[[Any, Language], pd.DataFrame]
    caption: Text
    alt: Text
    filters: tuple[int, ...] = ()
    of_thesis: bool = field(kw_only=True, default=False)


@dataclass(frozen=True)
class Figure:
    """A figure of the book.

    `data(study, language)` gives the aggregated frame that is drawn, headings
    and labels in that language, so that it can stand under the figure as a
    table; `draw(data, language)` makes a chart of that frame alone. `title` names
    it in each language. `choose` are the places of the columns by whose values a
    reader may pick out marks, several together where any of them may have the
    value, and `ids` the place of the column that holds, one after the other, the
    ids of the excerpts or claims behind a row. `of_thesis` is as for a table.
    """

    id: str
    page: str
    data: Callable[[Any, Language], pd.DataFrame]
    draw: Callable[[pd.DataFrame, Language], alt.TopLevelMixin]
    caption: Text
    alt: Text
    title: dict[Language, str] = field(kw_only=True)
    choose: tuple[int | tuple[int, ...], ...] = field(kw_only=True, default=())
    ids: int | None = field(kw_only=True, default=None)
    of_thesis: bool = field(kw_only=True, default=False)


@dataclass(frozen=True)
class Number:
    """A number of the prose: `compute(study)` counts or measures it.

    `describe` says in each language what is counted and from which table.
    """

    key: str
    compute: Callable[[Any], int | float | str]
    describe: dict[Language, str]
