"""From the folder `data/` to a `Study`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from .fingerprint import ROOT
from .problems import DataError, NoCheckout, Problem
from .reading import Rows, read_rows
from .schema import TableSchema, read_schemas
from .study import Study
from .validation import study_problems

DATA = ROOT / "data"
DTYPES = {"string": "str", "integer": "Int64", "number": "Float64"}


def to_frame(rows: Rows, schema: TableSchema) -> pd.DataFrame:
    """Rows that are valid as a frame with the types of their schema."""
    frame = pd.DataFrame({column.name: pd.Series(rows.cells[column.name], dtype="str") for column in schema.columns})
    for column in schema.columns:
        if column.type != "string":
            values = frame[column.name].replace("", pd.NA)
            frame[column.name] = pd.to_numeric(values).astype(DTYPES[column.type])
    return frame


def load(folder: Path | str = DATA) -> Study:
    """The validated study of `folder`, the repository's own `data/` by default.

    Returns a `Study`, one frame per table, columns and types as in
    `datapackage.json`. Raises `DataError`, which names every problem of every
    table as `data/FILE.csv:LINE: column: what is wrong`, another folder called
    as it was given, if there is any, and `NoCheckout` if no folder is given and
    the code lies apart from its repository.
    """
    if folder == DATA and not DATA.exists() and not (ROOT / "pyproject.toml").exists():
        raise NoCheckout(ROOT)
    try:
        return _load(Path(folder).resolve())
    except DataError as error:
        if folder == DATA:
            raise
        raise DataError(_called(Path(folder), problem) for problem in error.problems) from None


def _called(folder: Path, problem: Problem) -> Problem:
    """A problem of a file in a folder that was given, with the folder called so."""
    return replace(problem, file=(folder / problem.file.partition("/")[2]).as_posix())


def _load(folder: Path) -> Study:
    schemas = read_schemas(folder, Study.columns())

    rows, problems = {}, []
    for name, schema in schemas.items():
        table, found = read_rows(folder, schema)
        problems += found
        if not found:
            rows[name] = table
    problems += study_problems(rows, schemas, folder.name)
    if problems:
        raise DataError(problems)
    # Each table leaves the rows as it is made, so that it is not kept twice.
    return Study(**{name: to_frame(rows.pop(name), schemas[name]) for name in Study.table_names()})
