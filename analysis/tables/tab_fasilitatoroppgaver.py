"""tab-fasilitatoroppgaver: the facilitator's tasks by the literature, and what the informants ask for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Cell, LinkedText, Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each task: concept_id, task, citekeys, wish and excerpt_ids; task and wish in both languages."""
    columns = ["concept_id", "task_nb", "task_en", "citekeys", "wish_nb", "wish_en", "excerpt_ids"]
    return study.facilitator_tasks.sort_values("order", ignore_index=True)[columns]


def show_group(row: Any, words: Words) -> Cell:
    """The concept that the task belongs to; chapter 2 does not have all of them."""
    return words.of("concept", row.concept_id) or words.of("missing", "concept")


def show_wish(row: Any, words: Words) -> Cell:
    """What the informants ask for, with the excerpts in which they do, or that there is none."""
    if not row.excerpt_ids:
        return words.of("missing", "excerpts")
    wish = words.pick(row.wish_nb, row.wish_en)
    return LinkedText((f"{wish} (", *words.links("row", row.excerpt_ids.split()).parts, ")"))


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many tasks there are, and how many of them no excerpt asks for."""
    tasks = study.facilitator_tasks
    return {"tasks": len(tasks), "not_asked": (tasks["excerpt_ids"] == "").sum()}


TABLE = Table(
    id="tab-fasilitatoroppgaver",
    page="diskusjon",
    reads=("theory", "works", "facilitator_tasks"),
    data=data,
    columns=(
        Column("concept_id", show=show_group),
        Column("task"),
        Column("citekeys", labels="work", separator="; "),
        Column("wish", show=show_wish),
    ),
    alt=alt_values,
)
