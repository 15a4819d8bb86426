"""How a study declares which tables and columns its analysis reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self


def table(columns: str) -> Any:
    """A table by the columns that the analysis reads, whatever else it has; `name:type` where it is no string."""
    named = (column.partition(":") for column in columns.split())
    return field(metadata={"columns": {name: kind or "string" for name, _, kind in named}})


class TableNotRead(LookupError):
    """A table is read by a function that does not say so."""


class _NotRead:
    """Stands for a table that a function did not say it reads."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        raise TableNotRead(f"the table {self._name} is read, but `reads` does not name it")

    def __getitem__(self, key: Any) -> Any:
        return self.__getattr__("")

    def __len__(self) -> int:
        return int(self.__getattr__(""))


@dataclass(frozen=True, eq=False)
class StudyTables:
    """A study as one data frame for each table of its `datapackage.json`, which describes columns, types and units.

    The dated versions of tables that are described there too are no part of the
    study. An empty cell of a text column is the empty string; an empty cell of a
    number column is `<NA>`.
    """

    def only(self, names: Collection[str]) -> Self:
        """The study with these tables alone; whoever asks for another is told so by a `TableNotRead`."""
        return replace(self, **{name: _NotRead(name) for name in self.table_names() if name not in names})

    @classmethod
    def table_names(cls) -> list[str]:
        """Names of the tables, in the order in which they are declared."""
        return [declared.name for declared in fields(cls)]

    @classmethod
    def columns(cls) -> dict[str, dict[str, str]]:
        """The columns of each table that the analysis reads, with their types as in `datapackage.json`, by name."""
        return {declared.name: declared.metadata["columns"] for declared in fields(cls)}
