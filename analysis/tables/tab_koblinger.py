"""tab-koblinger: every tie between a claim and what it rests on, with its reason."""

from __future__ import annotations

import pandas as pd

from analysis.argument import informants_behind
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each tie.

    Columns evidence_id, claim_id, informants (how many support the claim), evidence (the excerpt, concept or work,
    which is one of them in each tie), relation, basis, reason (in both languages).
    """
    ties, supporting = study.evidence, informants_behind(study).set_index("claim_id")["supports"]
    ties = ties.assign(
        informants=ties["claim_id"].map(supporting).astype(int),
        evidence=ties["excerpt_id"] + ties["concept_id"] + ties["citekey"],
    )
    return ties[["evidence_id", "claim_id", "informants", "evidence", "relation", "basis", "reason_nb", "reason_en"]]


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many ties there are, and how many the thesis makes itself."""
    return {"ties": len(study.evidence), "stated": (study.evidence["basis"] == "stated").sum()}


TABLE = Table(
    id="tab-koblinger",
    page="belegg",
    reads=("theory", "works", "evidence", "excerpts", "claims"),
    data=data,
    columns=(
        Column("evidence_id"),
        Column("claim_id", labels="row"),
        Column("informants"),
        Column("evidence", labels="evidence"),
        Column("relation", labels="relation"),
        Column("basis", labels="tie_basis"),
        Column("reason"),
    ),
    alt=alt_values,
    filters=("relation", "basis"),
)
