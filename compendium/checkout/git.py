"""What Git knows of the repository that the book is built from."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def trusting(root: Path) -> tuple[str, str]:
    """What makes Git answer about a checkout that belongs to somebody else, such as one mounted into a container.

    Whoever asks is running the code that lies there, and so trusts it already.
    """
    return "-c", f"safe.directory={root.resolve().as_posix()}"


def ask_git(root: Path, *question: str) -> str:
    """Git's answer about the repository whose top is `root`.

    Empty where `root` is no such top (a zip has none), where Git knows no
    answer, or where there is no Git.
    """
    # Not the answer of a repository further up, in which a copy without history may lie.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.resolve().parent)}
    try:
        answer = subprocess.run(
            ["git", *trusting(root), "-C", str(root), *question], capture_output=True, text=True, env=environment
        )
    except FileNotFoundError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""
