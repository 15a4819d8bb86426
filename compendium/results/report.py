"""Comparisons and replications as text for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from compendium.results.comparison import Change, Comparison, State

FEW = 5
SHORT = 70
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Execution:
    """A chapter executed anew: how many code cells, how long it took, and what is wrong with it."""

    page: str
    cells: int
    seconds: float
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Replication:
    """All that a replication found.

    `record` says in what circumstances (see `record.locked_run`), with `commit`
    and `other_packages`, those whose version is not the locked one;
    `locked_record` says it of the results in `results/`. `pages` names, for each
    key of a number, the pages that write it.
    """

    comparisons: list[Comparison]
    executions: list[Execution]
    record: dict[str, Any]
    locked_record: dict[str, Any]
    pages: dict[str, list[str]]

    @property
    def all_same(self) -> bool:
        """Whether every chapter ran and every result is the locked one."""
        return all(comparison.state == "same" for comparison in self.comparisons) and not any(
            execution.problems for execution in self.executions
        )


def _signed(value: float, digits: str = ",.6g") -> str:
    return format(value, f"+{digits}").replace("-", MINUS)


def _value_text(value: Any) -> str:
    if value is None:
        return "nothing"
    return f"“{value}”" if isinstance(value, str) else str(value)


def difference_text(change: Change) -> str:
    """How far a number moved: `+1, +7.1 %`; empty for what is no number."""
    if change.absolute is None:
        return ""
    absolute = _signed(change.absolute)
    return absolute if change.relative is None else f"{absolute}, {_signed(100 * change.relative, ',.3g')} %"


def shortened(old: str, new: str, length: int = SHORT) -> tuple[str, str]:
    """Two long texts cut to where they begin to differ, with what is left out as `…`."""
    if max(len(old), len(new)) <= length:
        return old, new
    same = SequenceMatcher(None, old, new, autojunk=False).find_longest_match(0, len(old), 0, len(new))
    start = same.size if same.a == same.b == 0 else 0
    start = max(0, start - length // 3)

    def cut(text: str) -> str:
        head = "…" if start else ""
        tail = "…" if len(text) > start + length else ""
        return f"{head}{text[start : start + length]}{tail}"

    return cut(old), cut(new)


def _cut(text: str, length: int = SHORT) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def place_text(change: Change, length: int = SHORT) -> str:
    """Which part of a result, and where in it; a row named by a long text is cut to `length`."""
    column = f"column {change.column}" if change.column else ""
    return ", ".join(filter(None, [change.part.name, _cut(change.place, length), column]))


def change_text(change: Change) -> str:
    """One difference on one line: where, old → new, and by how much."""
    old, new = change.old, change.new
    if isinstance(old, str) and isinstance(new, str):
        old, new = shortened(old, new)
    elif isinstance(old, str) or isinstance(new, str):
        old, new = (_cut(value) if isinstance(value, str) else value for value in (old, new))
    difference = difference_text(change)
    moved = f"{_value_text(old)} → {_value_text(new)}"
    return f"{place_text(change)}: {moved}{f' ({difference})' if difference else ''}"


def changes_in_one_language(comparison: Comparison) -> list[Change]:
    """The changes in one language, since the other mostly repeats them: Norwegian where there are any."""
    languages = {change.part.language for change in comparison.changes}
    one = next((language for language in ("nb", "en") if language in languages), "")
    return [change for change in comparison.changes if change.part.language in ("", one)]


def pages_of(comparison: Comparison, pages: Mapping[str, Sequence[str]]) -> str:
    """The chapter of a table or figure; for a number, every page that writes it."""
    return comparison.page or ", ".join(pages.get(comparison.id, ())) or "–"


def comparison_lines(
    comparisons: Iterable[Comparison],
    pages: Mapping[str, Sequence[str]],
    *,
    every: bool = False,
    words: Mapping[State, str] | None = None,
) -> list[str]:
    """A table of results: id, chapter, state; under each that differs, how.

    At most `FEW` changes of a result are listed, unless `every`; `words` says
    what a state is called, by default what it is.
    """
    rows = [(found, pages_of(found, pages)) for found in comparisons]
    wide = min(max((len(found.id) for found, _ in rows), default=0), 44)
    wide_page = min(max((len(page) for _, page in rows), default=0), 44)
    lines = []
    for found, page in rows:
        state = (words or {}).get(found.state, found.state)
        lines.append(f"  {found.id:{wide}}  {page:{wide_page}}  {state}".rstrip())
        if found.error:
            lines.append(f"      {found.error}")
        changes = changes_in_one_language(found)
        listed = changes if every else changes[:FEW]
        lines += [f"      {change_text(change)}" for change in listed]
        if len(listed) < len(changes):
            lines.append(f"      and {len(changes) - len(listed)} more changes")
    return lines


def tally(comparisons: Iterable[Comparison]) -> dict[State, int]:
    """How many results are in each state, states without any left out."""
    states: tuple[State, ...] = ("same", "differs", "missing", "new", "failed")
    counted = [comparison.state for comparison in comparisons]
    return {state: counted.count(state) for state in states if state in counted}


def state_word(state: State, count: int) -> str:
    """A state said of so many results."""
    return "differ" if state == "differs" and count > 1 else state


def verdict(replication: Replication) -> str:
    """The outcome in one sentence."""
    total = len(replication.comparisons)
    failed = sum(bool(execution.problems) for execution in replication.executions)
    if replication.all_same:
        return (
            f"Replicated: all {total} results are the locked ones, and all {len(replication.executions)} chapters ran."
        )
    counts = tally(replication.comparisons)
    found = [f"{number} {state_word(state, number)}" for state, number in counts.items() if state != "same"]
    found += [f"{failed} of {len(replication.executions)} chapters with a problem"] if failed else []
    return f"Not replicated: of {total} results {counts.get('same', 0)} are the same; {', '.join(found)}."


def names_of_others(replication: Replication) -> list[str]:
    """A line for each state but `same` with the results that are in it, for whoever has the long table behind."""
    return [
        f"{state.capitalize():9} {', '.join(found.id for found in replication.comparisons if found.state == state)}"
        for state in tally(replication.comparisons)
        if state != "same"
    ]


@dataclass(frozen=True)
class Circumstance:
    """One thing that may explain a difference: as it was when the results were locked, and now."""

    name: str
    locked: str
    now: str


def circumstances(replication: Replication) -> list[Circumstance]:
    """Python, system and packages of the locked run and of this one."""
    now, then = replication.record["environment"], replication.locked_record.get("environment", {})
    rows = [Circumstance(name.capitalize(), then.get(name, "unknown"), now[name]) for name in ("python", "system")]
    was = then.get("packages", {})
    return rows + [
        Circumstance(name, was.get(name, "unknown"), version or "none") for name, version in now["packages"].items()
    ]


def _state(was: str | None, now: str | None) -> State:
    if was == now:
        return "same"
    return "new" if was is None else "missing" if now is None else "differs"


def data_states(replication: Replication) -> dict[str, State]:
    """Each file of the data: same, differs, missing or new against the locked run."""
    then, now = replication.locked_record.get("data", {}), replication.record["data"]
    return {name: _state(then.get(name), now.get(name)) for name in sorted({*then, *now})}


def closing_lines(replication: Replication) -> list[str]:
    """Versions, commit, data hashes and times."""
    record = replication.record
    rows = circumstances(replication)
    wide = max(len(row.locked) for row in rows)
    lines = ["", f"{'Environment':20}{'locked run':{wide}}  this run"]
    for row in rows:
        mark = "" if row.locked == row.now else "   differs"
        lines.append(f"  {row.name:18}{row.locked:{wide}}  {row.now}{mark}")
    others = record["other_packages"]
    lines.append(
        "  Versions other than the lock's:" if others else "  Every package has the version that the lock names."
    )
    lines += [
        f"    {name}: {found or 'not installed'}; the lock names {wanted}"
        for name, (wanted, found) in sorted(others.items())
    ]
    states = data_states(replication)
    lines += ["", "Data (SHA-256)"]
    lines += [f"  {name:26}  {record['data'].get(name, '–'):64}  {state}" for name, state in states.items()]
    lines += [
        "",
        f"Commit    {record['commit'] or 'unknown: no git repository'}",
        f"Begun     {record['date']}",
        f"Took      {record['seconds_in_all']} s; computing the results took {record['seconds']} s of processor time",
    ]
    return lines


def as_document(replication: Replication) -> dict[str, Any]:
    """The whole report as JSON holds it."""
    return {
        "all_same": replication.all_same,
        "verdict": verdict(replication),
        "counts": tally(replication.comparisons),
        "results": [
            {
                "id": found.id,
                "kind": found.kind,
                "pages": [found.page] if found.page else replication.pages.get(found.id, []),
                "state": found.state,
                "error": found.error,
                "changes": [
                    {
                        "part": change.part.name,
                        "language": change.part.language,
                        "place": change.place,
                        "column": change.column,
                        "old": change.old,
                        "new": change.new,
                        "absolute": change.absolute,
                        "relative": change.relative,
                    }
                    for change in found.changes
                ],
            }
            for found in replication.comparisons
        ],
        "chapters": [
            {"page": done.page, "cells": done.cells, "seconds": round(done.seconds, 2), "problems": list(done.problems)}
            for done in replication.executions
        ],
        "data": data_states(replication),
        "run": replication.record,
        "locked_run": replication.locked_record,
    }
