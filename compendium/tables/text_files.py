"""Text files that people write, read so that nothing but a plain file of UTF-8 is waited for or trusted."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Unreadable(ValueError):
    """A file can't be read as text; `line` says where, counted from 1, the message why."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def require_plain_file(path: Path) -> None:
    """Raise `Unreadable` unless `path` is a file, or leads to one: a pipe or a device would be read for ever."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise Unreadable("is missing") from None
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror}") from None
    if stat.S_ISDIR(mode):
        raise Unreadable("is a folder; put the file in its place")
    if not stat.S_ISREG(mode):
        raise Unreadable("is a pipe, a socket or a device; put a plain file in its place")


def _undecodable(path: Path) -> Unreadable:
    """Where a file stops being UTF-8."""
    data = path.read_bytes()
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Unreadable(f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8", line)
    return Unreadable("was changed while it was read; try again")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Within it, a file is read as UTF-8; what stands in the way is raised as `Unreadable`."""
    require_plain_file(path)
    try:
        yield
    except UnicodeDecodeError:
        raise _undecodable(path) from None
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror}") from None


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, without a BOM. Raises `Unreadable`."""
    with reading(path):
        return path.read_text(encoding="utf-8-sig")
