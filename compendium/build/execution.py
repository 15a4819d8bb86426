"""The chapters' outputs, made before the book is read: several kernels at a time, and only where something changed.

Jupyter Book executes chapters one by one while it reads them, and keeps the
outputs in a cache that looks at a chapter's own cells alone. Here the cache is
filled first, so that Jupyter Book finds every output and executes nothing, and
here it is seen to that no output stays that a result or what makes it has overtaken.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from compendium.build import notebooks
from compendium.build.cell_rules import NotebookError, refuse_differences, source_times, written_sources
from compendium.build.notebooks import chapter_paths, executed, read
from compendium.build.settings import time_limit
from compendium.checkout.files import ROOT, files_below
from compendium.results.compute import Results
from compendium.results.current import CODE, FOLDER, current, file_of, picture
from compendium.results.showing import shown
from compendium.study import definition

Say = Callable[[str], None]

# So many kernels more than processors, since one that starts or ends leaves its processor idle part of the time.
SPARE = 2
# Cells that depend on nothing but the artefacts that they name.
_PLAIN_LINES = ("from analysis import load", "from compendium import show", "study = load()")
_SHOW = re.compile(r'show\(study, "([\w-]+)"\)')
_ARTEFACT = re.compile(r"{artefact} (\S+)")


class ExecutionFailed(RuntimeError):
    """Chapters that could not be executed; the message has a line for each, with file, line and what went wrong."""


def cache_folder(root: Path = ROOT) -> Path:
    """Where Jupyter Book keeps the outputs of executed chapters."""
    return root / "_build" / ".jupyter_cache"


def _lines(notebook: NotebookNode) -> list[str]:
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [text for cell in cells for line in cell.source.splitlines() if (text := line.strip())]


def shows_only(notebook: NotebookNode) -> bool:
    """Whether a chapter's cells do nothing but show artefacts of the catalogue."""
    rest = [line for line in _lines(notebook) if line not in _PLAIN_LINES]
    return all((found := _SHOW.fullmatch(line)) and found[1] in definition().artefacts for line in rest)


def _made_from(notebook: NotebookNode, root: Path) -> Iterator[Path]:
    """Files whose change makes the outputs of a chapter stale."""
    results = root / FOLDER.relative_to(ROOT)
    yield results / CODE
    for name in _SHOW.findall("\n".join(_lines(notebook))):
        yield file_of(name, results)
    if not shows_only(notebook):
        yield from files_below([root / "data"])


class _Outputs:
    """The cache of Jupyter Book, read and filled without trusting what an interrupted build left there."""

    def __init__(self, folder: Path, notebooks: Iterable[NotebookNode]) -> None:
        """Open the cache with the outputs of these chapters and no others."""
        from jupyter_cache import get_cache

        self._cache = get_cache(folder)
        keys = {self._cache.create_hashed_notebook(notebook)[1] for notebook in notebooks}
        for record in self._cache.list_cache_records():
            if record.hashkey not in keys:
                self._cache.remove_cache(record.pk)

    def made(self, notebook: NotebookNode) -> float | None:
        """When the outputs of a chapter were made, in seconds since 1970; None if they are not there, whole."""
        try:
            self._cache.merge_match_into_notebook(notebook)
            record = self._cache.match_cache_notebook(notebook)
        except Exception:  # not there, or broken in one of many ways: made anew either way
            return None
        return float(record.created.replace(tzinfo=UTC).timestamp())

    def drop(self, notebook: NotebookNode) -> None:
        """Remove the outputs of a chapter."""
        self._cache.remove_cache(self._cache.match_cache_notebook(notebook).pk)

    def put(self, path: Path, notebook: NotebookNode, source: NotebookNode, seconds: float) -> None:
        """Keep the outputs of an executed chapter; `source` is the chapter as it was read."""
        from jupyter_cache.base import CacheBundleIn

        # Execution notes times and kernel in the notebook, by which Jupyter Book would not find it again.
        for cell, given in zip(notebook.cells, source.cells):
            cell.metadata = given.metadata
        notebook.metadata["kernelspec"] = source.metadata.get("kernelspec", {})
        bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": seconds})
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)


def _opened(folder: Path, notebooks: Iterable[NotebookNode]) -> _Outputs:
    """The cache with the outputs of these chapters and no others; begun anew if it can't be read."""
    try:
        return _Outputs(folder, notebooks)
    except Exception:  # what a killed build left half written fails in many ways, and none is needed
        shutil.rmtree(folder, ignore_errors=True)
        return _Outputs(folder, notebooks)


def _is_stale(outputs: _Outputs, notebook: NotebookNode, root: Path) -> bool:
    """Whether the outputs of a chapter are not there, or older than what they are made from."""
    made = outputs.made(notebook)
    return made is None or any(not path.exists() or path.stat().st_mtime >= made for path in _made_from(notebook, root))


def drop_stale_outputs(cache: Path, root: Path = ROOT) -> list[str]:
    """Forget the outputs that are older than what they are made from; returns the names of their chapters.

    Afterwards the cache may be filled by whoever executes a chapter. Raises `NotebookError` for one that can't be read.
    """
    chapters = notebooks.chapters(root)
    outputs = _opened(cache, chapters.values())
    dropped = []
    for path, notebook in chapters.items():
        if outputs.made(notebook) is not None and _is_stale(outputs, notebook, root):
            outputs.drop(notebook)
            dropped.append(path.relative_to(root).as_posix())
    return dropped


