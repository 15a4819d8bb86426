"""What is wrong with the data, said so that one can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
        column = f"{self.column}: " if self.column else ""
        return f"{self.file}:{self.line}: {column}{self.message}"


class DataError(ValueError):
    """The data can't be used; `problems` holds every problem of every table."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(problems)
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the data; nothing is built from bad data."
        super().__init__("\n".join([head, *map(str, self.problems)]))
