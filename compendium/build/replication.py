"""The whole replication: every result computed anew and compared, every chapter executed in a fresh kernel."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

from compendium.build.cell_rules import NotebookError
from compendium.build.execution import execute, output_problems, shown_outputs
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
    found = []
    for place, (path, outcome, seconds) in enumerate(execute(paths, root), start=1):
        if isinstance(outcome, NotebookError):
            execution = Execution(path.stem, 0, seconds, (str(outcome),))
        else:
            problems = tuple(output_problems(path.stem, shown_outputs(outcome), results))
            cells = sum(cell.cell_type == "code" for cell in outcome.cells)
            execution = Execution(path.stem, cells, seconds, problems)
        found.append(execution)
        name = path.relative_to(root).as_posix()
        say(f"  {place:2} of {len(paths)}  {name:38} {execution.cells:2} cells  {seconds:5.1f} s")
        for problem in execution.problems:
            say(f"           {problem}")
    order = [path.stem for path in paths]
    return sorted(found, key=lambda execution: order.index(execution.page))


def replicate(say: Say, root: Path = ROOT) -> Replication:
    """Do the study anew and compare it with `results/`; `say` is told of each step.

    Raises `DataError` if the data are not valid, `ResultsError` if `results/` can't be read.
    """
    begun, moment = time.perf_counter(), datetime.now(timezone.utc)
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
