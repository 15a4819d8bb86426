"""What a build left that was killed or failed is not built upon by the next.

Sphinx keeps what it read of the pages before it writes them, and later rewrites
only pages older than their sources. After a build that was cut off in between,
it would take half a page, or one that shows earlier data, for current.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx


def _mark(app: Sphinx) -> Path:
    """Lies beside Sphinx's memory of the pages for as long as a build is under way."""
    return Path(app.doctreedir) / "unfinished"


def forget_unfinished(app: Sphinx, config) -> None:
    """Forget what an unfinished build remembers of the pages, so that all of them are read and written anew."""
    if _mark(app).exists():
        (Path(app.doctreedir) / ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def note_beginning(app: Sphinx) -> None:
    """From here on something may be written."""
    _mark(app).parent.mkdir(parents=True, exist_ok=True)
    _mark(app).touch()


def note_end(app: Sphinx, error: Exception | None) -> None:
    """A build that failed is as little to be built upon as one that was killed."""
    if not error:
        _mark(app).unlink()


def setup(app: Sphinx) -> None:
    app.connect("config-inited", forget_unfinished, priority=100)
    app.connect("builder-inited", note_beginning, priority=100)
    # After all else, since it says that nothing is left to be done.
    app.connect("build-finished", note_end, priority=999)
