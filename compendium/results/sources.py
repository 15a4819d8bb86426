"""Where a function stands, and what it says."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compendium.checkout.files import ROOT


@dataclass(frozen=True)
class Source:
    """A function of the study: its name, file below the repository, first and last line, and its code."""

    name: str
    file: str
    first: int
    last: int
    code: str


def source_of(function: Callable[..., Any]) -> Source:
    """Where a function stands; a lambda has the expression after its colon as its name."""
    lines, first = inspect.getsourcelines(function)
    code = textwrap.dedent("".join(lines)).rstrip()
    file = Path(inspect.getsourcefile(function) or "").resolve()
    place = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
    name = function.__name__ if function.__name__ != "<lambda>" else _expression(code)
    return Source(name, place, first, first + len(lines) - 1, code)


def _expression(code: str) -> str:
    """What stands after the colon of the last lambda in a piece of code."""
    code = code.strip().rstrip(",")
    lambdas = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Lambda)]
    return ast.get_source_segment(code, lambdas[-1].body) or ""
