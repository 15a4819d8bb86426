"""A process that keeps what it makes until it ends looks through it for garbage but seldom.

package: cpython 3.11.7
reason: of the millions of small objects that Sphinx keeps the collector finds none to free; looking through them took
  a quarter of a build, and once more a second at its end
upstream: none found
"""

from __future__ import annotations

# Code that such a process begins with.
COLLECT_SELDOM = "import atexit, gc; gc.set_threshold(100_000, 20, 100); atexit.register(gc.freeze); "
