"""tab-vurderinger: what was screened for anonymity, and what was decided."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column
from compendium.qualitative.counts import numerically


def data(study: Study) -> pd.DataFrame:
    """By id: redaction_id, place (a row or a section), kind, decision, replacement, reason (in both languages)."""
    rows = study.redactions.sort_values("redaction_id", key=numerically, ignore_index=True)
    rows = rows.assign(place=rows["row_id"].where(rows["row_id"] != "", rows["section"]))
    return rows[["redaction_id", "place", "kind", "decision", "replacement", "reason_nb", "reason_en"]]


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many decisions there are, and how many of them changed something."""
    decisions = study.redactions["decision"]
    return {"decisions": len(decisions), "changes": int((decisions != "kept").sum())}


TABLE = Table(
    id="tab-vurderinger",
    page="vedlegg-anonymitet",
    reads=("redactions",),
    data=data,
    columns=(
        Column("redaction_id"),
        Column("place"),
        Column("kind", labels="redacted"),
        Column("decision", labels="decision"),
        Column("replacement"),
        Column("reason"),
    ),
    alt=alt_values,
)
