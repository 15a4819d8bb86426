"""From a CSV file to columns of text that know their lines."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from compendium.tables.problems import Problem
from compendium.tables.schema import TableSchema
from compendium.tables.text_files import Unreadable, reading

# Ids, words of an enumeration and the like are shorter than this; whole sentences are not.
SHORT = 24
# What spreadsheets put between cells in place of a comma.
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


@dataclass(frozen=True)
class Rows:
    """The rows of a table, column by column: a million rows as objects of their own would fill the memory.

    `lines` says on which line each row starts, counted from 1; `cells` holds the
    text of each row in each column.
    """

    lines: list[int]
    cells: dict[str, list[str]]

    def of(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Each row as its line and its cells in these columns."""
        return zip(self.lines, *(self.cells[column] for column in columns))


def _header_problems(header: list[str], schema: TableSchema, file: str) -> list[Problem]:
    expected = schema.names
    wrong = {name: "the column is missing" for name in expected if name not in header}
    surplus = "is no column of this table; describe it in datapackage.json or remove it"
    wrong |= {name: surplus for name in header if name not in expected}
    wrong |= {name: "the column stands twice" for name in expected if header.count(name) > 1}
    return [Problem(file, 1, name, message) for name, message in wrong.items()]


def _separator_problem(header: str, schema: TableSchema) -> str | None:
    """What a spreadsheet did to a file: columns not separated by commas, or a line above them that says how."""
    if re.fullmatch(r'"?sep=.?"?\s*', header, flags=re.IGNORECASE):
        return "its first line is a note for spreadsheets; remove it, and separate cells by commas"
    for mark, name in SEPARATORS.items():
        if len(set(schema.names) & {cell.strip('" \r\n') for cell in header.split(mark)}) > 1:
            return f"its cells are separated by {name}; save it as CSV with commas between cells"
    return None


def read_rows(folder: Path, schema: TableSchema) -> tuple[Rows | None, list[Problem]]:
    """Rows of one table, and what is wrong with its file.

    A BOM and CRLF line ends are accepted; text is normalised to Unicode NFC.
    When the file as a whole can't be used, there are problems and no rows.
    """
    file, path = f"{folder.name}/{schema.path}", folder / schema.path
    try:
        # utf-8-sig takes a BOM away where there is one.
        with reading(path), path.open(encoding="utf-8-sig", newline="\n") as text:
            if not any(line.strip() for line in text):
                wanted = ",".join(schema.names)
                return None, [Problem(file, 1, "", f"the file is empty; its first line should be {wanted}")]
            text.seek(0)
            if message := _separator_problem(text.readline(), schema):
                return None, [Problem(file, 1, "", message)]
            text.seek(0)
            return _read(text, schema, file)
    except Unreadable as error:
        return None, [Problem(file, error.line, "", str(error))]


LONE_RETURN = (
    "holds a carriage return that ends no line; save the file with the line ends of Unix (LF) or Windows (CRLF)"
)


def _lines(text: TextIO, file: str, problems: list[Problem]) -> Iterator[str]:
    """The lines of a file with plain ends; a carriage return anywhere else is a problem."""
    for number, line in enumerate(text, start=1):
        plain = unicodedata.normalize("NFC", line).replace("\r\n", "\n")
        if "\r" in plain:
            problems.append(Problem(file, number, "", LONE_RETURN))
        yield plain.replace("\r", " ")


def _read(text: TextIO, schema: TableSchema, file: str) -> tuple[Rows | None, list[Problem]]:
    rows, problems = Rows([], {}), list[Problem]()
    reader = csv.reader(_lines(text, file, problems), strict=True)
    try:
        header = next(reader)
        if found := _header_problems(header, schema, file):
            return None, problems or found
        columns = [rows.cells.setdefault(name, []) for name in header]
        # A text that many rows share is kept once.
        kept: dict[str, str] = {}
        start = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.lines.append(start)
                for column, cell in zip(columns, cells):
                    column.append(kept.setdefault(cell, cell) if len(cell) < SHORT else cell)
            elif cells:
                message = f"has {len(cells)} cells, the header has {len(header)}; quote a cell that holds a comma"
                problems.append(Problem(file, start, "", message))
            start = reader.line_num + 1
    except csv.Error as error:
        return None, [*problems, Problem(file, reader.line_num, "", f"is not CSV: {error}")]
    return rows, problems
