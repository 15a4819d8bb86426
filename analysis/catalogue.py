"""The study as the engine is handed it: its tables, and everything that the book shows by id."""

from __future__ import annotations

from pathlib import Path

from analysis.figures import FIGURES
from analysis.labels import labels
from analysis.numbers import NUMBERS
from analysis.rules import LISTS, study_problems
from analysis.study import Study
from analysis.tables import TABLES
from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.definition import StudyDefinition, by_id
from compendium.qualitative.facts import fact_numbers

ARTEFACTS: list[Table | Figure] = [*TABLES, *FIGURES]
HERE = Path(__file__).resolve().parent

STUDY = StudyDefinition(
    tables=Study,
    data=HERE.parent / "data",
    problems=study_problems,
    artefacts=by_id(ARTEFACTS),
    id_lists=LISTS,
    list_numbers=lambda study: [*NUMBERS, *fact_numbers(study)],
    texts_file=HERE / "texts.toml",
    labels=labels,
)
