"""A page's title in the window: that of the book once, and between the two a Norwegian dash.

package: sphinx 7.4.7
reason: the front page has the book's title twice, and the dash is an English one
upstream: none found
"""

from __future__ import annotations

import re

_TITLE = re.compile(r"<title>([^<]*\S)\s+(?:&#8212;|-)\s+([^<]*)</title>")


def _shortened(title: re.Match[str]) -> str:
    page, book = title.groups()
    return f"<title>{page if page == book else f'{page} – {book}'}</title>"


def with_short_title(html: str) -> str:
    """The text of a page with its title fixed; fixing twice changes nothing more."""
    return _TITLE.sub(_shortened, html, count=1)
