"""tab-koblingsendringer: each change of a tie between a claim and what it rests on, and why it was made."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.changes import changes, counted, show_if_known
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column
from compendium.qualitative.audit_trail import named_cells
from compendium.tables.rows import each_row


def data(study: Study) -> pd.DataFrame:
    """One row for each change.

    Columns log_id, date, evidence_id, claim_id, action, before and after (cells as the log has them), reason_before,
    reason_after and why (in both languages).
    """
    rows = changes(study, "evidence")
    claims = dict(zip(study.evidence["evidence_id"], study.evidence["claim_id"]))
    cells = [{**named_cells(row.after), **named_cells(row.before)} for row in each_row(rows)]
    own = [found.get("claim_id") or claims.get(row, "") for found, row in zip(cells, rows["row"])]
    texts = [f"{name}_{language}" for name in ("reason_before", "reason_after", "why") for language in ("nb", "en")]
    columns = ["log_id", "date", "action", "before", "after", *texts]
    return rows[columns].assign(evidence_id=rows["row"], claim_id=own)


def _side(row: Any, side: str, words: Words) -> str:
    """The cells of a tie in words, with its reason."""
    kinds = {"relation": "relation", "basis": "tie_basis"}
    cells = [
        str(show_if_known(kinds[name], value, words)) if name in kinds else value
        for name, value in named_cells(getattr(row, side)).items()
    ]
    return ". ".join(filter(None, [*cells, getattr(row, f"reason_{side}_{words.language}")]))


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many ties were added, removed and changed."""
    return counted(study, "evidence")


TABLE = Table(
    id="tab-koblingsendringer",
    page="vedlegg-endringer",
    reads=("evidence", "claims", "coding_log"),
    data=data,
    columns=(
        Column("log_id"),
        Column("date"),
        Column("evidence_id", show=lambda row, words: show_if_known("row", row.evidence_id, words)),
        Column("claim_id", show=lambda row, words: show_if_known("row", row.claim_id, words)),
        Column("action", labels="action"),
        Column("before", show=lambda row, words: _side(row, "before", words)),
        Column("after", show=lambda row, words: _side(row, "after", words)),
        Column("why"),
    ),
    alt=alt_values,
    filters=("claim_id", "action"),
)
