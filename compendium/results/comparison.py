"""What differs between two sets of results, and by how much."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeGuard

from compendium.results.compute import Kind
from compendium.results.parts import Cell, Part, Parts, Sheet

State = Literal["same", "differs", "missing", "new", "failed"]

# Two machines may add the same numbers in another order, which shows in the last digits of a float.
TOLERANCE = 1e-9
WHOLE = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)


@dataclass(frozen=True)
class Change:
    """One difference: where it is, what stood there before and what stands there now.

    `place` names the row or the key of a spec, `column` the column; they are
    empty when the part is a single value. `old` or `new` is None where there
    was or is nothing.
    """

    part: Part
    place: str
    old: Any
    new: Any
    column: str = ""

    @property
    def absolute(self) -> float | None:
        """New minus old, for numbers and for texts that are whole numbers."""
        old, new = _counted(self.old), _counted(self.new)
        return None if old is None or new is None else new - old

    @property
    def relative(self) -> float | None:
        """The absolute difference as a share of the old value; None when that is 0, or no number."""
        old, absolute = _counted(self.old), self.absolute
        return absolute / abs(old) if absolute is not None and old else None


@dataclass(frozen=True)
class Comparison:
    """A result against its locked value.

    `state` is `same`; `differs`, then `changes` says how; `missing`, when it is
    locked but the catalogue has it no more; `new`, when it is not locked; or
    `failed`, when it can't be computed, then `error` says why.
    """

    id: str
    kind: Kind
    page: str
    state: State
    changes: tuple[Change, ...] = ()
    error: str = ""


def _number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _counted(value: Any) -> int | float | None:
    """A number, or a text that a table shows for one."""
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    return value if _number(value) else None


def same_value(old: Any, new: Any) -> bool:
    """Equal, numbers up to the last digits of a float."""
    if _number(old) and _number(new):
        return math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return bool(old == new)


def _as_kept(old: Cell, new: Cell) -> Cell:
    """The old cell with the type of the new one: a CSV file holds the number 7 as a text."""
    if isinstance(old, str) and _number(new):
        with suppress(ValueError):
            return type(new)(old)
    return old


# Tables


def _row_names(old: Sheet, new: Sheet) -> tuple[list[str], list[str]]:
    """Names for the rows of two sheets of the same columns, by which they are told apart and found again.

    They are the values of the columns that tell the rows apart in both and have most values in common, or else the
    rows' places.
    """
    width = len(new.columns)
    places = [[str(place) for place, _ in enumerate(sheet.rows, start=1)] for sheet in (old, new)]
    best, most = (places[0], places[1]), 0
    for columns in [*([column] for column in range(width)), *(list(range(length)) for length in range(2, width + 1))]:
        before, after = ([" / ".join(str(row[i]) for i in columns) for row in sheet.rows] for sheet in (old, new))
        common = len({*before} & {*after})
        if common > most and len({*before}) == len(before) and len({*after}) == len(after):
            best, most = (before, after), common
    return best


def _columns(sheet: Sheet, names: tuple[str, ...]) -> Sheet:
    """Some columns of a sheet."""
    places = [sheet.columns.index(name) for name in names]
    return Sheet(names, tuple(tuple(row[place] for place in places) for row in sheet.rows))


def _sheet_changes(part: Part, old: Sheet, new: Sheet) -> Iterator[Change]:
    if old.columns != new.columns:
        yield Change(part, "columns", ", ".join(old.columns), ", ".join(new.columns))
        both = tuple(name for name in new.columns if old.columns.count(name) == new.columns.count(name) == 1)
        old, new = _columns(old, both), _columns(new, both)
    before, after = _row_names(old, new)
    old_rows, new_rows = dict(zip(before, old.rows)), dict(zip(after, new.rows))
    for name, row in old_rows.items():
        if name not in new_rows:
            yield Change(part, f"row {name}", " | ".join(map(str, row)), None)
    for name, row in new_rows.items():
        if name not in old_rows:
            yield Change(part, f"row {name}", None, " | ".join(map(str, row)))
            continue
        for column, kept, now in zip(new.columns, old_rows[name], row):
            was = _as_kept(kept, now)
            if not same_value(was, now):
                yield Change(part, f"row {name}", was, now, column)
    order = [[name for name in names if name in old_rows and name in new_rows] for names in (before, after)]
    if moved := next(((was, now) for was, now in zip(*order) if was != now), None):
        yield Change(part, "order of rows, from the first that moved", *moved)


# Specs


def _spec_changes(part: Part, old: Any, new: Any, place: str = "") -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from _spec_changes(part, old.get(key), new.get(key), f"{place}.{key}" if place else key)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (was, now) in enumerate(zip(old, new)):
            yield from _spec_changes(part, was, now, f"{place}[{number}]")
    elif not same_value(old, new):
        yield Change(part, place, old, new)


def _part_changes(part: Part, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, Sheet) and isinstance(new, Sheet):
        yield from _sheet_changes(part, old, new)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _spec_changes(part, old, new)
    elif not same_value(old, new):
        yield Change(part, "", old, new)


def changes(old: Parts, new: Parts) -> tuple[Change, ...]:
    """Every difference between two computations of one result, data before words.

    The spec of a figure repeats its data; where these differ already, the
    repetition is left out.
    """
    order = ("value", "data", "shown", "labels", "headings", "title", "caption", "alt", "page", "spec")
    found: list[Change] = []
    for part in sorted({*old.parts, *new.parts}, key=lambda part: (order.index(part.name), part.language)):
        if part not in old.parts:
            found.append(Change(part, "all of it", None, _in_short(new.parts[part])))
        elif part not in new.parts:
            found.append(Change(part, "all of it", _in_short(old.parts[part]), None))
        else:
            found += _part_changes(part, old.parts[part], new.parts[part])
    data = {change.part.language for change in found if change.part.name == "data"}
    return tuple(
        change
        for change in found
        if not (change.part.name == "spec" and change.part.language in data and "data.values" in change.place)
    )


def _in_short(content: Any) -> Any:
    if isinstance(content, Sheet):
        return f"{len(content.rows)} rows"
    return f"{len(content)} keys" if isinstance(content, dict) else content


def _compared(locked: Parts | None, computed: Parts | None) -> Comparison:
    """A result against its locked value; one of them may be missing."""
    known = [parts for parts in (computed, locked) if parts]
    page = next(filter(None, (parts.parts.get(Part("page"), "") for parts in known)), "")
    found = partial(Comparison, known[0].id, known[0].kind, page)
    if computed is None:
        return found("missing")
    if computed.error:
        return found("failed", error=computed.error)
    if locked is None or locked.error:
        return found("new")
    differences = changes(locked, computed)
    return found("differs" if differences else "same", differences)


def compare(locked: Mapping[str, Parts], computed: Mapping[str, Parts]) -> list[Comparison]:
    """Each result of either set against the other, in the order of the catalogue; what it no longer has, last."""
    return [_compared(locked.get(name), computed.get(name)) for name in dict.fromkeys([*computed, *locked])]
