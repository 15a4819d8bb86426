"""The audit trail of codings and ties: a dated version of a table and every logged change since give the table as it is.

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

Found = Iterator[tuple[str, int, str, str]]


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
    matches = [(part, CELL.fullmatch(part)) for part in text.split()]
    wrong = [part for part, match in matches if match is None]
    if wrong:
        raise ValueError(f"{quoted(wrong[0])} does not have the form column=value")
    return {match[1]: match[2] for _, match in matches}


def _versions(schemas: Mapping[str, TableSchema]) -> dict[str, list[tuple[str, str]]]:
    """The dated versions of each table, as date and name, the oldest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in schemas:
        if match := VERSION.fullmatch(name):
            found.setdefault(match["table"], []).append((match["date"], name))
    return {table: sorted(versions) for table, versions in found.items()}


def _changes(log: Rows) -> Iterator[Change | tuple[str, int, str, str]]:
    """Each row of the log as a change, or as a problem if it can't be read as one."""
    texts = [
        f"{stem}_{when}_{language}" for when in ("before", "after") for stem, language in (t.split("_") for t in TEXTS)
    ]
    for line, table, date, row, action, *rest in log.of("table", "date", "row", "action", "before", "after", *texts):
        sides = []
        for place, column in enumerate(("before", "after")):
            try:
                cells = named_cells(rest[place])
            except ValueError as error:
                yield LOG, line, column, str(error)
                break
            said = rest[2 + place * len(TEXTS) :][: len(TEXTS)]
            sides.append({**cells, **{name: text for name, text in zip(TEXTS, said) if text}})
        else:
            yield Change(line, table, date, row, action, *sides)


def _as_rows(name: str, rows: Rows, key: tuple[str, ...]) -> dict[str, _Row]:
    return {
        " ".join(row[column] for column in key): _Row(row, name, line)
        for line, *cells in rows.of(*rows.cells)
        for row in [dict(zip(rows.cells, cells))]
    }


def _apply(change: Change, rows: dict[str, _Row], key: tuple[str, ...], columns: set[str]) -> Iterator[tuple[str, str]]:
    """Make a logged change in the rows; yields, as column and message, what does not fit what stands there."""
    present = rows.get(change.row)
    strange = sorted((change.before.keys() | change.after.keys()) - (columns - set(key)))
    if strange:
        yield "after", f"{quoted(strange[0])} is no column of {change.table} that a change can name"
        return
    if (present is not None) == (change.action == "added"):
        yield (
            "row",
            f"{quoted(change.row)} {'exists already' if present else 'does not exist'} in {change.table} when it is {change.action}",
        )
        return
    wrong = [
        side
        for side, action in (("before", "added"), ("after", "removed"))
        if change.action == action and getattr(change, side)
    ]
    if wrong:
        yield wrong[0], f"must be empty, the reasons too, when a row is {change.action}"
        return
    was = present.cells if present else {}
    concerned = set(columns) - set(key) if change.action == "removed" else change.before.keys() | change.after.keys()
    for column in sorted(concerned):
        if was.get(column, "") != change.before.get(column, ""):
            yield (
                "before",
                f"{column} of {quoted(change.row)} was {quoted(was.get(column, ''), WHOLE)}, the log says {quoted(change.before.get(column, ''), WHOLE)}",
            )
    if change.action == "removed":
        del rows[change.row]
    elif change.action == "changed":
        if change.before == change.after:
            yield "after", f"nothing of {quoted(change.row)} is changed"
        rows[change.row] = _Row(
            {**was, **{column: change.after.get(column, "") for column in concerned}}, LOG, change.line
        )
    else:
        own = dict(zip(key, change.row.split(" ")))
        rows[change.row] = _Row({**dict.fromkeys(columns, ""), **own, **change.after}, LOG, change.line)


def _differences(
    expected: dict[str, _Row], found: dict[str, _Row], base: str, target: str, paths: Mapping[str, str]
) -> Found:
    """Where a table is not what the version before it and the log say."""
    since = f"since {paths[base]}; give {paths[LOG]} a row that says what was done and why"
    for row, own in found.items():
        if row not in expected:
            yield target, own.line, "", f"{quoted(row)} was added without a row of the log {since}"
            continue
        said = expected[row].cells
        for column in said.keys() & own.cells.keys():
            if said[column] != own.cells[column]:
                yield (
                    target,
                    own.line,
                    column,
                    f"was changed from {quoted(said[column], WHOLE)} without a row of the log {since}",
                )
    for row, own in expected.items():
        if row not in found:
            yield (
                own.table,
                own.line,
                "",
                f"{quoted(row)} is gone from {paths[target]} without a row of the log {since}",
            )


def trail_problems(tables: Mapping[str, Rows], schemas: Mapping[str, TableSchema]) -> Found:
    """Where a dated version and the log do not give the next version or the present table: table, line, column, message.

    A table without a dated version is not judged; a study may do without the trail.
    """
    if LOG not in tables:
        return
    paths = {name: schema.path for name, schema in schemas.items()}
    versions = _versions(schemas)
    changes = []
    for found in _changes(tables[LOG]):
        if not isinstance(found, Change):
            yield found
        elif found.table not in versions:
            yield LOG, found.line, "table", f"{quoted(found.table)} has no dated version that a change could be made to"
        elif found.date < versions[found.table][0][0]:
            yield LOG, found.line, "date", f"{found.date} is before the oldest version of {found.table}"
        else:
            changes.append(found)
    for table, dated in versions.items():
        if not {table, *(name for _, name in dated)} <= tables.keys():
            continue
        for (start, base), (end, target) in pairwise([*dated, (LATER, table)]):
            key = schemas[base].primary_key
            expected, columns = _as_rows(base, tables[base], key), set(tables[base].cells)
            for change in changes:
                if change.table == table and start <= change.date < end:
                    for column, message in _apply(change, expected, key, columns):
                        yield LOG, change.line, column, message
            yield from _differences(expected, _as_rows(target, tables[target], key), base, target, paths)