def chapter_with_outputs(path: Path, root: Path = ROOT) -> NotebookNode:
    """A chapter as a notebook, with the outputs that were made of it as it stands.

    Raises `KeyError` if there are none: it has not been executed since it was changed.
    """
    from jupyter_cache import get_cache

    notebook: NotebookNode = get_cache(cache_folder(root)).merge_match_into_notebook(read(path, root))[1]
    return notebook


def require_outputs_or_loopback(root: Path = ROOT) -> None:
    """Raise `NotebookError` if a chapter has to be executed and no kernel could answer; a build would wait for it."""
    if not notebooks.has_loopback():
        for path in chapter_paths(root):
            try:
                chapter_with_outputs(path, root)
            except KeyError:
                notebooks.require_loopback(path, root)


def shown_outputs(notebook: NotebookNode) -> dict[str, Mapping[str, Any]]:
    """What the cells of an executed chapter show, by the id of the table or figure."""
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if named := _ARTEFACT.search(output.get("data", {}).get("text/markdown", "")):
                found[named[1]] = output["data"]
    return found


def output_problems(page: str, outputs: Mapping[str, Mapping[str, Any]], results: Results) -> Iterator[str]:
    """Where a chapter's cells do not show what the catalogue says, or show it otherwise than it was computed here."""
    for own in results.artefacts.values():
        if own.artefact.page == page and own.id not in outputs:
            yield f"{own.id} belongs to this chapter, but no cell shows it"
    for artefact_id, output in outputs.items():
        result = results.artefacts.get(artefact_id)
        if result is None:
            yield f"{artefact_id} is shown, but the catalogue does not hold it"
        elif dict(output) != shown(result, "nb", picture(result, "nb") if result.specs else "")._repr_mimebundle_():
            yield f"{artefact_id} came out otherwise in the chapter's kernel than in this process"


@dataclass(frozen=True)
class Executed:
    """A chapter with its outputs, None where it could not be executed; the seconds, and what is wrong with it."""

    path: Path
    notebook: NotebookNode | None
    seconds: float
    problems: tuple[str, ...]


def execute(paths: Iterable[Path], results: Results, root: Path = ROOT, *, warm: bool = False) -> Iterator[Executed]:
    """Execute chapters side by side, each in a fresh kernel, and hold what they show against the results.

    A chapter whose cells do more than show artefacts runs twice, and must come out the same; `warm` forks the
    kernels of the others.
    """
    limit = time_limit(root)

    def run(path: Path) -> Executed:
        begun = time.perf_counter()
        try:
            computes = not shows_only(read(path, root))
            # Forks would share what Python draws at random when it starts, such as the order of sets.
            notebook = executed(path, root, limit, warm=warm and not computes)
            # Whoever computes in a cell is not known to compute the same twice.
            if computes:
                refuse_differences(notebook, executed(path, root, limit), path.relative_to(root).as_posix())
        except NotebookError as error:
            return Executed(path, None, time.perf_counter() - begun, (str(error),))
        return Executed(path, notebook, time.perf_counter() - begun, ())

    with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + SPARE) as pool:
        for future in as_completed([pool.submit(run, path) for path in paths]):
            done = future.result()
            shows = shown_outputs(done.notebook) if done.notebook else None
            wrong = done.problems if shows is None else output_problems(done.path.stem, shows, results)
            yield replace(done, problems=tuple(wrong))


def execute_chapters(root: Path = ROOT, say: Say = print) -> int:
    """Make every output that the book needs and that is not there; returns how many chapters were executed.

    A chapter must show the results as `_build/results/` holds them. Raises `ExecutionFailed` if any chapter can't be
    read or executed, shows something else, differs from run to run or writes to the study.
    """
    try:
        chapters = notebooks.chapters(root)
    except NotebookError as error:
        raise ExecutionFailed(str(error)) from None
    outputs = _opened(cache_folder(root), chapters.values())
    waiting = [path for path, notebook in chapters.items() if _is_stale(outputs, notebook, root)]
    if not waiting:
        return 0
    computing = [path for path in waiting if not shows_only(chapters[path])]
    times = source_times(root) if computing else {}
    say(f"Executing {len(waiting)} of {len(chapters)} chapters ...")
    begun, problems = time.perf_counter(), []
    for place, done in enumerate(execute(waiting, current(), root, warm=True), start=1):
        name = done.path.relative_to(root).as_posix()
        problems += [f"{name}: {problem}" if done.notebook else problem for problem in done.problems]
        if done.notebook and not done.problems:
            outputs.put(done.path, done.notebook, chapters[done.path], done.seconds)
            say(f"  {place:2} of {len(waiting)}  {name:38} {done.seconds:5.1f} s")
    say(f"  all {time.perf_counter() - begun:.1f} s")
    problems += written_sources(times, root, computing) if computing else []
    if problems:
        raise ExecutionFailed("\n".join(sorted(problems)))
    return len(waiting)
