"""tab-tiltak: the measures that are said to answer each challenge."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Cell, Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each link from a challenge to a measure: where it is made, on what basis, and who says so.

    Columns link_id, challenge, measure, statement and reason (each in both languages), section, basis, excerpt_ids
    (those in which an informant says so), claim_id.
    """
    texts = [
        f"{name}_{language}" for name in ("challenge", "measure", "statement", "reason") for language in ("nb", "en")
    ]
    return study.measures[["link_id", *texts, "section", "basis", "excerpt_ids", "claim_id"]]


def show_excerpts(row: Any, words: Words) -> Cell:
    """The excerpts that say so, or that there is none."""
    return words.links("row", row.excerpt_ids.split()) if row.excerpt_ids else words.of("missing", "excerpts")


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many links there are, and for how many of them an informant says so."""
    return {"links": len(study.measures), "said": (study.measures["excerpt_ids"] != "").sum()}


TABLE = Table(
    id="tab-tiltak",
    page="belegg",
    reads=("measures", "sections"),
    data=data,
    columns=(
        Column("link_id"),
        Column("challenge"),
        Column("measure"),
        Column("statement"),
        Column("section", labels="section"),
        Column("basis", labels="tie_basis"),
        Column("excerpt_ids", show=show_excerpts),
        Column("claim_id", labels="row"),
        Column("reason"),
    ),
    alt=alt_values,
    filters=("challenge", "measure"),
)
