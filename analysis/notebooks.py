"""The chapters as notebooks: which they are, and each of them executed in a fresh kernel."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import yaml
from jupyter_client.kernelspec import NoSuchKernel
from myst_nb.core.read import MystMetadataParsingError, is_myst_markdown_notebook, read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert.preprocessors import ExecutePreprocessor


class NotebookError(RuntimeError):
    """A chapter can't be read or executed.

    `file` is its path below the root, `line` where the cell begins (None when
    the chapter as a whole is meant), `cell` its place among the cells, from 1.
    """

    def __init__(self, file: str, message: str, line: int | None = None, cell: int | None = None):
        self.file, self.line, self.cell, self.message = file, line, cell, message
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {message}" if cell is None else f"{place}: cell {cell}: {message}")


def _named_files(node) -> Iterator[str]:
    """Every file that a table of contents names, from the top down."""
    if isinstance(node, dict):
        for key in ("root", "file"):
            if key in node:
                yield node[key]
        for value in node.values():
            yield from _named_files(value)
    elif isinstance(node, list):
        for item in node:
            yield from _named_files(item)


def has_code_cells(notebook: nbformat.NotebookNode) -> bool:
    """Whether there is anything to execute."""
    return any(cell.cell_type == "code" for cell in notebook.cells)


def page_paths(root: Path) -> list[Path]:
    """The pages that `_toc.yml` names, in the order of the book. Raises `NotebookError` if one is missing."""
    contents = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    found = []
    for name in _named_files(contents):
        path = root / name if Path(name).suffix else root / f"{name}.md"
        if not path.exists():
            raise NotebookError("_toc.yml", f"names {name}, but there is no {path.relative_to(root).as_posix()}")
        found.append(path)
    return found


def is_chapter(path: Path, root: Path) -> bool:
    """Whether a page is a notebook, that is, has code cells. Raises `NotebookError` if it can't be read."""
    return is_myst_markdown_notebook(path.read_text(encoding="utf-8")) and has_code_cells(read(path, root))


def chapter_paths(root: Path) -> list[Path]:
    """The pages that are notebooks, in the order of the book; raises `NotebookError` for one that is missing or can't be read."""
    return [path for path in page_paths(root) if is_chapter(path, root)]


def _settings(root: Path, section: str) -> dict:
    return yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8")).get(section, {})


def time_limit(root: Path) -> int:
    """How many seconds one cell may take when the book is built."""
    return _settings(root, "execute")["timeout"]


def _markdown_settings(root: Path) -> MdParserConfig:
    """The dialect in which the book is written, so that a cell here is a cell there."""
    return MdParserConfig(enable_extensions=set(_settings(root, "parse").get("myst_enable_extensions", [])))


def read(path: Path, root: Path) -> nbformat.NotebookNode:
    """A chapter as a notebook without outputs, read as the book itself reads it (by myst-nb).

    Cells have stable ids; `metadata.source_map` holds the line of each cell.
    Raises `NotebookError` when it is no MyST Markdown notebook.
    """
    file = path.relative_to(root).as_posix()
    try:
        notebook = read_myst_markdown_notebook(
            path.read_text(encoding="utf-8"), _markdown_settings(root), add_source_map=True, path=path
        )
    except MystMetadataParsingError as error:
        raise NotebookError(file, f"can't be read as a notebook: {error}") from None
    # nbformat draws an id at random for each cell, and equal chapters should give equal notebooks.
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"{path.stem}-{number}"
    return notebook


class _Executor(ExecutePreprocessor):
    """Executes a notebook in a kernel that can import `analysis`, and says which cell failed."""

    def __init__(self, file: str, environment: dict[str, str], **settings):
        super().__init__(**settings)
        self._file, self._environment = file, environment

    def setup_kernel(self, **settings):
        return super().setup_kernel(env=self._environment, **settings)

    def preprocess_cell(self, cell, resources, index):
        try:
            return super().preprocess_cell(cell, resources, index)
        except CellExecutionError as error:
            message = f"{error.ename}: {error.evalue}"
        except CellTimeoutError:
            # nbclient leaves a task unfinished, of which asyncio would tell after the line that matters.
            logging.getLogger("asyncio").setLevel(logging.CRITICAL)
            message = f"took more than {self.timeout} seconds, the limit for one cell, and was stopped"
        except DeadKernelError:
            message = "its kernel died; it may have run out of memory"
        line = self.nb.metadata["source_map"][index]
        raise NotebookError(self._file, message, line, index + 1)


def executed(path: Path, root: Path, timeout: int) -> nbformat.NotebookNode:
    """A chapter with the outputs of every cell, executed from the top in a fresh kernel.

    The kernel is this Python's own; it starts in the chapter's folder and can
    import what lies in `root`. `timeout` is the limit for one cell, in seconds.
    Raises `NotebookError`, naming file, line and cell, when a cell fails, takes
    too long or loses its kernel, and when no kernel can be started.
    """
    file = path.relative_to(root).as_posix()
    notebook = read(path, root)
    with TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as own:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")])),
            "PYTHONUTF8": "1",
            # A person's own IPython may run files at every start; the chapter's kernel must not.
            "IPYTHONDIR": own,
        }
        executor = _Executor(
            file,
            environment,
            timeout=timeout,
            kernel_name="python3",
            shutdown_kernel="immediate",
            # A kernel warns at every start that it speaks TCP; it does so on this machine's loopback only.
            extra_arguments=["--log-level=ERROR"],
        )
        try:
            executor.preprocess(notebook, {"metadata": {"path": str(path.parent)}})
        except NotebookError:
            raise
        except (NoSuchKernel, RuntimeError, OSError) as error:
            raise NotebookError(file, f"no kernel could be started ({error}); install the lock: pip install -r requirements.txt") from error
    return notebook
