"""A build that fails says why once: no page of traceback buries the line that helps.

package: jupyter-book 1.0.4.post1
reason: what Sphinx has said stopped the build is raised anew as an error that nobody catches
upstream: none found
"""

from __future__ import annotations

import sys
from types import TracebackType

from sphinx.application import Sphinx


def show_unless_repeated(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show an error that ends the process as Python does, unless it only points back to what Sphinx has said."""
    if error.__cause__ is None or "Look above for the cause" not in str(error):
        sys.__excepthook__(kind, error, trace)


def setup(app: Sphinx) -> None:
    sys.excepthook = show_unless_repeated
