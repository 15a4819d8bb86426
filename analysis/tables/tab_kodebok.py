"""tab-kodebok: the codebook from the top down."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column
from compendium.qualitative.counts import codebook_order


def data(study: Study) -> pd.DataFrame:
    """One row for each code.

    Columns code_id, parent_id, definition, include and exclude (in both languages), example (an excerpt), section.
    """
    rows = study.codes.set_index("code_id", drop=False).loc[codebook_order(study)].reset_index(drop=True)
    texts = [f"{name}_{language}" for name in ("definition", "include", "exclude") for language in ("nb", "en")]
    return rows[["code_id", "parent_id", *texts, "example", "section"]]


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many codes there are."""
    return {"codes": len(study.codes)}


TABLE = Table(
    id="tab-kodebok",
    page="vedlegg-kodebok",
    reads=("codes", "sections"),
    data=data,
    columns=(
        Column("code_id", labels="code"),
        Column("parent_id", labels="code"),
        Column("definition"),
        Column("include"),
        Column("exclude"),
        Column("example", labels="row"),
        Column("section", labels="section"),
    ),
    alt=alt_values,
)
