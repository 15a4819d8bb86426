"""One build at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(RuntimeError):
    """Someone else holds the lock."""


def _lock(descriptor: int) -> None:
    """Lock an open file at once, or raise OSError; the lock ends with the last process that has it open."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def build_lock(path: Path) -> Iterator[int]:
    """Hold the lock file `path`; yields its descriptor, to be left open in every process that does part of the work.

    A process that is killed lets go of it. Raises `Busy` if it is held.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(descriptor)
        except OSError:
            raise Busy(f"another build is under way in {path.parent}; wait until it has ended, or end it") from None
        yield descriptor
    finally:
        os.close(descriptor)
