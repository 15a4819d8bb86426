"""What is wrong with the data, said so that one can mend it."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# So much of a cell is quoted in a message; whole paragraphs would hide what is wrong with them.
MOST_QUOTED = 60


def shortened(text: str, most: int = MOST_QUOTED) -> str:
    """A text as far as a message quotes it."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def quoted(text: str, most: int = MOST_QUOTED) -> str:
    """A text between quotation marks, as far as a message quotes it."""
    return repr(shortened(text, most))


def _printable(text: str) -> str:
    """A text that can't steer the terminal on which it is read."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, at one place of one file.

    `column` is empty when the problem concerns the whole row or file.
    """

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        column = f"{shortened(self.column)}: " if self.column else ""
        return _printable(f"{self.file}:{self.line}: {column}{self.message}")


class UserError(Exception):
    """Something that whoever runs a command has to put right: the command prints the message, and fails."""


class DataError(UserError, ValueError):
    """The data can't be used; `problems` holds every problem of every table."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the data; nothing is built from bad data."
        super().__init__("\n".join([head, *map(str, self.problems)]))


class NoCheckout(DataError):
    """The code lies in `folder` without the rest of its repository, and so without the data."""

    def __init__(self, folder: Path) -> None:
        self.problems = []
        ValueError.__init__(
            self,
            f"There are no data beside the code in {folder}: the packages were installed as copies, which leaves them "
            "behind. Install the checkout itself, in its folder: pip install --no-deps --no-build-isolation -e .",
        )


class InputError(DataError):
    """What people write beside the data can't be used; the message has a line for each problem."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


_REMEDIES = {
    errno.ENOSPC: "make room and try again",
    errno.EDQUOT: "make room and try again",
    errno.EFBIG: "allow larger files and try again",
    errno.EROFS: "it must be on a disk that can be written",
    errno.EACCES: "give yourself the right to it and try again",
    errno.EPERM: "give yourself the right to it and try again",
}


def refusal(error: OSError) -> str:
    """What the file system refused, of which file, and what to do, in one line."""
    place = f": {error.filename}" if error.filename else ""
    remedy = f"; {_REMEDIES[error.errno]}" if error.errno in _REMEDIES else ""
    return f"{error.strerror or error}{place}{remedy}"
