"""What a study hands to the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from compendium.artefacts.artefact import Figure, Number, Table
from compendium.artefacts.suggestion import suggestion
from compendium.artefacts.texts import Texts
from compendium.artefacts.value_labels import Labels

Artefact = TypeVar("Artefact", bound=Table | Figure | Number)


class UnknownArtefact(KeyError):
    """An id that the catalogue does not hold."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
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


@dataclass(frozen=True)
class StudyDefinition:
    """A study as its own package declares it.

    `tables` is the class of its tables and `data` the folder that holds them;
    `problems(tables, schemas, folder)` names what is wrong with the rows beyond
    what the schema says. `artefacts` are its tables and figures by id, and
    `list_numbers(study)` gives the numbers of its prose. `texts_file` holds what is
    said of them, and `labels(study, texts)` gives the words for values, by kind; the
    engine itself asks for informant, code, section, relation, strength and coding_basis.
    `id_lists` names the cells that hold several ids: table and column, and the table
    and column where each id stands.
    """

    tables: type[Any]
    data: Path
    problems: Callable[..., list[Any]]
    artefacts: Mapping[str, Table | Figure]
    list_numbers: Callable[[Any], Iterable[Number]]
    texts_file: Path
    labels: Callable[[Any, Texts], Labels]
    id_lists: tuple[tuple[str, str, str, str], ...] = ()

    @cached_property
    def texts(self) -> Texts:
        """The texts of the study. Raises `TextError`."""
        return Texts.read(self.texts_file)

    def artefact(self, artefact_id: str) -> Table | Figure:
        """The table or figure of that id. Raises `UnknownArtefact`, naming those that come near."""
        try:
            return self.artefacts[artefact_id]
        except KeyError:
            raise UnknownArtefact(artefact_id, self.artefacts) from None

    def numbers(self, study: Any) -> dict[str, Number]:
        """Every number of the prose by its key."""
        return by_id(self.list_numbers(study))
