"""What a build left that was killed or failed is not built upon by the next.

package: sphinx 7.4.7
reason: what was read of the pages is kept before they are written, and only pages older than their sources are
  written again, so that after a build that was cut off half a page, or one that shows earlier data, counts as current
upstream: none found
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.config import Config


def _mark(app: Sphinx) -> Path:
    """Lies beside Sphinx's memory of the pages for as long as a build is under way."""
    return Path(app.doctreedir) / "unfinished"


def begin(app: Sphinx, config: Config) -> None:
    """Forget what an unfinished build remembers of the pages, so that all of them are read and written anew."""
    mark = _mark(app)
    if mark.exists():
        mark.with_name(ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def end(app: Sphinx, error: Exception | None) -> None:
    """A build that failed is as little to be built upon as one that was killed."""
    if not error:
        _mark(app).unlink()


def setup(app: Sphinx) -> None:
    app.connect("config-inited", begin, priority=100)
    # After all else, since it says that nothing is left to be done.
    app.connect("build-finished", end, priority=999)
