"""The study as a set of tables."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import pandas as pd


def _table(columns: str):
    """A table with the columns that the analysis reads, whatever else may stand in it; `name:type` where it is no string."""
    named = (column.partition(":") for column in columns.split())
    return field(metadata={"columns": {name: kind or "string" for name, _, kind in named}})


@dataclass(frozen=True, eq=False)
class Study:
    """The whole study: one data frame for each table of `data/datapackage.json`.

    Columns, types and units of each table are described there; the dated versions
    of tables that it describes too are no part of the study. An empty cell of
    a text column is the empty string; an empty cell of a number column is `<NA>`.
    """

    firms: pd.DataFrame = _table("firm_id name kind role_nb role_en section")
    informants: pd.DataFrame = _table("informant_id firm_id position_nb position_en gender section")
    excerpts: pd.DataFrame = _table(
        "excerpt_id order:integer informant_id section subheading presentation text_nb text_en overlaps note_nb note_en"
    )
    codes: pd.DataFrame = _table(
        "code_id parent_id kind label_nb label_en definition_nb definition_en include_nb include_en exclude_nb exclude_en example section basis"
    )
    codings: pd.DataFrame = _table("excerpt_id code_id basis reason_nb reason_en")
    operationalisation: pd.DataFrame = _table("concept phrase phrase_en section")
    interview_guide: pd.DataFrame = _table(
        "item_id order:integer part part_title_nb part_title_en kind number:integer letter question_nb question_en code_id section"
    )
    research_questions: pd.DataFrame = _table("question_id text_nb text_en section")
    sections: pd.DataFrame = _table("section order:integer title_nb title_en level:integer page")
    framework: pd.DataFrame = _table("element_id group label_nb label_en r_strategy section")
    exchanges: pd.DataFrame = _table(
        "exchange_id from_firm resource_nb resource_en to_firm status section note_nb note_en"
    )
    facts: pd.DataFrame = _table("fact_id value:number unit_nb unit_en statement_nb statement_en section citekey")
    deviations: pd.DataFrame = _table(
        "deviation_id kind section thesis_says_nb thesis_says_en book_says_nb book_says_en reason_nb reason_en"
    )
    redactions: pd.DataFrame = _table("redaction_id table row_id section kind decision replacement reason_nb reason_en")
    names: pd.DataFrame = _table("name kind why_nb why_en")
    works: pd.DataFrame = _table("citekey work year:integer thesis_form sections cited level remark_nb remark_en")
    theory: pd.DataFrame = _table("concept_id label_nb label_en definition_nb definition_en citekeys section")
    claims: pd.DataFrame = _table(
        "claim_id section also_in question_id kind strength statement_nb statement_en gap_nb gap_en"
    )
    evidence: pd.DataFrame = _table(
        "evidence_id claim_id excerpt_id concept_id citekey relation basis reason_nb reason_en"
    )
    measures: pd.DataFrame = _table(
        "link_id challenge_id challenge_nb challenge_en measure_id measure_nb measure_en section claim_id basis excerpt_ids statement_nb statement_en reason_nb reason_en"
    )
    quantifiers: pd.DataFrame = _table(
        "quantifier_id order:integer section scope phrase statement_nb statement_en excerpt_ids"
    )
    stage_signs: pd.DataFrame = _table(
        "sign_id order:integer concept_id sign_nb sign_en status excerpt_id reason_nb reason_en"
    )
    facilitator_tasks: pd.DataFrame = _table(
        "task_id order:integer concept_id task_nb task_en citekeys excerpt_ids wish_nb wish_en"
    )
    coreq: pd.DataFrame = _table("item:integer domain topic_nb topic_en status answer_nb answer_en anchor")
    coding_log: pd.DataFrame = _table(
        "log_id date table row action before after reason_before_nb reason_before_en reason_after_nb reason_after_en why_nb why_en"
    )

    @classmethod
    def table_names(cls) -> list[str]:
        """Names of the tables, in the order in which they are declared."""
        return [table.name for table in fields(cls)]

    @classmethod
    def columns(cls) -> dict[str, dict[str, str]]:
        """The columns of each table that the analysis reads, with their types as in `data/datapackage.json`, by name."""
        return {table.name: table.metadata["columns"] for table in fields(cls)}
