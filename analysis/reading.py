"""From a CSV file to rows that know their line."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from .problems import Problem
from .schema import TableSchema


@dataclass(frozen=True)
class Row:
    """One row: the line on which it starts, counted from 1, and its cells by column."""

    line: int
    cells: dict[str, str]


def _decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    try:
        # utf-8-sig takes a BOM away where there is one.
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8"
        return "", [Problem(file, line, "", message)]


def _header_problems(header: list[str], schema: TableSchema, file: str) -> list[Problem]:
    expected = [column.name for column in schema.columns]
    missing = [Problem(file, 1, name, "the column is missing") for name in expected if name not in header]
    surplus = [
        Problem(file, 1, name, f"is no column of this table; describe it in datapackage.json or remove it")
        for name in dict.fromkeys(header)
        if name not in expected
    ]
    twice = [Problem(file, 1, name, "the column stands twice") for name in expected if header.count(name) > 1]
    return missing + surplus + twice


def read_rows(folder: Path, schema: TableSchema) -> tuple[list[Row], list[Problem]]:
    """Rows of one table, and what is wrong with its file.

    A BOM and CRLF line ends are accepted; text is normalised to Unicode NFC.
    When the file as a whole can't be used, there are problems and no rows.
    """
    file = f"{folder.name}/{schema.path}"
    try:
        data = (folder / schema.path).read_bytes()
    except FileNotFoundError:
        return [], [Problem(file, 1, "", "the file is missing")]
    text, problems = _decode(data, file)
    if problems:
        return [], problems
    if not text.strip():
        names = ",".join(column.name for column in schema.columns)
        return [], [Problem(file, 1, "", f"the file is empty; its first line should be {names}")]

    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader)
        problems = _header_problems(header, schema, file)
        if problems:
            return [], problems
        start = reader.line_num + 1
        for cells in reader:
            if cells and len(cells) != len(header):
                message = f"has {len(cells)} cells, the header has {len(header)}; quote a cell that holds a comma"
                problems.append(Problem(file, start, "", message))
            elif cells:
                rows.append(Row(start, dict(zip(header, cells))))
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(file, reader.line_num, "", f"is not CSV: {error}"))
    return rows, problems
