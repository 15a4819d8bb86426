"""The study as the engine is handed it: its tables, and everything that the book shows by id."""

from __future__ import annotations

from pathlib import Path

from analysis.argument_figures import ARGUMENT_FIGURES
from analysis.argument_tables import ARGUMENT_TABLES
from analysis.audit_tables import AUDIT_TABLES
from analysis.case_figures import CASE_FIGURES
from analysis.concordance_tables import CONCORDANCE_TABLES
from analysis.figures import FIGURES
from analysis.numbers import NUMBERS
from analysis.overview_figure import OVERVIEW_FIGURES
from analysis.study import Study
from analysis.tables import TABLES
from analysis.voice_figures import VOICE_FIGURES
from compendium.artefacts.definition import StudyDefinition, by_id
from compendium.qualitative.facts import fact_numbers
from compendium.qualitative.validation import study_problems

STUDY = StudyDefinition(
    tables=Study,
    data=Path(__file__).resolve().parent.parent / "data",
    problems=study_problems,
    artefacts=by_id(
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
    ),
    list_numbers=lambda study: [*NUMBERS, *fact_numbers(study)],
)
