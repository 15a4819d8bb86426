"""The whole replication: every chapter executed in a fresh kernel, every result computed anew and compared."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone
from os import cpu_count
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.definition import UnknownArtefact
from compendium.build.cell_rules import NotebookError
from compendium.build.notebooks import chapter_paths, executed
from compendium.build.settings import read_contents, time_limit
from compendium.checkout.files import ROOT
from compendium.checkout.revision import revision
from compendium.results import locked, record
from compendium.results.comparison import Comparison, compare
from compendium.results.showing import show
from compendium.results.values import compute_results
from compendium.study import definition, load
from compendium.tables.contract import StudyTables

Say = Callable[[str], None]
ARTEFACT = re.compile(r"{artefact} (\S+)")
# {{ n_excerpts }}, or {number-words}`n_excerpts`.
NUMBER = re.compile(r"(?:{{\s*|{number[\w-]*}`)(\w+)")


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


def pages_of_numbers(root: Path = ROOT) -> dict[str, list[str]]:
    """The pages on which each number is written, by its key."""
    pages: dict[str, list[str]] = {}
    for path in read_contents(root):
        for key in dict.fromkeys(NUMBER.findall(path.read_text(encoding="utf-8"))):
            pages.setdefault(key, []).append(path.stem)
    return pages


def shown_outputs(notebook: NotebookNode) -> dict[str, dict[str, Any]]:
    """What the cells of an executed chapter show, by the id of the table or figure."""
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            named = ARTEFACT.search(output.get("data", {}).get("text/markdown", ""))
            if named:
                found[named[1]] = output["data"]
    return found


def output_problems(
    page: str,
    outputs: Mapping[str, Mapping[str, Any]],
    study: StudyTables,
    catalogue: Mapping[str, Table | Figure] = definition().artefacts,
) -> Iterator[str]:
    """Where a chapter's cells do not show what the catalogue says, or show it otherwise than it is computed here."""
    for artefact in catalogue.values():
        if artefact.page == page and artefact.id not in outputs:
            yield f"{artefact.id} belongs to this chapter, but no cell shows it"
    for artefact_id, output in outputs.items():
        try:
            here = show(study, artefact_id)._repr_mimebundle_()
        except UnknownArtefact as error:
            yield str(error)
            continue
        if dict(output) != here:
            yield f"{artefact_id} came out otherwise in the chapter's kernel than in this process"


def execute_chapters(paths: Iterable[Path], root: Path, study: StudyTables, say: Say) -> list[Execution]:
    """Every chapter executed in a kernel of its own, as many at once as there are processors."""
    limit = time_limit(root)

    def run(path: Path) -> tuple[float, NotebookNode | NotebookError]:
        begun = time.perf_counter()
        try:
            outcome = executed(path, root, limit)
        except NotebookError as error:
            outcome = error
        return time.perf_counter() - begun, outcome

    paths = list(paths)
    found = []
    with ThreadPoolExecutor(max_workers=cpu_count()) as pool:
        for place, (path, (seconds, outcome)) in enumerate(zip(paths, pool.map(run, paths)), start=1):
            if isinstance(outcome, NotebookError):
                execution = Execution(path.stem, 0, seconds, (str(outcome),))
            else:
                problems = tuple(output_problems(path.stem, shown_outputs(outcome), study))
                cells = sum(cell.cell_type == "code" for cell in outcome.cells)
                execution = Execution(path.stem, cells, seconds, problems)
            found.append(execution)
            name = path.relative_to(root).as_posix()
            say(f"  {place:2} of {len(paths)}  {name:38} {execution.cells:2} cells  {seconds:5.1f} s")
            for problem in execution.problems:
                say(f"           {problem}")
    return found


def replicate(say: Say, root: Path = ROOT) -> Replication:
    """Do the study anew and compare it with `results/`; `say` is told of each step.

    Raises `DataError` if the data are not valid, `ResultsError` if `results/` can't be read.
    """
    begun, moment = time.perf_counter(), datetime.now(timezone.utc)
    say("Reading data/ and results/ ...")
    study = load(root / "data")
    kept, kept_record = locked.read(root / "results"), locked.read_record(root / "results")

    paths = chapter_paths(root)
    say(f"Executing {len(paths)} chapters, each in a fresh kernel ...")
    executions = execute_chapters(paths, root, study, say)

    say("Computing every table, figure and number anew ...")
    computing = time.process_time()
    results = compute_results(study)
    seconds = time.process_time() - computing
    say(f"  {len(results)} results  {seconds:.1f} s")

    now = record.locked_run(results, seconds, moment.isoformat(timespec="seconds"), root)
    now["commit"] = revision(root)
    now["other_packages"] = record.other_than_locked(root / record.LOCK)
    now["seconds_in_all"] = round(time.perf_counter() - begun, 1)
    return Replication(compare(kept, results), executions, now, kept_record, pages_of_numbers(root))
