"""Fixes in the markup of docutils for screen readers and for valid HTML. Made twice, they change nothing more.

package: docutils 0.21.2
reason: entries of a bibliography have a role that was withdrawn, heading cells don't say what they head, and a
  note without a title has an empty one
upstream: none found
"""

from __future__ import annotations

import re

_HEADING_CELL = re.compile(r'<th (?=class="head\b)')


def _list_of_works(html: str) -> str:
    """ARIA no longer knows the role of an entry of a bibliography, and a list has to hold items."""
    return html.replace('role="doc-biblioentry"', 'role="listitem"')


def _column_headings(html: str) -> str:
    """A heading cell says that it heads a column, not a row."""
    return _HEADING_CELL.sub('<th scope="col" ', html)


def _no_empty_titles(html: str) -> str:
    """A margin note without a title has an empty paragraph for one."""
    return html.replace('<p class="sidebar-title"></p>\n', "")


FIXES = (_list_of_works, _column_headings, _no_empty_titles)
