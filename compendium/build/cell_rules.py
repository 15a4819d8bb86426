"""What the cells of a chapter may not do: be left out, be allowed to fail, differ from run to run, change the study."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat

from compendium.checkout.files import BOOK_SOURCES, files_below
from compendium.tables.problems import UserError

# Tags by which a cell may fail, or is never executed: its chapter would show what nobody computed.
REFUSED_TAGS = ("raises-exception", "skip-execution")


class NotebookError(UserError):
    """A chapter can't be read or executed.

    `file` is its path below the root, `line` where the cell begins (None when
    the chapter as a whole is meant), `cell` its place among the cells, from 1.
    """

    def __init__(self, file: str, message: str, line: int | None = None, cell: int | None = None) -> None:
        self.file, self.line, self.cell, self.message = file, line, cell, message
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {message}" if cell is None else f"{place}: cell {cell}: {message}")


def refuse_exemptions(notebook: nbformat.NotebookNode, file: str) -> None:
    """Raise `NotebookError` if a chapter changes whether or how its cells are executed."""
    settings = notebook.metadata.get("mystnb")
    for key in settings if isinstance(settings, dict) else ():
        if key.startswith("execution_"):
            message = f"its front matter sets {key}, but every chapter is executed as _config.yml says; remove it"
            raise NotebookError(file, message, 1)
    for place, (cell, line) in enumerate(zip(notebook.cells, notebook.metadata["source_map"]), start=1):
        for tag in REFUSED_TAGS:
            if tag in cell.metadata.get("tags", ()):
                message = f"has the tag {tag}, but every cell is executed and none may fail; remove the tag or the cell"
                raise NotebookError(file, message, line, place)


def refuse_differences(first: nbformat.NotebookNode, second: nbformat.NotebookNode, file: str) -> None:
    """Raise `NotebookError` for the first cell whose output differs between two executions of a chapter."""
    lines = first.metadata["source_map"]
    for place, (one, other, line) in enumerate(zip(first.cells, second.cells, lines), start=1):
        if one.get("outputs") != other.get("outputs"):
            message = (
                "its output differs from one run to the next, so that nobody can replicate it; "
                "give random numbers a seed, sort what has no order, and leave out times and addresses"
            )
            raise NotebookError(file, message, line, place)


def source_times(root: Path) -> dict[str, tuple[int, int]]:
    """Size in bytes and time of the last change, in nanoseconds, of each file that the book is made from."""
    files = files_below(root / name for name in BOOK_SOURCES)
    return {file.relative_to(root).as_posix(): (file.stat().st_size, file.stat().st_mtime_ns) for file in files}


def written_sources(before: dict[str, tuple[int, int]], root: Path, suspects: Iterable[Path]) -> list[str]:
    """A line for each source that was written since `before`, while the chapters `suspects` were executed."""
    now = source_times(root)
    changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    by = " or ".join(sorted(path.relative_to(root).as_posix() for path in suspects))
    return [
        f"{name}: was written to by a cell of {by}; cells only read: remove what writes, and undo it"
        for name in changed
    ]
