"""The one date that a build knows, so that the same commit gives the same bytes on any day."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from compendium.checkout.git import ask_git
from compendium.tables.problems import UserError, quoted

VARIABLE = "SOURCE_DATE_EPOCH"
# In 2106: what 32 bits hold, and zip and gzip files know.
LATEST = 2**32 - 1


class BadDate(UserError, ValueError):
    """A date of the environment that can't be read."""


def source_date(root: Path, sources: Iterable[Path]) -> int:
    """Seconds since 1970 that stand for the time of a build from `root`.

    They are the environment's SOURCE_DATE_EPOCH (reproducible-builds.org) if
    it is set, else the time of the commit, else, in a copy without history,
    that of the newest of the `sources`. Raises BadDate if SOURCE_DATE_EPOCH is
    set to anything but a whole number up to `LATEST`.
    """
    given = os.environ.get(VARIABLE)
    if given is not None:
        # So many digits have the numbers up to LATEST; Python refuses to read far more.
        if not re.fullmatch("[0-9]{1,10}", given) or int(given) > LATEST:
            wanted = f"a whole number of seconds since 1970, up to {LATEST}"
            raise BadDate(f"{VARIABLE} is {quoted(given)}; it has to be {wanted}, or unset")
        return int(given)
    if committed := ask_git(root, "log", "-1", "--format=%ct"):
        return int(committed)
    return max((int(path.stat().st_mtime) for path in sources), default=0)
