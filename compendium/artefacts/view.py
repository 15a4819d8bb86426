"""An artefact's frame as it is shown in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from compendium.artefacts.value_labels import Cell, Words


@dataclass(frozen=True)
class Column:
    """A column of an artefact, and how its values are shown.

    `name` is its name in the frame; a frame that has NAME_nb and NAME_en instead
    holds a text in each language. `labels` is the kind of label that stands for
    its values, "" for values that are shown as they are. With a `separator` a cell
    holds several values, separated by spaces, and is shown with the separator
    between them. `show(row, words)` makes the cell of a whole row of the frame
    instead, where it takes more than one column.
    """

    name: str
    labels: str = ""
    separator: str = ""
    show: Callable[[Any, Words], Cell] | None = None


@dataclass(frozen=True)
class View:
    """A frame in one language: columns by their stable names, values in words; headings by the names of the columns."""

    frame: pd.DataFrame
    headings: Mapping[str, str]
    words: Words

    def shown(self) -> pd.DataFrame:
        """The frame under its headings."""
        return self.frame.set_axis([self.headings[name] for name in self.frame.columns], axis="columns")


def _cells(frame: pd.DataFrame, column: Column, words: Words, *, linked: bool) -> Any:
    if column.show:
        return [column.show(row, words) for row in frame.itertuples(index=False)]
    values = frame[column.name if column.name in frame else f"{column.name}_{words.language}"]
    if not column.labels:
        return values.to_list() if not isinstance(values.dtype, pd.CategoricalDtype) else values
    if column.separator:
        cells = [words.links(column.labels, value.split(), column.separator) for value in values]
        return cells if linked else [str(cell) for cell in cells]
    if linked:
        return [words.links(column.labels, [value]) if value else words.of(column.labels, value) for value in values]
    named = [words.of(column.labels, value) for value in values]
    if isinstance(values.dtype, pd.CategoricalDtype):
        # Two values may share a name, categories may not.
        return pd.Categorical(
            named, list(dict.fromkeys(words.of(column.labels, value) for value in values.cat.categories))
        )
    return named


def view(
    frame: pd.DataFrame, columns: Sequence[Column], headings: Mapping[str, str], words: Words, *, linked: bool = True
) -> View:
    """A frame in the language of `words`; without `linked`, cells are plain texts, as charts need them.

    Raises `KeyError` for a column that the frame lacks, for a value without a label and for a missing heading.
    """
    shown = pd.DataFrame({column.name: _cells(frame, column, words, linked=linked) for column in columns})
    return View(shown, {column.name: headings[column.name] for column in columns}, words)
