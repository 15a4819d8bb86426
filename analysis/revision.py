"""Which commit the repository stands at, where it has a history."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from .fingerprint import ROOT

CHANGED = "-dirty"


def revision(root: Path = ROOT) -> str:
    """The commit that is checked out in `root`, in short form, with "-dirty" after it if files were changed since.

    Empty where `root` is no top of a Git repository (a zip has none) or Git is not there.
    """
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), "describe", "--always", "--abbrev=12", "--exclude=*", f"--dirty={CHANGED}"],
            capture_output=True,
            text=True,
            # Not that of a repository further up, in which a copy without history may lie.
            env={**os.environ, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)},
        )
    except FileNotFoundError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""
