"""The study as a set of tables."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd


@dataclass(frozen=True, eq=False)
class Study:
    """The whole study: one data frame for each table of `data/datapackage.json`.

    Columns, types and units of each table are described there; the dated versions
    of tables that it describes too are no part of the study. An empty cell of
    a text column is the empty string; an empty cell of a number column is `<NA>`.
    """

    firms: pd.DataFrame
    informants: pd.DataFrame
    excerpts: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame
    operationalisation: pd.DataFrame
    interview_guide: pd.DataFrame
    research_questions: pd.DataFrame
    sections: pd.DataFrame
    framework: pd.DataFrame
    exchanges: pd.DataFrame
    events: pd.DataFrame
    facts: pd.DataFrame
    deviations: pd.DataFrame
    redactions: pd.DataFrame
    works: pd.DataFrame
    theory: pd.DataFrame
    claims: pd.DataFrame
    evidence: pd.DataFrame
    measures: pd.DataFrame
    quantifiers: pd.DataFrame
    stage_signs: pd.DataFrame
    facilitator_tasks: pd.DataFrame
    coreq: pd.DataFrame
    coding_log: pd.DataFrame

    @classmethod
    def table_names(cls) -> list[str]:
        """Names of the tables, in the order in which they are declared."""
        return [field.name for field in fields(cls)]
