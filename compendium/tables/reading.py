"""From a CSV file to columns of text that know their lines."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from compendium.tables.problems import Problem
from compendium.tables.schema import TableSchema
from compendium.tables.text_files import Unreadable, require_plain_file, undecodable

# Ids, words of an enumeration and the like are shorter than this; whole sentences are not.
SHORT = 24
# What spreadsheets put between cells in place of a comma.
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
# So many rows are turned into columns at a time.
AT_ONCE = 200


@dataclass(frozen=True)
class Rows:
    """The rows of a table, column by column: a million rows as objects of their own would fill the memory.

    `lines` says on which line each row starts, counted from 1; `cells` holds the
    text of each row in each column.
    """

    lines: list[int]
    cells: dict[str, list[str]]

    def of(self, *columns: str) -> Iterator[tuple]:
        """Each row as its line and its cells in these columns."""
        return zip(self.lines, *(self.cells[column] for column in columns))


def _header_problems(header: list[str], schema: TableSchema, file: str) -> list[Problem]:
    expected = [column.name for column in schema.columns]
    missing = [Problem(file, 1, name, "the column is missing") for name in expected if name not in header]
    surplus = [
        Problem(file, 1, name, "is no column of this table; describe it in datapackage.json or remove it")
        for name in dict.fromkeys(header)
        if name not in expected
    ]
    twice = [Problem(file, 1, name, "the column stands twice") for name in expected if header.count(name) > 1]
    return missing + surplus + twice


def _separator_problem(header: str, schema: TableSchema, file: str) -> Problem | None:
    """A file whose columns are not separated by commas, or that says so in a line above them, as a spreadsheet may."""
    if re.fullmatch(r'"?sep=.?"?\s*', header, flags=re.IGNORECASE):
        return Problem(
            file, 1, "", "its first line is a note for spreadsheets; remove it, and separate cells by commas"
        )
    for mark, name in SEPARATORS.items():
        cells = {cell.strip('" \r\n') for cell in header.split(mark)}
        if len(cells.intersection(column.name for column in schema.columns)) > 1:
            return Problem(file, 1, "", f"its cells are separated by {name}; save it as CSV with commas between cells")
    return None


def read_rows(folder: Path, schema: TableSchema) -> tuple[Rows | None, list[Problem]]:
    """Rows of one table, and what is wrong with its file.

    A BOM and CRLF line ends are accepted; text is normalised to Unicode NFC.
    When the file as a whole can't be used, there are problems and no rows.
    """
    file, path = f"{folder.name}/{schema.path}", folder / schema.path
    try:
        require_plain_file(path)
        # utf-8-sig takes a BOM away where there is one.
        with path.open(encoding="utf-8-sig", newline="\n") as text:
            if not any(line.strip() for line in text):
                names = ",".join(column.name for column in schema.columns)
                return None, [Problem(file, 1, "", f"the file is empty; its first line should be {names}")]
            text.seek(0)
            if problem := _separator_problem(text.readline(), schema, file):
                return None, [problem]
            text.seek(0)
            return _read(text, schema, file)
    except UnicodeDecodeError:
        problem = undecodable(path)
    except Unreadable as error:
        problem = error
    except OSError as error:
        problem = Unreadable(f"can't be read: {error.strerror}")
    return None, [Problem(file, problem.line, "", str(problem))]


LONE_RETURN = (
    "holds a carriage return that ends no line; save the file with the line ends of Unix (LF) or Windows (CRLF)"
)


def _lines(text: TextIO, file: str, problems: list[Problem]) -> Iterator[str]:
    """The lines of a file with plain ends; a carriage return anywhere else is a problem."""
    for number, line in enumerate(text, start=1):
        line = unicodedata.normalize("NFC", line)
        if "\r" in line:
            line = f"{line[:-2]}\n" if line.endswith("\r\n") else line
            if "\r" in line:
                problems.append(Problem(file, number, "", LONE_RETURN))
                line = line.replace("\r", " ")
        yield line


def _read(text: TextIO, schema: TableSchema, file: str) -> tuple[Rows | None, list[Problem]]:
    rows, problems = Rows([], {}), []
    reader = csv.reader(_lines(text, file, problems), strict=True)
    try:
        header = next(reader)
        if found := _header_problems(header, schema, file):
            return None, problems or found
        columns = [rows.cells.setdefault(name, []) for name in header]
        # A text that many rows share is kept once.
        kept: dict[str, str] = {}
        start = reader.line_num + 1
        waiting = []
        for cells in reader:
            if len(cells) == len(header):
                rows.lines.append(start)
                waiting.append(cells)
                if len(waiting) == AT_ONCE:
                    _extend(columns, waiting, kept)
                    waiting = []
            elif cells:
                message = f"has {len(cells)} cells, the header has {len(header)}; quote a cell that holds a comma"
                problems.append(Problem(file, start, "", message))
            start = reader.line_num + 1
        _extend(columns, waiting, kept)
    except csv.Error as error:
        # The rows so far have lines, but not all of them cells yet.
        return None, [*problems, Problem(file, reader.line_num, "", f"is not CSV: {error}")]
    return rows, problems


def _extend(columns: list[list[str]], rows: list[list[str]], kept: dict[str, str]) -> None:
    for column, texts in zip(columns, zip(*rows)):
        column.extend(map(kept.setdefault, texts, texts) if max(map(len, texts)) < SHORT else texts)
