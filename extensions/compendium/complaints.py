"""A build that fails says why once.

Sphinx tells what stopped it; Jupyter Book then raises the same anew, and a page
of traceback would bury the one line that helps.
"""

from __future__ import annotations

import sys

from sphinx.application import Sphinx


def _told(error: BaseException) -> bool:
    """Whether an error is that of Jupyter Book which only points back to what Sphinx has told."""
    return isinstance(error, RuntimeError) and error.__cause__ is not None and "Look above for the cause" in str(error)


def end_in_silence_if_told(kind, error, trace) -> None:
    """Show an error that ends the process as Python does, unless it has been told already."""
    if not _told(error):
        sys.__excepthook__(kind, error, trace)


def setup(app: Sphinx) -> None:
    sys.excepthook = end_in_silence_if_told
