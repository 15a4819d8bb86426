"""tab-coreq: the study against the 32 items of COREQ (Tong, Sainsbury and Craig, 2007)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.numbers import NUMBERS
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.language import LANGUAGES, format_number
from compendium.artefacts.value_labels import Cell, Link, LinkedText, Words
from compendium.artefacts.view import Column
from compendium.qualitative.facts import fact_numbers


def data(study: Study) -> pd.DataFrame:
    """One row for each item: item, topic and answer (in both languages), status, anchor of the place in the book.

    A key of a number in braces in an answer is replaced by its value, as each language writes it. Raises `KeyError`
    if there is no number of that key.
    """
    numbers = {number.key: number.compute(study) for number in [*NUMBERS, *fact_numbers(study)]}
    rows = study.coreq.sort_values("item", ignore_index=True)
    for language in LANGUAGES:
        values = {key: format_number(number, language) for key, number in numbers.items()}
        rows[f"answer_{language}"] = [answer.format_map(values) for answer in rows[f"answer_{language}"]]
    return rows[["item", "topic_nb", "topic_en", "status", "answer_nb", "answer_en", "anchor"]]


def show_place(row: Any, words: Words) -> Cell:
    """A link to the place in the book, named by what it leads to."""
    if not row.anchor:
        return ""
    sections = {label.target: label.text(words.language) for label in words.labels["section"].values()}
    kind = row.anchor.partition("-")[0]
    other = words.of("place", kind) if kind in words.labels["place"] else row.anchor
    return LinkedText((Link(sections.get(row.anchor, other), row.anchor),))


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many items there are, and how many the thesis does not answer."""
    return {"items": len(study.coreq), "not_reported": (study.coreq["status"] == "not reported").sum()}


TABLE = Table(
    id="tab-coreq",
    page="vedlegg-coreq",
    # An answer may name any number of the prose, so that all tables are read which they count.
    reads=(
        "facts",
        "informants",
        "excerpts",
        "codes",
        "codings",
        "measures",
        "coding_log",
        "interview_guide",
        "deviations",
        "redactions",
        "claims",
        "evidence",
        "quantifiers",
        "works",
        "framework",
        "coreq",
        "sections",
    ),
    data=data,
    columns=(
        Column("item"),
        Column("topic"),
        Column("status", labels="coreq_status"),
        Column("answer"),
        Column("anchor", show=show_place),
    ),
    alt=alt_values,
    filters=("status",),
)
