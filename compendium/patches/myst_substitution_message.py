"""Of a `{{ key }}` that does not exist the build says which one may have been meant.

package: myst-parser 3.0.1
reason: its warning says no more than that the key is undefined
upstream: none found
"""

from __future__ import annotations

import logging
import re

from sphinx.application import Sphinx

from compendium.artefacts.suggestion import suggestion

# How MyST passes on that its templates know no such key, or no such part of one.
_UNKNOWN = re.compile(
    r"Substitution error:UndefinedError: (?:'(?P<key>[^']+)' is undefined|'[^']+' has no attribute '(?P<part>[^']+)')"
)
# What a number can be asked for beside its digits.
_PARTS = ("neuter", "words")


class ExplainUnknownKeys(logging.Filter):
    """Rewords the warning; no message is held back."""

    def __init__(self, app: Sphinx):
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        # Sphinx puts the place before what its own record says.
        message = logging.LogRecord.getMessage(record)
        if unknown := _UNKNOWN.search(message):
            if unknown["key"]:
                hint = suggestion(unknown["key"], self._app.config.myst_substitutions)
                explained = f"{unknown['key']!r} is no number of the catalogue{hint}"
            else:
                explained = f"a number has no {unknown['part']!r}; it has {' and '.join(_PARTS)}"
            record.msg, record.args = message.replace(unknown[0], explained), ()
        return True


def setup(app: Sphinx) -> None:
    for handler in logging.getLogger("sphinx").handlers:
        handler.addFilter(ExplainUnknownKeys(app))
