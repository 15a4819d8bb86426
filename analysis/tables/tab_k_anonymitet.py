"""tab-k-anonymitet: how many informants share what the thesis tells of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.sample import group_sizes
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Cell, Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each combination of attributes (columns of informants): attributes, groups, smallest, unique."""
    sizes = group_sizes(study)
    return sizes.assign(attributes=[" ".join(names) for names in sizes["attributes"]])


def _attributes(row: Any, words: Words) -> Cell:
    return " + ".join(words.of("attribute", name) for name in row.attributes.split()).capitalize()


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many informants there are, and how many stand alone once all is known of them."""
    alone = group_sizes(study)["unique"]
    return {"informants": len(study.informants), "alone": int(alone.iloc[-1]) if len(alone) else 0}


TABLE = Table(
    id="tab-k-anonymitet",
    page="vedlegg-anonymitet",
    reads=("informants",),
    data=data,
    columns=(Column("attributes", show=_attributes), Column("groups"), Column("smallest"), Column("unique")),
    alt=alt_values,
)
