"""Which commit the repository stands at, where it has a history."""

from __future__ import annotations

from pathlib import Path

from compendium.checkout.files import ROOT
from compendium.checkout.git import ask_git

CHANGED = "-dirty"


def revision(root: Path = ROOT) -> str:
    """The commit that is checked out in `root`, in short form, with "-dirty" after it if files were changed since.

    Empty where `root` is no top of a Git repository (a zip has none) or Git is not there.
    """
    return ask_git(root, "describe", "--always", "--abbrev=12", "--exclude=*", f"--dirty={CHANGED}")
