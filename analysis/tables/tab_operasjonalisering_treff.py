"""tab-operasjonalisering-treff: where the thesis's words for a concept and its placing of the excerpts agree."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.concordance import concordance
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Cell, Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each concept: concept, both, words_only, placed_only (ids), neither (a count), overlap (per cent)."""
    return concordance(study)


def _overlap(row: Any, words: Words) -> Cell:
    return "–" if pd.isna(row.overlap) else round(row.overlap, 1)


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How often words and place part, each way."""
    counted = concordance(study)
    said, placed = (sum(len(ids.split()) for ids in counted[column]) for column in ("words_only", "placed_only"))
    return {"concepts": len(counted), "words_only": said, "placed_only": placed}


TABLE = Table(
    id="tab-operasjonalisering-treff",
    page="metode",
    reads=("codes", "excerpts", "operationalisation", "codings"),
    data=data,
    columns=(
        Column("concept", labels="code"),
        *(Column(name, labels="row", separator=", ") for name in ("both", "words_only", "placed_only")),
        Column("neither"),
        Column("overlap", show=_overlap),
    ),
    alt=alt_values,
)
