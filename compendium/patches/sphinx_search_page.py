"""The page that searches does so anywhere and in the book's language, and shows of a page what a reader sees there.

package: sphinx 7.4.7
reason: the search script fetches pages where a browser may not, shows the frame of a page in its summary, and has
  messages that some catalogues lack
upstream: https://github.com/sphinx-doc/sphinx/issues/10407
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

# From the file system a browser may not fetch the pages found, so their summaries are left out there.
WITHOUT_FETCHING = 'if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;'
# Messages of the search script that Sphinx's catalogue lacks in some languages, or puts badly; ours may hold them.
MESSAGES = (
    "Search finished, found ${resultCount} page(s) matching the search query.",
    (
        "Your search did not match any documents. Please make sure that all words are spelled correctly and "
        "that you've selected enough categories."
    ),
)


def prepare_search(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the page that searches its own few lines of script."""
    if page != "search":
        return
    translate = get_translation("sphinx")
    words = json.dumps({message: str(translate(message)) for message in MESSAGES}, ensure_ascii=False)
    app.add_js_file(None, body=WITHOUT_FETCHING)
    app.add_js_file(None, body=f"Object.assign(Documentation.TRANSLATIONS, {words});", priority=900)


def setup(app: Sphinx) -> None:
    # Taken from all pages but the one that searches; see theme_scripts.py.
    app.add_js_file("search-summary.js")
    app.connect("html-page-context", prepare_search)
