"""The figures that a thesis states, as numbers of the prose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from compendium.artefacts.artefact import Number
from compendium.tables.frames import each_row

# Before the id of a figure that the thesis states, in the key of its number.
FACT_PREFIX = "fact_"


def fact_numbers(study: Any) -> list[Number]:
    """A number `fact_ID` for each figure that the thesis states."""

    def value(fact_id: str) -> Callable[[Any], float]:
        def compute(study: Any) -> float:
            facts: pd.Series = study.facts.set_index("fact_id")["value"]
            return float(facts[fact_id])

        return compute

    return [
        Number(
            f"{FACT_PREFIX}{fact.fact_id}",
            value(fact.fact_id),
            ("facts",),
            {"nb": fact.statement_nb, "en": fact.statement_en},
            fact.fact_id,
            fact.section,
        )
        for fact in each_row(study.facts)
    ]
