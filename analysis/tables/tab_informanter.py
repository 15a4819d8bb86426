"""tab-informanter: the thesis's Table 1."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column
from compendium.qualitative.counts import numerically


def data(study: Study) -> pd.DataFrame:
    """One row for each informant: firm_id, informant_id, position_nb, position_en, gender."""
    rows = study.informants.sort_values("informant_id", key=numerically, ignore_index=True)
    return rows[["firm_id", "informant_id", "position_nb", "position_en", "gender"]]


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many informants there are, and of how many firms."""
    return {"informants": len(study.informants), "firms": study.informants["firm_id"].nunique()}


TABLE = Table(
    id="tab-informanter",
    page="metode",
    reads=("informants", "firms"),
    data=data,
    columns=(
        Column("firm_id", labels="firm"),
        Column("informant_id", labels="informant"),
        Column("position"),
        Column("gender", labels="gender"),
    ),
    alt=alt_values,
    of_thesis=True,
)
