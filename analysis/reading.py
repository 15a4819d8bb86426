"""From a CSV file to columns of text that know their lines."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from .problems import Problem
from .schema import TableSchema

# Ids, words of an enumeration and the like are shorter than this; whole sentences are not.
SHORT = 24
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


def _undecodable(path: Path, file: str) -> Problem:
    """Where a file stops being UTF-8."""
    data = path.read_bytes()
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(file, line, "", f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8")
    return Problem(file, 1, "", "was changed while it was read; try again")


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


def read_rows(folder: Path, schema: TableSchema) -> tuple[Rows | None, list[Problem]]:
    """Rows of one table, and what is wrong with its file.

    A BOM and CRLF line ends are accepted; text is normalised to Unicode NFC.
    When the file as a whole can't be used, there are problems and no rows.
    """
    file, path = f"{folder.name}/{schema.path}", folder / schema.path
    try:
        # utf-8-sig takes a BOM away where there is one; each line end is read as a plain one.
        with path.open(encoding="utf-8-sig") as text:
            if not any(line.strip() for line in text):
                names = ",".join(column.name for column in schema.columns)
                return None, [Problem(file, 1, "", f"the file is empty; its first line should be {names}")]
            text.seek(0)
            return _read(text, schema, file)
    except FileNotFoundError:
        return None, [Problem(file, 1, "", "the file is missing")]
    except UnicodeDecodeError:
        return None, [_undecodable(path, file)]
    except OSError as error:
        return None, [Problem(file, 1, "", f"can't be read: {error.strerror}")]


def _read(text: TextIO, schema: TableSchema, file: str) -> tuple[Rows | None, list[Problem]]:
    reader = csv.reader((unicodedata.normalize("NFC", line) for line in text), strict=True)
    rows, problems = Rows([], {}), []
    try:
        header = next(reader)
        problems = _header_problems(header, schema, file)
        if problems:
            return None, problems
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
        problems.append(Problem(file, reader.line_num, "", f"is not CSV: {error}"))
    return rows, problems


def _extend(columns: list[list[str]], rows: list[list[str]], kept: dict[str, str]) -> None:
    for column, texts in zip(columns, zip(*rows)):
        column.extend(map(kept.setdefault, texts, texts) if max(map(len, texts)) < SHORT else texts)
