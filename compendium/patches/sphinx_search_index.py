"""The search index of a build that writes some pages is that of a build from nothing.

package: sphinx 7.4.7
reason: of a page that is not written anew the index loses its index entries, and it keeps terms that stand on no page
upstream: https://github.com/sphinx-doc/sphinx/issues/12599
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.index_entries import split_index_msg


def _entries(listed: list[tuple[str, str, str, str, str | None]]) -> list[tuple[str, str, str]]:
    """Entries of a page's index as Sphinx's search keeps them: words, place and weight."""
    return sorted(
        {
            (words, target or "", main)
            for kind, value, target, main, _ in listed
            for words in split_index_msg(kind, value)
        }
    )


def complete_index(app: Sphinx) -> list[object]:
    """Drop the terms of no page, and list the index entries of all pages anew."""
    if indexer := getattr(app.builder, "indexer", None):
        for terms in (indexer._mapping, indexer._title_mapping):
            for term in [term for term, pages in terms.items() if not pages]:
                del terms[term]
        listed = app.env.domaindata["index"]["entries"]
        indexer._index_entries = {page: _entries(listed.get(page, [])) for page in sorted(app.env.all_docs)}
    return []


def setup(app: Sphinx) -> None:
    app.connect("html-collect-pages", complete_index)
