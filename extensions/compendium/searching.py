"""What the page that searches needs to do so anywhere and in the book's language."""

from __future__ import annotations

import json

from sphinx.application import Sphinx
from sphinx.locale import get_translation

# From the file system a browser may not fetch the pages found, so their summaries are left out there.
WITHOUT_FETCHING = 'if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;'
# Messages of the search script that Sphinx's catalogue lacks in some languages; ours may hold them.
MESSAGES = (
    "Your search did not match any documents. Please make sure that all words are spelled correctly and "
    "that you've selected enough categories.",
)


def prepare_search(app: Sphinx, page: str, template: str, context: dict, doctree) -> None:
    """Give the page that searches its own few lines of script."""
    if page != "search":
        return
    translate = get_translation("sphinx")
    words = {message: str(translate(message)) for message in MESSAGES}
    app.add_js_file(None, body=WITHOUT_FETCHING)
    app.add_js_file(None, body=f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(words, ensure_ascii=False)});", priority=900)


def setup(app: Sphinx) -> None:
    app.connect("html-page-context", prepare_search)
