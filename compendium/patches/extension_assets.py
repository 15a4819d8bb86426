"""No page asks another host for anything, and none loads what it does not use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx.application import Sphinx

REMOTE = re.compile(r"(https?:)?//")

# Scripts and styles that extensions add to every page, by a part of their name or text, with what a
# page must hold to need them. Live code (thebe) would load its machinery from another host.
NEEDED_FOR = {
    "thebe": None,
    "togglebutton": r'class="[^"]*\b(?:toggle|dropdown)\b',
    "toggleHint": r'class="[^"]*\b(?:toggle|dropdown)\b',
    "toggleOpenOnPrint": r'class="[^"]*\b(?:toggle|dropdown)\b',
    "clipboard.min.js": r'<div class="highlight',
    "copybutton": r'<div class="highlight',
    "pygments.css": r'<div class="highlight',
    "mystnb": r'class="[^"]*\bcell\b',
    "sphinx-design": r'class="[^"]*\bsd-',
    "design-tabs.js": r'class="[^"]*\bsd-tab',
    "long-tables.js": r'<table class="(?:[^"]* )?(?:artefact|filterable)[ "]',
}

# What the theme writes into each page itself.
_ICON_SCRIPT = re.compile(r"\s*(?:<!--[^>]*custom icons -->\s*)?<script[^>]*/fontawesome\.js[^>]*></script>")
_SEARCH_SCRIPT = re.compile(
    r'\s*<script src="[^"]*(?:searchtools|search-summary|language_data|searchindex)\.js[^"]*"></script>'
)
_LIVE_CODE = re.compile(
    r'\s*<script type="text/x-thebe-config">.*?</script>|\s*<script>kernelName = .*?</script>', re.DOTALL
)


def _name(file) -> str:
    """The address of a script or style sheet, or the text of one that stands in the page."""
    return str(getattr(file, "filename", None) or getattr(file, "attributes", {}).get("body") or file)


def _wanted(file, body: str) -> bool:
    name = _name(file)
    if REMOTE.match(name):
        return False
    conditions = [condition for part, condition in NEEDED_FOR.items() if part in name]
    return all(condition and re.search(condition, body) for condition in conditions)


def _deferred(file) -> bool:
    return "defer" in getattr(file, "attributes", {})


def _once(files: Sequence) -> list:
    """Each file once; of a script named twice the one that does not keep the page waiting."""
    chosen: dict[str, object] = {}
    for file in files:
        name = _name(file)
        if name not in chosen or (_deferred(file) and not _deferred(chosen[name])):
            chosen[name] = file
    return list(chosen.values())


def keep_needed(app: Sphinx, page: str, template: str, context: dict, doctree) -> None:
    """Leave out scripts and style sheets of other hosts, and those that the page has no use for."""
    body = context.get("body", "")
    for kind in ("script_files", "css_files"):
        context[kind] = _once([file for file in context.get(kind, []) if _wanted(file, body)])


def unload(html: str, page: str) -> str:
    """A page without the theme's script of icons, and without the search index unless it is the page that searches."""
    unloaded = [(_ICON_SCRIPT, "/fontawesome.js"), (_LIVE_CODE, "kernelName"), (_LIVE_CODE, "x-thebe-config")]
    if page != "search.html":
        unloaded += [
            (_SEARCH_SCRIPT, name)
            for name in ("searchtools.js", "search-summary.js", "language_data.js", "searchindex.js")
        ]
    for pattern, sign in unloaded:
        # Each pattern looks at a whole page; most pages have been rid of it by an earlier build.
        if sign in html:
            html = pattern.sub("", html)
    return html


def setup(app: Sphinx) -> None:
    # After every extension that adds files to a page.
    app.connect("html-page-context", keep_needed, priority=900)
