"""Work that no page waits for, done by a process of its own while Sphinx reads and writes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from sphinx.application import Sphinx


def _end_with_the_build() -> None:
    """Let the process end with the build, however that ends; it would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    build = multiprocessing.parent_process()
    threading.Thread(target=lambda: (build.join(), os._exit(1)), daemon=True).start()


def later(app: Sphinx, work: Callable[..., None], *arguments) -> None:
    """Have `work` done with these arguments before the build ends; what it raises fails the build.

    Function and arguments must be such as can be sent to another process. The
    function should stand in `analysis`, which the process loads sooner than the
    extensions.
    """
    if not hasattr(app, "compendium_aside"):
        # Not a fork of this process: the drawing library's threads don't survive that.
        process = multiprocessing.get_context("spawn")
        app.compendium_aside = ProcessPoolExecutor(1, mp_context=process, initializer=_end_with_the_build), []
    workers, waiting = app.compendium_aside
    waiting.append(workers.submit(work, *arguments))


def wait(app: Sphinx, error: Exception | None) -> None:
    """Wait until all work is done."""
    if not hasattr(app, "compendium_aside"):
        return
    workers, waiting = app.compendium_aside
    with workers:
        if error:
            workers.shutdown(wait=False, cancel_futures=True)
            return
        for work in waiting:
            work.result()


def setup(app: Sphinx) -> None:
    # After all else that is done with the pages as a whole.
    app.connect("build-finished", wait, priority=950)
