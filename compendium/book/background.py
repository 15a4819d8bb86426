"""Work that no page waits for, done by a thread while Sphinx goes on: the drawing library and pandoc do most of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sphinx.application import Sphinx


def in_background(app: Sphinx, work: Callable[..., object], *arguments: Any) -> None:
    """Have `work` done with these arguments before the build ends; what it raises fails the build."""
    app.compendium_work.append(app.compendium_worker.submit(work, *arguments))


def finish(app: Sphinx, error: Exception | None) -> None:
    """Wait until all work is done, or drop it if the build has failed."""
    app.compendium_worker.shutdown(cancel_futures=error is not None)
    for work in [] if error else app.compendium_work:
        work.result()


def setup(app: Sphinx) -> None:
    """Have the work waited for after all else that is done with the pages as a whole."""
    app.compendium_worker, app.compendium_work = ThreadPoolExecutor(1), []
    app.connect("build-finished", finish, priority=950)
