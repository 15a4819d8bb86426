"""The whole replication: every result computed anew and compared, every chapter executed in a fresh kernel."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from compendium.build.execution import execute
from compendium.build.notebooks import chapter_paths
from compendium.build.settings import read_contents
from compendium.checkout.files import ROOT
from compendium.checkout.revision import revision
from compendium.results import record, store
from compendium.results.comparison import compare
from compendium.results.compute import Results, compute
from compendium.results.parts import take_apart
from compendium.results.report import Execution, Replication
from compendium.study import definition, load

Say = Callable[[str], None]
# {{ n_excerpts }}, or {number-words}`n_excerpts`.
NUMBER = re.compile(r"(?:{{\s*|{number[\w-]*}`)(\w+)")


def pages_of_numbers(root: Path = ROOT) -> dict[str, list[str]]:
    """The pages on which each number is written, by its key."""
    pages: dict[str, list[str]] = {}
    for path in read_contents(root):
        for key in dict.fromkeys(NUMBER.findall(path.read_text(encoding="utf-8"))):
            pages.setdefault(key, []).append(path.stem)
    return pages


def execute_chapters(paths: list[Path], root: Path, results: Results, say: Say) -> list[Execution]:
    """Every chapter executed in a kernel of its own, and what it shows held against the results."""
    found = {}
    for place, done in enumerate(execute(paths, results, root), start=1):
        cells = sum(cell.cell_type == "code" for cell in done.notebook.cells) if done.notebook else 0
        found[done.path] = Execution(done.path.stem, cells, done.seconds, done.problems)
        name = done.path.relative_to(root).as_posix()
        say(f"  {place:2} of {len(paths)}  {name:38} {cells:2} cells  {done.seconds:5.1f} s")
        for problem in done.problems:
            say(f"           {problem}")
    return [found[path] for path in paths]


def replicate(say: Say, root: Path = ROOT) -> Replication:
    """Do the study anew and compare it with `results/`; `say` is told of each step.

    Raises `DataError` if the data are not valid, `ResultsError` if `results/` can't be read.
    """
    begun, moment = time.perf_counter(), datetime.now(UTC)
    say("Reading data/ and results/ ...")
    study = load(root / "data")
    kept, kept_record = store.read(root / "results"), store.read_record(root / "results")

    say("Computing every table, figure and number anew ...")
    computing = time.process_time()
    computed = compute(definition(), study)
    results = take_apart(computed)
    seconds = time.process_time() - computing
    say(f"  {len(results)} results  {seconds:.1f} s")

    paths = chapter_paths(root)
    say(f"Executing {len(paths)} chapters, each in a fresh kernel ...")
    executions = execute_chapters(paths, root, computed, say)

    now = record.locked_run(results, seconds, moment.isoformat(timespec="seconds"), root)
    now["commit"] = revision(root)
    now["other_packages"] = record.other_than_locked(root / record.LOCK)
    now["seconds_in_all"] = round(time.perf_counter() - begun, 1)
    return Replication(compare(kept, results), executions, now, kept_record, pages_of_numbers(root))
