"""The chapters as notebooks: which they are, and each of them executed in a fresh kernel."""

from __future__ import annotations

import logging
import os
import socket
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from myst_nb.core.read import MystMetadataParsingError, is_myst_markdown_notebook, read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from compendium.build.cell_rules import NotebookError, refuse_exemptions
from compendium.build.settings import read_config, read_contents
from compendium.build.warm_kernels import WarmKernelManager, can_fork
from compendium.patches.nbclient_output_limit import LimitedExecutor, TooMuchOutput

# How often a kernel is started that does not answer: another process may take its port before it does.
STARTS = 3
NO_LOOPBACK = (
    "can't be executed: kernels are spoken to over 127.0.0.1, and this machine has no loopback network; "
    "switch it on (ip link set lo up) or allow it in the container"
)


def has_code_cells(notebook: nbformat.NotebookNode) -> bool:
    """Whether there is anything to execute."""
    return any(cell.cell_type == "code" for cell in notebook.cells)


def is_chapter(path: Path, root: Path) -> bool:
    """Whether a page is a notebook, that is, has code cells. Raises `NotebookError` if it can't be read."""
    return is_myst_markdown_notebook(path.read_text(encoding="utf-8")) and has_code_cells(read(path, root))


def chapters(root: Path) -> dict[Path, nbformat.NotebookNode]:
    """The pages that are notebooks, that is, have code cells, in the order of the book; see `read`.

    Raises `NotebookError` for one that can't be read, and `SettingsError` for contents that can't be used.
    """
    settings, found = _markdown_settings(root), {}
    for path in read_contents(root):
        if is_myst_markdown_notebook(path.read_text(encoding="utf-8")):
            notebook = read(path, root, settings)
            if has_code_cells(notebook):
                found[path] = notebook
    return found


def chapter_paths(root: Path) -> list[Path]:
    """The pages that are notebooks, in the order of the book; raises what `chapters` does."""
    return list(chapters(root))


def _markdown_settings(root: Path) -> MdParserConfig:
    """The dialect in which the book is written, so that a cell here is a cell there."""
    return MdParserConfig(enable_extensions=set(read_config(root).get("parse", {}).get("myst_enable_extensions", [])))


def read(path: Path, root: Path, settings: MdParserConfig | None = None) -> nbformat.NotebookNode:
    """A chapter as a notebook without outputs, read as the book itself reads it (by myst-nb).

    Cells have stable ids; `metadata.source_map` holds the line of each cell.
    Raises `NotebookError` when it is no MyST Markdown notebook, and when it asks
    that cells be left out of execution or may fail.
    """
    file = path.relative_to(root).as_posix()
    try:
        notebook: nbformat.NotebookNode = read_myst_markdown_notebook(
            path.read_text(encoding="utf-8"), settings or _markdown_settings(root), add_source_map=True, path=path
        )
    except MystMetadataParsingError as error:
        raise NotebookError(file, f"can't be read as a notebook: {error}") from None
    except nbformat.ValidationError as error:
        raise NotebookError(file, f"can't be read as a notebook: {error.message} in the options of a cell") from None
    # nbformat draws an id at random for each cell, and equal chapters should give equal notebooks.
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"{path.stem}-{number}"
    refuse_exemptions(notebook, file)
    return notebook


def use_own_kernel() -> None:
    """Let the kernels of this process be this Python's own, whatever kernel of the same name `JUPYTER_PATH` holds."""
    own = str(Path(sys.prefix, "share", "jupyter"))
    others = [path for path in os.environ.get("JUPYTER_PATH", "").split(os.pathsep) if path not in ("", own)]
    os.environ["JUPYTER_PATH"] = os.pathsep.join([own, *others])


def has_loopback() -> bool:
    """Whether this machine has a loopback address, over which kernels are spoken to."""
    try:
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname(), timeout=5),
        ):
            return True
    except OSError:
        return False


class _Executor(LimitedExecutor):
    """Executes a notebook in a kernel that can import `analysis`, and says which cell failed."""

    def __init__(self, file: str, environment: dict[str, str], **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self._file, self._environment = file, environment

    def setup_kernel(self, **settings: Any) -> Any:
        """Start the kernel in the environment of the notebook."""
        return super().setup_kernel(env=self._environment, **settings)

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> Any:
        """Execute a cell. Raises `NotebookError`."""
        try:
            return super().preprocess_cell(cell, resources, index)
        except CellExecutionError as error:
            message = f"{error.ename}: {error.evalue}"
        except CellTimeoutError:
            message = f"took more than {self.timeout} seconds, the limit for one cell, and was stopped"
        except DeadKernelError:
            message = "its kernel died; it may have run out of memory"
        except TooMuchOutput as error:
            message = f"{error}, and was stopped"
        # nbclient leaves a task unfinished, of which asyncio would tell after the line that matters.
        logging.getLogger("asyncio").setLevel(logging.CRITICAL)
        line = self.nb.metadata["source_map"][index]
        raise NotebookError(self._file, message, line, index + 1)


def require_loopback(path: Path, root: Path) -> None:
    """Raise `NotebookError` for a chapter that is to be executed where no kernel could ever answer."""
    if not has_loopback():
        raise NotebookError(path.relative_to(root).as_posix(), NO_LOOPBACK)


def executed(path: Path, root: Path, timeout: int, *, warm: bool = False) -> nbformat.NotebookNode:
    """A chapter with the outputs of every cell, executed from the top in a fresh kernel.

    The kernel is this Python's own; it starts in the chapter's folder and can
    import what lies in `root`. `timeout` is the limit for one cell, in seconds; `warm`
    takes a fork of a process that has imported the study, where the system can fork.
    Raises `NotebookError`, naming file, line and cell, when a cell fails, takes
    too long, puts out too much or loses its kernel, and when no
    kernel can be started.
    """
    file = path.relative_to(root).as_posix()
    notebook = read(path, root)
    require_loopback(path, root)
    use_own_kernel()
    with TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as own:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")])),
            "PYTHONUTF8": "1",
            # A person's own IPython may run files at every start; the chapter's kernel must not.
            "IPYTHONDIR": own,
        }
        manager = {"kernel_manager_class": WarmKernelManager} if warm and can_fork() else {}
        for start in range(1, STARTS + 1):
            executor = _Executor(
                file,
                environment,
                timeout=timeout,
                # Output that comes late is waited for as long as the cell itself, and never left out.
                iopub_timeout=timeout,
                raise_on_iopub_timeout=True,
                kernel_name="python3",
                shutdown_kernel="immediate",
                # A kernel warns at every start that it speaks TCP; it does so on this machine's loopback only.
                extra_arguments=["--log-level=ERROR"],
                **manager,
            )
            try:
                executor.preprocess(notebook, {"metadata": {"path": str(path.parent)}})
                break
            except NotebookError:
                raise
            except (NoSuchKernel, RuntimeError, OSError) as error:
                if start == STARTS:
                    remedy = "install the locked packages: pip install --require-hashes -r requirements.txt"
                    raise NotebookError(file, f"no kernel could be started ({error}); {remedy}") from error
    return notebook
