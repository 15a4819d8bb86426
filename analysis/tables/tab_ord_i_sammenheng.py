"""tab-ord-i-sammenheng: every place where a word of the operationalisation occurs, with what stands around it."""

from __future__ import annotations

import pandas as pd

from analysis.concordance import words_in_context
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each occurrence: concept, phrase, excerpt_id, before, match, after, placed (yes or no)."""
    found = words_in_context(study)
    return found.assign(placed=found["placed"].map({True: "yes", False: "no"}))


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many occurrences there are, in how many excerpts."""
    hits = words_in_context(study)
    return {"hits": len(hits), "excerpts": hits["excerpt_id"].nunique()}


TABLE = Table(
    id="tab-ord-i-sammenheng",
    page="metode",
    reads=("codes", "excerpts", "operationalisation", "codings"),
    data=data,
    columns=(
        Column("concept", labels="code"),
        Column("phrase"),
        Column("excerpt_id", labels="row"),
        Column("match", show=lambda row, words: f"{row.before}[{row.match}]{row.after}"),
        Column("placed", labels="yes_no"),
    ),
    alt=alt_values,
)
