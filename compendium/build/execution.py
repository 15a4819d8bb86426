"""The chapters' outputs, made before the book is read: several kernels at a time, and only where something changed.

Jupyter Book executes chapters one by one while it reads them, and keeps the
outputs in a cache that looks at a chapter's own cells alone. Here the cache is
filled first, so that Jupyter Book finds every output and executes nothing, and
here it is seen to that no output stays that data, analysis or lock have overtaken.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from compendium.checkout.files import ROOT, STUDY_SOURCES, files_below, fingerprint
from compendium.results.showing import drawn_figure

Say = Callable[[str], None]

# So many kernels more than processors, since one that starts or ends leaves its processor idle part of the time.
SPARE = 2
# Cells that depend on nothing but the artefacts that they name.
_PLAIN_LINES = ("from analysis import load", "from compendium import show", "study = load()")
_SHOW = re.compile(r'show\(study, "([\w-]+)"\)')


class ExecutionFailed(RuntimeError):
    """Chapters that could not be executed; the message has a line for each, with file, line and what went wrong."""


def cache_folder(root: Path = ROOT) -> Path:
    """Where Jupyter Book keeps the outputs of executed chapters."""
    return root / "_build" / ".jupyter_cache"


def _mark(cache: Path) -> Path:
    """Where it is noted what the outputs of the cache were made from."""
    return cache / "study.json"


def _write_mark(cache: Path, mark: dict) -> None:
    unfinished = _mark(cache).with_suffix(".part")
    unfinished.write_text(json.dumps(mark), encoding="utf-8")
    unfinished.replace(_mark(cache))


def _read_mark(cache: Path) -> dict:
    try:
        mark = json.loads(_mark(cache).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def _forget(cache: Path) -> None:
    # The mark goes first: an interrupted deletion must not leave outputs that look current.
    _mark(cache).unlink(missing_ok=True)
    shutil.rmtree(cache, ignore_errors=True)


def drop_stale_outputs(cache: Path, root: Path = ROOT) -> bool:
    """Forget all outputs of `cache` if data, analysis or lock changed since they were made; returns whether they had.

    Afterwards the cache may be filled by whoever executes a chapter.
    """
    now = fingerprint(STUDY_SOURCES, root)
    stale = cache.exists() and _read_mark(cache).get("study") != now
    if stale:
        _forget(cache)
    if not _mark(cache).exists():
        cache.mkdir(parents=True, exist_ok=True)
        _write_mark(cache, {"study": now})
    return stale


def _cells_fingerprint(root: Path) -> str:
    """What must be as it was for every chapter to have the code that it had: the pages that have any, and the settings."""
    pages = [file for file in files_below([root / "index.md", root / "chapters"]) if b"{code-cell" in file.read_bytes()]
    return fingerprint([*(file.relative_to(root).as_posix() for file in pages), "_config.yml", "_toc.yml"], root)


def _shows_only(notebook, artefacts: set[str]) -> bool:
    """Whether a chapter's cells do nothing but show artefacts, and only such as are given."""
    lines = [line.strip() for cell in notebook.cells if cell.cell_type == "code" for line in cell.source.splitlines()]
    rest = [line for line in lines if line and line not in _PLAIN_LINES]
    return all((found := _SHOW.fullmatch(line)) and found[1] in artefacts for line in rest)


def does_more_than_show(notebook) -> bool:
    """Whether a chapter's cells do anything that the artefacts which they name don't tell of."""
    from compendium.study import definition

    return not _shows_only(notebook, set(definition().artefacts))


class _Outputs:
    """The cache of Jupyter Book, read and filled without trusting what an interrupted build left there."""

    def __init__(self, folder: Path):
        from jupyter_cache import get_cache

        self._cache = get_cache(folder)

    def has(self, notebook) -> bool:
        """Whether the outputs of a chapter are there, whole."""
        try:
            self._cache.merge_match_into_notebook(notebook)
        except Exception:  # Not there, or broken in one of many ways: made anew either way.
            return False
        return True

    def keep_only(self, notebooks) -> None:
        """Remove the outputs of all but these chapters."""
        keys = {self._key(notebook) for notebook in notebooks}
        for record in self._cache.list_cache_records():
            if record.hashkey not in keys:
                self._cache.remove_cache(record.pk)

    def put(self, path: Path, notebook, source, seconds: float) -> None:
        """Keep the outputs of an executed chapter; `source` is the chapter as it was read."""
        from jupyter_cache.base import CacheBundleIn

        # Execution notes times and kernel in the notebook, by which Jupyter Book would not find it again.
        for cell, given in zip(notebook.cells, source.cells):
            cell.metadata = given.metadata
        notebook.metadata["kernelspec"] = source.metadata.get("kernelspec", {})
        bundle = CacheBundleIn(notebook, str(path), data={"execution_seconds": seconds})
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)

    def _key(self, notebook) -> str:
        return self._cache.create_hashed_notebook(notebook)[1]


def _opened(folder: Path, notebooks) -> _Outputs:
    """The cache with the outputs of these chapters and no others; begun anew if it can't be read."""
    try:
        outputs = _Outputs(folder)
        outputs.keep_only(notebooks)
    except Exception:  # What a killed build left half written fails in many ways; none of it is needed.
        _forget(folder)
        outputs = _Outputs(folder)
    return outputs


