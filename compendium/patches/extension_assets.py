"""A page loads the scripts and style sheets of extensions that it uses, each once, and none of another host.

package: sphinx 7.4.7
reason: what an extension adds is loaded by every page, whether it uses it or not, and may come from another host;
  Jupyter Book adds each file of the book's own a second time, and without its attributes
upstream: https://github.com/executablebooks/meta/issues/119
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

REMOTE = re.compile(r"(https?:)?//")
# Scripts and styles by a part of their name or text, with what a page must hold to need them. Live code (thebe) would
# load its machinery from another host.
NEEDED_FOR = {
    "thebe": None,
    "toggle": r'class="[^"]*\b(?:toggle|dropdown)\b',
    "clipboard.min.js": r'<div class="highlight',
    "copybutton": r'<div class="highlight',
    "pygments.css": r'<div class="highlight',
    "mystnb": r'class="[^"]*\bcell\b',
    "sphinx-design": r'class="[^"]*\bsd-',
    "design-tabs.js": r'class="[^"]*\bsd-tab',
    "long-tables.js": r'<table class="(?:[^"]* )?(?:artefact|filterable)[ "]',
}


def _wanted(name: str, body: str) -> bool:
    conditions = [condition for part, condition in NEEDED_FOR.items() if part in name]
    return not REMOTE.match(name) and all(condition and re.search(condition, body) for condition in conditions)


def keep_needed(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Leave out scripts and style sheets of other hosts, those that the page has no use for, and the second of two."""
    body = context.get("body", "")
    for kind in ("script_files", "css_files"):
        # By their addresses, or by the text of one that stands in the page.
        named: dict[str, Any] = {}
        for file in context.get(kind, []):
            named.setdefault(str(file.filename or file.attributes.get("body", "")), file)
        context[kind] = [file for name, file in named.items() if _wanted(name, body)]


def setup(app: Sphinx) -> None:
    # After every extension that adds files to a page.
    app.connect("html-page-context", keep_needed, priority=900)
