"""No page holds settings for live code, which the book does not offer.

package: sphinx-thebe 0.3.1
reason: every page holds its settings, whether or not code can be run there
upstream: none found
"""

from __future__ import annotations

import re

_SETTINGS = re.compile(
    r'\s*<script type="text/x-thebe-config">.*?</script>|\s*<script>kernelName = .*?</script>', re.DOTALL
)


def without_live_code(html: str) -> str:
    """The text of a page without the settings."""
    # The pattern looks at a whole page; most pages have been rid of it by an earlier build.
    return _SETTINGS.sub("", html) if "x-thebe-config" in html else html
