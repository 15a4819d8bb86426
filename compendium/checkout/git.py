"""What Git knows of a checkout."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# By these a hook's own environment would point Git at another checkout.
_POINTING = {"GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE"}


def git(root: Path, *arguments: str, given: bytes = b"", **environment: str) -> bytes | None:
    """What Git answers about the checkout that `root` lies in; None when it does not, or is not there."""
    clean = {name: value for name, value in os.environ.items() if name not in _POINTING} | environment
    # Whoever asks is running the code that lies there, and so trusts it, also where it belongs to somebody else,
    # as in a container.
    trusted = f"safe.directory={root.resolve().as_posix()}"
    command = ["git", "-c", trusted, "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        return subprocess.run(command, input=given, env=clean, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def ask_git(root: Path, *question: str) -> str:
    """Git's answer about the repository whose top is `root`.

    Empty where `root` is no such top (a zip has none), where Git knows no
    answer, or where there is no Git.
    """
    # Not the answer of a repository further up, in which a copy without history may lie.
    answer = git(root, *question, GIT_CEILING_DIRECTORIES=str(root.resolve().parent))
    return (answer or b"").decode().strip()
