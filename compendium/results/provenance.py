"""Where each number, table and figure comes from: the function that makes it and the tables that it reads."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compendium.artefacts.artefact import Number
from compendium.checkout.files import ROOT
from compendium.qualitative.facts import FACT_PREFIX
from compendium.tables.contract import StudyTables


@dataclass(frozen=True)
class Provenance:
    """How a number came about.

    `tables` are the names of the tables that were read to make it, in that
    order; `file` is the module of the function, below the repository; `code` is
    what is computed, as it stands there. A figure that the thesis states has the
    id of its row in `fact_id` and the `section` that states it; both are empty
    for a number that is counted.
    """

    value: int | float | str
    tables: tuple[str, ...]
    file: str
    code: str
    fact_id: str = ""
    section: str = ""


class _Watched:
    """A study that notes which of its tables are asked for."""

    def __init__(self, study: StudyTables):
        self._study = study
        self.read: list[str] = []

    def __getattr__(self, name: str):
        found = getattr(self._study, name)
        if name in self._study.table_names() and name not in self.read:
            self.read.append(name)
        return found


def code_of(function: Callable) -> str:
    """The expression of a lambda, as it is written; the name of any other function."""
    if function.__name__ != "<lambda>":
        return function.__name__
    source = textwrap.dedent("".join(inspect.getsourcelines(function)[0])).strip().rstrip(",")
    lambdas = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Lambda)]
    return ast.get_source_segment(source, lambdas[-1].body) or ""


def tables_read(function: Callable, study: StudyTables, *more) -> tuple[str, ...]:
    """Names of the tables that `function(study, *more)` reads, in that order. Raises whatever it raises."""
    watched = _Watched(study)
    function(watched, *more)
    return tuple(watched.read)


def file_of(function: Callable) -> str:
    """The module of a function as a path below the repository."""
    return Path(inspect.getsourcefile(function) or "").resolve().relative_to(ROOT).as_posix()


def provenance(number: Number, study: StudyTables) -> Provenance:
    """Compute a number and say what went into it. Raises whatever its function raises."""
    watched = _Watched(study)
    value = number.compute(watched)  # type: ignore[arg-type]
    file = file_of(number.compute)
    if not number.key.startswith(FACT_PREFIX):
        return Provenance(value, tuple(watched.read), file, code_of(number.compute))
    fact_id = number.key.removeprefix(FACT_PREFIX)
    section = study.facts.set_index("fact_id").at[fact_id, "section"]
    return Provenance(value, tuple(watched.read), file, code_of(number.compute), fact_id, section)
