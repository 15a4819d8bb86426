"""A plugin of pybtex is looked up once.

package: pybtex 0.26.1
reason: all installed packages are looked through for the same plugin at each citation
upstream: none found
"""

from __future__ import annotations

from functools import cache

import pybtex.plugin
from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    pybtex.plugin.find_plugin = cache(pybtex.plugin.find_plugin)
