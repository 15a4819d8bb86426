"""tab-operasjonalisering: the words of section 3.4.3 and the excerpts in which they occur, in any form."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.operationalisation import occurrences
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Cell, Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each word or phrase: concept, phrase, phrase_en, excerpt_ids."""
    found = occurrences(study)[["concept", "phrase", "excerpt_id"]].drop_duplicates()
    # Occurrences are in the order of the ids.
    places = found.groupby(["concept", "phrase"])["excerpt_id"].agg(" ".join)
    rows = study.operationalisation[["concept", "phrase", "phrase_en"]]
    return rows.assign(excerpt_ids=[places.get(key, "") for key in zip(rows["concept"], rows["phrase"])])


def _phrase(row: Any, words: Words) -> Cell:
    return row.phrase if words.language == "nb" else f"{row.phrase} ({row.phrase_en})"


def _places(row: Any, words: Words) -> Cell:
    return words.links("row", row.excerpt_ids.split()) if row.excerpt_ids else words.of("none", "none")


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many words there are, and how many of them occur nowhere."""
    phrases = study.operationalisation["phrase"]
    return {"phrases": len(phrases), "absent": phrases.nunique() - occurrences(study)["phrase"].nunique()}


TABLE = Table(
    id="tab-operasjonalisering",
    page="metode",
    reads=("codes", "excerpts", "operationalisation"),
    data=data,
    columns=(Column("concept", labels="code"), Column("phrase", show=_phrase), Column("excerpt_ids", show=_places)),
    alt=alt_values,
    of_thesis=True,
)
