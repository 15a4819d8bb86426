"""No page loads the theme's script of all icons, and only the one that searches loads the search index.

package: pydata-sphinx-theme 0.17.1
reason: every page loads 1.5 MB of icons that the theme's fonts hold too, and the whole search index
upstream: https://github.com/pydata/pydata-sphinx-theme/issues/2379
"""

from __future__ import annotations

import re

_ICONS = re.compile(r"\s*(?:<!--[^>]*custom icons -->\s*)?<script[^>]*/fontawesome\.js[^>]*></script>")
_SEARCH = re.compile(
    r'\s*<script src="[^"]*(?:searchtools|search-summary|language_data|searchindex)\.js[^"]*"></script>'
)


def without_unused_scripts(html: str, page: str) -> str:
    """The text of a page without these scripts; `page` is its path below the folder of the book."""
    # Each pattern looks at a whole page; most pages have been rid of it by an earlier build.
    if "/fontawesome.js" in html:
        html = _ICONS.sub("", html)
    if page != "search.html" and any(name in html for name in ("searchtools.js", "search-summary.js")):
        html = _SEARCH.sub("", html)
    return html
