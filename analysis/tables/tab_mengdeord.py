"""tab-mengdeord: the quantifiers of chapter 4 against the informants whose published excerpts show them."""

from __future__ import annotations

import pandas as pd

from analysis.argument import quantifier_coverage
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each quantifier, in the order of the chapter.

    Columns quantifier_id, section, phrase, statement (in both languages), excerpt_ids, promised (informants at the
    least), shown (informants of the excerpts), covered.
    """
    rows = study.quantifiers.sort_values("order").merge(quantifier_coverage(study), on="quantifier_id")
    covered = (rows["shown"] >= rows["promised"]).map({True: "yes", False: "no"})
    columns = ["quantifier_id", "section", "phrase", "statement_nb", "statement_en", "excerpt_ids", "promised", "shown"]
    return rows[columns].assign(covered=covered)


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many sentences with a quantifier there are."""
    return {"quantifiers": len(study.quantifiers)}


TABLE = Table(
    id="tab-mengdeord",
    page="belegg",
    reads=("quantifiers", "excerpts", "informants", "sections"),
    data=data,
    columns=(
        Column("quantifier_id"),
        Column("section", labels="section"),
        Column("phrase", show=lambda row, words: f"«{row.phrase}»"),
        Column("statement"),
        Column("excerpt_ids", labels="row", separator=", "),
        Column("promised"),
        Column("shown"),
        Column("covered", labels="yes_no"),
    ),
    alt=alt_values,
    filters=("section", "covered"),
)
