"""No page asks another host for anything."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

REMOTE = re.compile(r"(https?:)?//")


def _filename(script) -> str:
    return str(getattr(script, "filename", None) or script)


def keep_local(app: Sphinx, page: str, template: str, context: dict, doctree) -> None:
    """Leave out every script and style sheet of another host, and the live-code script that loads one."""
    for kind in ("script_files", "css_files"):
        context[kind] = [
            file
            for file in context.get(kind, [])
            if not REMOTE.match(_filename(file)) and "thebe" not in _filename(file)
        ]


def setup(app: Sphinx) -> None:
    # After every extension that adds files to a page.
    app.connect("html-page-context", keep_local, priority=900)
