"""tab-kildekontroll: each citation of the thesis, the work it was identified as, and how sure that is."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column


def data(study: Study) -> pd.DataFrame:
    """One row for each work: citekey, thesis_form, cited, level, sections, remark (in both languages)."""
    columns = ["citekey", "thesis_form", "cited", "level", "sections", "remark_nb", "remark_en"]
    return study.works.sort_values("citekey", ignore_index=True)[columns]


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many works there are, how many of them were verified, and how many were not identified."""
    levels = study.works["level"]
    return {
        "works": len(study.works),
        "verified": (levels == "verified").sum(),
        "unresolved": (levels == "unresolved").sum(),
    }


TABLE = Table(
    id="tab-kildekontroll",
    page="kildekontroll",
    reads=("works", "sections"),
    data=data,
    columns=(
        Column("citekey"),
        Column("thesis_form"),
        Column("work", show=lambda row, words: words.of("work", row.citekey) + words.of("cited", row.cited)),
        Column("level", labels="identification"),
        Column("sections", labels="section", separator=", "),
        Column("remark"),
    ),
    alt=alt_values,
    filters=("level",),
)
