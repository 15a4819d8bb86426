"""tab-livssyklus: the signs of the stages in the life cycle of an alliance, and their status in the case."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each sign of a stage: concept_id, sign, status, the one excerpt_id behind the judgement, reason."""
    columns = ["concept_id", "sign_nb", "sign_en", "status", "excerpt_id", "reason_nb", "reason_en"]
    return study.stage_signs.sort_values("order", ignore_index=True)[columns]


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many signs of each stage are present, partly present and absent."""
    stages = []
    for concept, signs in data(study).groupby("concept_id", sort=False):
        counted = signs["status"].value_counts()
        counts = [
            f"{counted[status]} {words.of('sign_status', status)}"
            for status in words.labels["sign_status"]
            if status in counted
        ]
        stages.append(f"{words.of('concept', str(concept))}: {', '.join(counts)}")
    return {"signs": len(study.stage_signs), "stages": "; ".join(stages) or words.of("missing", "stages")}


TABLE = Table(
    id="tab-livssyklus",
    page="diskusjon",
    reads=("theory", "stage_signs"),
    data=data,
    columns=(
        Column("concept_id", show=lambda row, words: words.of("concept", row.concept_id)),
        Column("sign"),
        Column("status", labels="sign_status"),
        Column("excerpt_id", labels="row"),
        Column("reason"),
    ),
    alt=alt_values,
)