def chapter_with_outputs(path: Path, root: Path = ROOT):
    """A chapter as a notebook, with the outputs that were made of it as it stands.

    Raises `KeyError` if there are none: it has not been executed since it was changed.
    """
    from jupyter_cache import get_cache

    from compendium.build.notebooks import read

    _, notebook = get_cache(cache_folder(root)).merge_match_into_notebook(read(path, root))
    return notebook


def require_outputs_or_loopback(root: Path = ROOT) -> None:
    """Raise `NotebookError` if a chapter has to be executed and no kernel could answer, for which Jupyter Book would wait."""
    from compendium.build import notebooks

    if not notebooks.has_loopback():
        for path in notebooks.chapter_paths(root):
            try:
                chapter_with_outputs(path, root)
            except KeyError:
                notebooks.require_loopback(path, root)


def execute_chapters(root: Path = ROOT, say: Say = print) -> int:
    """Make every output that the book needs and that is not there; returns how many chapters were executed.

    Each chapter runs in a fresh kernel, a few more at once than there are
    processors. After a change of `analysis/` or the lock all of them do; after a
    change of `data/` alone, those that show an artefact that has come to differ,
    and those whose cells do more than show artefacts. The latter run twice. Raises
    `ExecutionFailed` if any chapter can't be read or executed, differs from run to
    run or writes to the study, and `DataError` for data that are not valid.
    """
    folder = cache_folder(root)
    mark, now, cells = _read_mark(folder), fingerprint(STUDY_SOURCES, root), _cells_fingerprint(root)
    if mark.get("study") == now and mark.get("cells") == cells:
        return 0
    # Heavy imports, which a build that has nothing to execute must not wait for.
    from compendium.study import load
    from compendium.results import digests as results
    from compendium.build.cell_rules import NotebookError, refuse_differences, source_times, written_sources
    from compendium.build.notebooks import chapter_paths, executed, read
    from compendium.build.settings import time_limit

    def digests() -> dict[str, str]:
        return results.artefact_digests(load(root / "data"))

    code = fingerprint([source for source in STUDY_SOURCES if source != "data"], root)
    try:
        chapters = {path: read(path, root) for path in chapter_paths(root)}
    except NotebookError as error:
        raise ExecutionFailed(str(error)) from None
    if not chapters:
        return 0
    kept, shown = chapters, mark.get("shown")
    if mark.get("study") != now:
        before = shown if shown and mark.get("code") == code else {}
        shown = digests() if before else None
        same = {artefact for artefact, digest in before.items() if shown.get(artefact) == digest}
        kept = {path: notebook for path, notebook in chapters.items() if _shows_only(notebook, same)}
        # Not current until every output is: whoever is interrupted leaves a cache without its mark.
        _mark(folder).unlink(missing_ok=True)
        if not before:
            _forget(folder)
    outputs = _opened(folder, kept.values())
    waiting = {path: notebook for path, notebook in chapters.items() if path not in kept or not outputs.has(notebook)}
    problems = []
    if waiting:
        limit, begun = time_limit(root), time.perf_counter()
        # Whoever computes in a cell is not known to compute the same twice, nor to leave the study as it is.
        computing = [path for path in waiting if does_more_than_show(chapters[path])]
        times = source_times(root) if computing else {}
        say(f"Executing {len(waiting)} of {len(chapters)} chapters ...")

        def run(path: Path):
            started = time.perf_counter()
            notebook = executed(path, root, limit)
            if path in computing:
                refuse_differences(notebook, executed(path, root, limit), path.relative_to(root).as_posix())
            return path, notebook, time.perf_counter() - started

        with ThreadPoolExecutor(max_workers=(os.cpu_count() or 1) + SPARE) as pool:
            running = [pool.submit(run, path) for path in waiting]
            # For the next build to compare with; the kernels don't wait for it.
            shown = shown or digests()
            for place, done in enumerate(as_completed(running), start=1):
                try:
                    path, notebook, seconds = done.result()
                except NotebookError as error:
                    problems.append(str(error))
                    continue
                outputs.put(path, notebook, chapters[path], seconds)
                say(f"  {place:2} of {len(waiting)}  {path.relative_to(root).as_posix():38} {seconds:5.1f} s")
        say(f"  all {time.perf_counter() - begun:.1f} s")
        problems += written_sources(times, root, computing) if computing else []
    if problems:
        raise ExecutionFailed("\n".join(sorted(problems)))
    _write_mark(folder, {"study": now, "code": code, "cells": cells, "shown": shown or digests()})
    return len(waiting)


def noted_when_executed(cache: Path, root: Path = ROOT) -> tuple[dict[str, str], dict[str, str]]:
    """What the chapters' execution has left, if it was of the study as it is now; else nothing.

    Gives the digest of each artefact as `execute_chapters` noted it, and the
    picture of each figure that a cell has drawn, as SVG; both by id and in
    Norwegian.
    """
    import nbformat

    mark = _read_mark(cache)
    if mark.get("study") != fingerprint(STUDY_SOURCES, root) or not mark.get("shown"):
        return {}, {}
    pictures = {}
    for file in (cache / "executed").glob("*/*.ipynb"):
        try:
            chapter = nbformat.read(file, as_version=4)
        except Exception:  # Half written by a build that was killed, in one of many ways; its figures are drawn anew.
            continue
        # Another cell may have shown a figure of a study that it changed.
        if not does_more_than_show(chapter):
            for cell in chapter.cells:
                for output in cell.get("outputs", ()):
                    pictures |= drawn_figure(output.get("data", {}))
    return mark["shown"], pictures
