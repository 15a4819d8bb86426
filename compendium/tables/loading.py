"""From a folder of CSV files to a study."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from compendium.artefacts.definition import StudyDefinition
from compendium.tables.contract import StudyTables
from compendium.tables.problems import DataError, NoCheckout, Problem
from compendium.tables.reading import Rows, read_rows
from compendium.tables.schema import TableSchema, read_schemas

DTYPES: dict[str, Any] = {"string": "str", "integer": "Int64", "number": "Float64"}


def to_frame(rows: Rows, schema: TableSchema) -> pd.DataFrame:
    """Rows that are valid as a frame with the types of their schema."""
    frame = pd.DataFrame({name: pd.Series(rows.cells[name], dtype="str") for name in schema.names})
    for column in schema.columns:
        if column.type != "string":
            values = frame[column.name].replace("", pd.NA)
            frame[column.name] = pd.to_numeric(values).astype(DTYPES[column.type])
    return frame


def load_study(definition: StudyDefinition, folder: Path | str | None = None) -> Any:
    """The validated study of `folder`, of the definition's own one by default.

    Returns an object of the class `definition.tables`, one frame per table,
    columns and types as in `datapackage.json`. Raises `DataError`, which names
    every problem of every table as `data/FILE.csv:LINE: column: what is wrong`,
    another folder called as it was given, if there is any, and `NoCheckout` if no
    folder is given and the code lies apart from its repository.
    """
    given = Path(folder or definition.data)
    if given == definition.data and not given.exists() and not (given.parent / "pyproject.toml").exists():
        raise NoCheckout(given.parent)
    try:
        return _load(definition, given.resolve())
    except DataError as error:
        if given == definition.data:
            raise
        raise DataError(
            replace(problem, file=(given / problem.file.partition("/")[2]).as_posix()) for problem in error.problems
        ) from None


def _load(definition: StudyDefinition, folder: Path) -> StudyTables:
    contract: type[StudyTables] = definition.tables
    schemas = read_schemas(folder, contract.columns())

    rows: dict[str, Rows] = {}
    problems: list[Problem] = []
    for name, schema in schemas.items():
        table, found = read_rows(folder, schema)
        problems += found
        if table and not found:
            rows[name] = table
    problems += definition.problems(rows, schemas, folder.name)
    if problems:
        raise DataError(problems)
    # Each table leaves the rows as it is made, so that it is not kept twice.
    return contract(**{name: to_frame(rows.pop(name), schemas[name]) for name in contract.table_names()})
