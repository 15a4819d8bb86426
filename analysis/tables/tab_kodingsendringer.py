"""tab-kodingsendringer: each change of a coding, and why it was made."""

from __future__ import annotations

import pandas as pd

from analysis.changes import changes, counted, show_if_known
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each change.

    Columns log_id, date, excerpt_id, code_id, basis, action, reason_before, reason_after and why (in both languages).
    """
    rows = changes(study, "codings")
    parts = [row.split(" ") for row in rows["row"]]
    named = {name: [part[place] for part in parts] for place, name in enumerate(("excerpt_id", "code_id", "basis"))}
    texts = [f"{name}_{language}" for name in ("reason_before", "reason_after", "why") for language in ("nb", "en")]
    return rows[["log_id", "date", "action", *texts]].assign(**named)


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many codings were added, removed and changed."""
    return counted(study, "codings")


TABLE = Table(
    id="tab-kodingsendringer",
    page="vedlegg-endringer",
    reads=("codes", "excerpts", "coding_log"),
    data=data,
    columns=(
        Column("log_id"),
        Column("date"),
        Column("excerpt_id", show=lambda row, words: show_if_known("row", row.excerpt_id, words)),
        Column("code_id", show=lambda row, words: show_if_known("code", row.code_id, words)),
        Column("basis", labels="coding_basis"),
        Column("action", labels="action"),
        Column("reason_before"),
        Column("reason_after"),
        Column("why"),
    ),
    alt=alt_values,
    filters=("code_id", "action"),
)
