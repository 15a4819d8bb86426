"""The audit trail of codings and ties: a dated version of a table and every logged change since give the table.

A version of a table is a resource of its own, named TABLE-DATE, with the rows
as they were before the changes of that day. `coding_log.csv` holds each change
as one row. Its `row` is the changed row's key, the parts separated by spaces;
`before` and `after` are the row's other cells that were removed, added or
changed, as `column=value` separated by spaces; the reasons, which are texts,
have columns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from compendium.tables.checks import Found, Tables
from compendium.tables.problems import quoted
from compendium.tables.reading import Rows
from compendium.tables.schema import TableSchema

LOG = "coding_log"
VERSION = re.compile(r"(?P<table>[a-z_]+)-(?P<date>\d{4}-\d{2}-\d{2})")
TEXTS = ("reason_nb", "reason_en")
CELL = re.compile(r"([a-z_]+)=(\S+)")
LATER = "9999"
# Texts that differ in their last words are quoted whole, if they are no longer than this.
WHOLE = 800


@dataclass
class _Row:
    """A row on its way from a version to the next: its cells, and the table and line that last gave them."""

    cells: dict[str, str]
    table: str
    line: int


@dataclass(frozen=True)
class Change:
    """A row of the log: the cells before and after, texts included, by column."""

    line: int
    table: str
    date: str
    row: str
    action: str
    before: dict[str, str]
    after: dict[str, str]


def is_version(name: str) -> bool:
    """Whether a resource of that name is a dated version of a table."""
    return VERSION.fullmatch(name) is not None


def named_cells(text: str) -> dict[str, str]:
    """`relation=nuances basis=judged` as values by column. Raises `ValueError` for a part of another form."""
    cells = {}
    for part in text.split():
        match = CELL.fullmatch(part)
        if match is None:
            raise ValueError(f"{quoted(part)} does not have the form column=value")
        cells[match[1]] = match[2]
    return cells


def _versions(schemas: Mapping[str, TableSchema]) -> dict[str, list[tuple[str, str]]]:
    """The dated versions of each table, as date and name, the oldest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in schemas:
        if match := VERSION.fullmatch(name):
            found.setdefault(match["table"], []).append((match["date"], name))
    return {table: sorted(versions) for table, versions in found.items()}


def _rows(table: Rows) -> Iterator[tuple[int, dict[str, str]]]:
    for line, *cells in table.of(*table.cells):
        yield line, dict(zip(table.cells, cells))


def _side(row: Mapping[str, str], when: str) -> dict[str, str]:
    """The cells of a changed row before or after, its texts included, as a row of the log says. Raises `ValueError`."""
    texts = {name: row[name.replace("reason", f"reason_{when}")] for name in TEXTS}
    return named_cells(row[when]) | {name: text for name, text in texts.items() if text}


def _changes(log: Rows, oldest: Mapping[str, str], changes: list[Change]) -> Found:
    """Read each row of the log as a change, or as a problem. `oldest` is the date of each table's oldest version."""
    for line, row in _rows(log):
        sides, table, date = [], row["table"], row["date"]
        for when in ("before", "after"):
            try:
                sides.append(_side(row, when))
            except ValueError as error:
                yield LOG, line, when, str(error)
                break
        else:
            if table not in oldest:
                yield LOG, line, "table", f"{quoted(table)} has no dated version that a change could be made to"
            elif date < oldest[table]:
                yield LOG, line, "date", f"{date} is before the oldest version of {table}"
            else:
                changes.append(Change(line, table, date, row["row"], row["action"], *sides))


def _as_rows(name: str, table: Rows, key: tuple[str, ...]) -> dict[str, _Row]:
    return {" ".join(row[column] for column in key): _Row(row, name, line) for line, row in _rows(table)}


def _misfits(change: Change, rows: dict[str, _Row], key: tuple[str, ...], columns: set[str]) -> tuple[str, str] | None:
    """Why a logged change can't be made in the rows, as column and message, or None."""
    exists = change.row in rows
    if strange := sorted((change.before.keys() | change.after.keys()) - (columns - set(key))):
        return "after", f"{quoted(strange[0])} is no column of {change.table} that a change can name"
    if exists == (change.action == "added"):
        state = "exists already" if exists else "does not exist"
        return "row", f"{quoted(change.row)} {state} in {change.table} when it is {change.action}"
    for side, action in (("before", "added"), ("after", "removed")):
        if change.action == action and getattr(change, side):
            return side, f"must be empty, the reasons too, when a row is {action}"
    return None


def _apply(change: Change, rows: dict[str, _Row], key: tuple[str, ...], columns: set[str]) -> Found:
    """Make a logged change in the rows; yields what does not fit what stands there."""
    if wrong := _misfits(change, rows, key, columns):
        yield LOG, change.line, *wrong
        return
    row = quoted(change.row)
    was = rows.pop(change.row).cells if change.action != "added" else {}
    named = change.before.keys() | change.after.keys()
    for column in sorted(columns - set(key) if change.action == "removed" else named):
        found, said = was.get(column, ""), change.before.get(column, "")
        if found != said:
            message = f"{column} of {row} was {quoted(found, WHOLE)}, the log says {quoted(said, WHOLE)}"
            yield LOG, change.line, "before", message
    if change.action == "changed" and change.before == change.after:
        yield LOG, change.line, "after", f"nothing of {row} is changed"
    if change.action != "removed":
        cells = was or {**dict.fromkeys(columns, ""), **dict(zip(key, change.row.split(" ")))}
        changed = {column: change.after.get(column, "") for column in named}
        rows[change.row] = _Row({**cells, **changed}, LOG, change.line)


def _differences(
    expected: dict[str, _Row], found: dict[str, _Row], base: str, target: str, paths: Mapping[str, str]
) -> Found:
    """Where a table is not what the version before it and the log say."""
    without = f"without a row of the log since {paths[base]}; give {paths[LOG]} a row that says what was done and why"
    for row, own in found.items():
        if row not in expected:
            yield target, own.line, "", f"{quoted(row)} was added {without}"
            continue
        said = expected[row].cells
        for column in said.keys() & own.cells.keys():
            if said[column] != own.cells[column]:
                yield target, own.line, column, f"was changed from {quoted(said[column], WHOLE)} {without}"
    for row, own in expected.items():
        if row not in found:
            yield own.table, own.line, "", f"{quoted(row)} is gone from {paths[target]} {without}"


def trail_problems(tables: Tables, schemas: Mapping[str, TableSchema]) -> Found:
    """Where a dated version and the log do not give the next version or the present table.

    A table without a dated version is not judged; a study may do without the trail.
    """
    if LOG not in tables:
        return
    paths = {name: schema.path for name, schema in schemas.items()}
    versions = _versions(schemas)
    changes: list[Change] = []
    yield from _changes(tables[LOG], {table: dated[0][0] for table, dated in versions.items()}, changes)
    for table, dated in versions.items():
        if not {table, *(name for _, name in dated)} <= tables.keys():
            continue
        for (start, base), (end, target) in pairwise([*dated, (LATER, table)]):
            key = schemas[base].primary_key
            expected = _as_rows(base, tables[base], key)
            for change in changes:
                if change.table == table and start <= change.date < end:
                    yield from _apply(change, expected, key, set(tables[base].cells))
            yield from _differences(expected, _as_rows(target, tables[target], key), base, target, paths)
