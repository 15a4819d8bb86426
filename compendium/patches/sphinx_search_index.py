"""What the page that searches needs to do so anywhere and in the book's language."""

from __future__ import annotations

import json
from contextlib import suppress

from sphinx.application import Sphinx
from sphinx.locale import get_translation
from sphinx.util.index_entries import split_index_msg

# From the file system a browser may not fetch the pages found, so their summaries are left out there.
WITHOUT_FETCHING = 'if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;'
# Messages of the search script that Sphinx's catalogue lacks in some languages, or puts badly; ours may hold them.
MESSAGES = (
    "Search finished, found ${resultCount} page(s) matching the search query.",
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
    app.add_js_file(
        None, body=f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(words, ensure_ascii=False)});", priority=900
    )


def _entries(listed) -> list[tuple[str, str, str]]:
    """Entries of a page's index as Sphinx's search keeps them: words, place and weight."""
    found: set[tuple[str, str, str]] = set()
    for kind, value, target, main, _ in listed:
        with suppress(ValueError):
            found |= {(words, target or "", main) for words in split_index_msg(kind, value)}
    return sorted(found)


def mend_index(app: Sphinx) -> list:
    """Make the search index that of a build from nothing, where pages are not written anew.

    Sphinx (7.4) takes the terms of such a page from the earlier search index,
    but not its index entries, so that they could no longer be found; and it
    keeps terms that stand on no page any more.
    """
    if indexer := getattr(app.builder, "indexer", None):
        for terms in (indexer._mapping, indexer._title_mapping):
            for term in [term for term, pages in terms.items() if not pages]:
                del terms[term]
        listed = app.env.domaindata["index"]["entries"]
        indexer._index_entries = {page: _entries(listed.get(page, ())) for page in sorted(app.env.all_docs)}
    return []


def setup(app: Sphinx) -> None:
    # Taken from all pages but the one that searches; see offline.py.
    app.add_js_file("search-summary.js")
    app.connect("html-collect-pages", mend_index)
    app.connect("html-page-context", prepare_search)
