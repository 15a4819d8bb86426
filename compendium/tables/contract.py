"""How a study declares which tables and columns its analysis reads."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def table(columns: str) -> Any:
    """A table with the columns that the analysis reads, whatever else may stand in it; `name:type` where it is no string."""
    named = (column.partition(":") for column in columns.split())
    return field(metadata={"columns": {name: kind or "string" for name, _, kind in named}})


@dataclass(frozen=True, eq=False)
class StudyTables:
    """A study as one data frame for each table of its `datapackage.json`, which describes columns, types and units.

    The dated versions of tables that are described there too are no part of the
    study. An empty cell of a text column is the empty string; an empty cell of a
    number column is `<NA>`.
    """

    @classmethod
    def table_names(cls) -> list[str]:
        """Names of the tables, in the order in which they are declared."""
        return [declared.name for declared in fields(cls)]

    @classmethod
    def columns(cls) -> dict[str, dict[str, str]]:
        """The columns of each table that the analysis reads, with their types as in `datapackage.json`, by name."""
        return {declared.name: declared.metadata["columns"] for declared in fields(cls)}
