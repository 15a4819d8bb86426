"""What git knows of a checkout."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from compendium.checkout.git import trusting


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers about the checkout in `root`; None when it does not."""
    # A hook's own variables would point git at another checkout.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *trusting(root), "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        answer = subprocess.run(command, input=given, env=clean, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout
