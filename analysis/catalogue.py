"""Everything that the book shows by id, in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from .argument_figures import ARGUMENT_FIGURES
from .argument_tables import ARGUMENT_TABLES
from .artefact import Figure, Number, Table
from .audit_tables import AUDIT_TABLES
from .case_figures import CASE_FIGURES
from .concordance_tables import CONCORDANCE_TABLES
from .figures import FIGURES
from .numbers import NUMBERS, fact_numbers
from .overview_figure import OVERVIEW_FIGURES
from .problems import suggestion
from .study import Study
from .tables import TABLES
from .voice_figures import VOICE_FIGURES

Artefact = TypeVar("Artefact", Table, Figure, Number)


class UnknownArtefact(KeyError):
    """An id that the catalogue does not hold."""

    def __init__(self, name: str, known: Iterable[str]):
        self.message = f"{name!r} is not in the catalogue{suggestion(name, known)}"
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


def by_id(artefacts: Iterable[Artefact]) -> dict[str, Artefact]:
    """Artefacts by their id or key. Raises `ValueError` if two share one."""
    named = [(artefact.key if isinstance(artefact, Number) else artefact.id, artefact) for artefact in artefacts]
    twice = [name for name, count in Counter(name for name, _ in named).items() if count > 1]
    if twice:
        raise ValueError(f"registered twice: {', '.join(sorted(twice))}")
    return dict(named)


SHOWN: dict[str, Table | Figure] = by_id(
    [
        *TABLES,
        *ARGUMENT_TABLES,
        *AUDIT_TABLES,
        *CONCORDANCE_TABLES,
        *FIGURES,
        *VOICE_FIGURES,
        *ARGUMENT_FIGURES,
        *CASE_FIGURES,
        *OVERVIEW_FIGURES,
    ]
)


def shown(artefact_id: str) -> Table | Figure:
    """The table or figure of that id. Raises `UnknownArtefact`, naming those that come near."""
    try:
        return SHOWN[artefact_id]
    except KeyError:
        raise UnknownArtefact(artefact_id, SHOWN) from None


def numbers(study: Study) -> dict[str, Number]:
    """Every number of the prose by its key: the counted ones and the thesis's own facts."""
    return by_id([*NUMBERS, *fact_numbers(study)])
