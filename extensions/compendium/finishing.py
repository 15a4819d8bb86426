"""The last touch, once all pages are written."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from .accessible import mend
from .icons import slim_theme
from .offline import unload


def finish(app: Sphinx, error: Exception | None) -> None:
    """Rid the pages of what they load for nothing, and mend the markup of theme and tools.

    Doing it twice changes nothing more, so that a build that writes only some
    pages may run over all of them.
    """
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    pages = []
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if name.startswith("_static/"):
            continue
        before = path.read_text(encoding="utf-8")
        after = mend(unload(before, name))
        if after != before:
            path.write_text(after, encoding="utf-8", newline="")
        pages.append(after)
    slim_theme(folder / "_static", pages)


def setup(app: Sphinx) -> None:
    app.connect("build-finished", finish, priority=900)
