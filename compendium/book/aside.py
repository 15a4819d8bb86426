"""Work that no page waits for, done by a process of its own while Sphinx reads and writes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from sphinx.application import Sphinx

# The process takes about a second to start, in which that many pages can be made.
FEW = 4


def _end_with_the_build() -> None:
    """Let the process end with the build, however that ends; it would wait for work for ever."""
    # Ctrl+C reaches both; a build that ends waits for this process, but not for what it has still to do.
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))
    build = multiprocessing.parent_process()
    threading.Thread(target=lambda: (build.join(), os._exit(1)), daemon=True).start()


def begin(app: Sphinx, env, pages: list[str]) -> None:
    """Start the process, if there are so many pages to make that it is worth its start."""
    if len(pages) > FEW:
        # Not a fork of this process: the drawing library's threads don't survive that.
        process = multiprocessing.get_context("spawn")
        app.compendium_aside = ProcessPoolExecutor(1, mp_context=process, initializer=_end_with_the_build)


def later(app: Sphinx, work: Callable[..., None], *arguments) -> None:
    """Have `work` done with these arguments before the build ends; what it raises fails the build.

    Function and arguments must be such as can be sent to another process. The
    function should stand in `analysis`, which the process loads sooner than the
    extensions.
    """
    if app.compendium_aside:
        app.compendium_waiting.append(app.compendium_aside.submit(work, *arguments))
    else:
        work(*arguments)


def wait(app: Sphinx, error: Exception | None) -> None:
    """Wait until all work is done, or drop it if the build has failed."""
    if process := app.compendium_aside:
        try:
            for work in [] if error else app.compendium_waiting:
                work.result()
        finally:
            process.shutdown(cancel_futures=True)


def setup(app: Sphinx) -> None:
    app.compendium_aside, app.compendium_waiting = None, []
    app.connect("env-before-read-docs", begin)
    # After all else that is done with the pages as a whole.
    app.connect("build-finished", wait, priority=950)
