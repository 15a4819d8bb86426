"""A build that fails says why once, and what may have been meant.

Sphinx tells what stopped it; Jupyter Book then raises the same anew, and a page
of traceback would bury the one line that helps. Of a key that does not
exist, MyST says no more than that it is undefined.
"""

from __future__ import annotations

import logging
import re
import sys

from sphinx.application import Sphinx

from compendium.artefacts.suggestion import suggestion

# How MyST passes on that its templates know no such key, or no such part of one.
_UNKNOWN = re.compile(
    r"Substitution error:UndefinedError: (?:'(?P<key>[^']+)' is undefined|'[^']+' has no attribute '(?P<part>[^']+)')"
)
# What a number can be asked for beside its digits.
_PARTS = ("neuter", "words")


def _told(error: BaseException) -> bool:
    """Whether an error is that of Jupyter Book which only points back to what Sphinx has told."""
    return isinstance(error, RuntimeError) and error.__cause__ is not None and "Look above for the cause" in str(error)


def end_in_silence_if_told(kind, error, trace) -> None:
    """Show an error that ends the process as Python does, unless it has been told already."""
    if not _told(error):
        sys.__excepthook__(kind, error, trace)


class ExplainUnknownKeys(logging.Filter):
    """Says of a `{{ key }}` that does not exist which one may have been meant; no message is held back."""

    def __init__(self, app: Sphinx):
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        # Sphinx puts the place before what its own record says.
        message = logging.LogRecord.getMessage(record)
        if unknown := _UNKNOWN.search(message):
            if unknown["key"]:
                hint = suggestion(unknown["key"], self._app.config.myst_substitutions)
                said = f"{unknown['key']!r} is no number of the catalogue{hint}"
            else:
                said = f"a number has no {unknown['part']!r}; it has {' and '.join(_PARTS)}"
            record.msg, record.args = message.replace(unknown[0], said), ()
        return True


def setup(app: Sphinx) -> None:
    sys.excepthook = end_in_silence_if_told
    for handler in logging.getLogger("sphinx").handlers:
        handler.addFilter(ExplainUnknownKeys(app))
