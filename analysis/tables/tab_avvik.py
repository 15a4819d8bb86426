"""tab-avvik: every deviation of this book from the thesis."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column
from compendium.qualitative.counts import numerically


def data(study: Study) -> pd.DataFrame:
    """By id: deviation_id, kind, section, thesis_says, book_says and reason (in both languages)."""
    rows = study.deviations.sort_values("deviation_id", key=numerically, ignore_index=True)
    texts = [f"{name}_{language}" for name in ("thesis_says", "book_says", "reason") for language in ("nb", "en")]
    return rows[["deviation_id", "kind", "section", *texts]]


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many deviations there are."""
    return {"deviations": len(study.deviations)}


TABLE = Table(
    id="tab-avvik",
    page="vedlegg-avvik",
    reads=("deviations", "sections"),
    data=data,
    columns=(
        Column("deviation_id"),
        Column("kind", labels="deviation"),
        Column("section", labels="section"),
        Column("thesis_says"),
        Column("book_says"),
        Column("reason"),
    ),
    alt=alt_values,
    filters=("kind", "section"),
)
