"""The tables that every qualitative study has, as far as the engine reads them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from compendium.tables.contract import StudyTables, table


@dataclass(frozen=True, eq=False)
class QualitativeStudy(StudyTables):
    """One data frame for each table; a study declares its own tables beside these, and more columns of these."""

    informants: pd.DataFrame = table("informant_id")
    excerpts: pd.DataFrame = table(
        "excerpt_id order:integer informant_id section subheading presentation text_nb text_en overlaps note_nb note_en"
    )
    codes: pd.DataFrame = table(
        "code_id parent_id kind label_nb label_en definition_nb definition_en "
        "include_nb include_en exclude_nb exclude_en example section basis"
    )
    codings: pd.DataFrame = table("excerpt_id code_id basis reason_nb reason_en")
    research_questions: pd.DataFrame = table("question_id text_nb text_en section")
    sections: pd.DataFrame = table("section order:integer title_nb title_en level:integer page")
    facts: pd.DataFrame = table("fact_id value:number unit_nb unit_en statement_nb statement_en section citekey")
    deviations: pd.DataFrame = table(
        "deviation_id kind section thesis_says_nb thesis_says_en book_says_nb book_says_en reason_nb reason_en"
    )
    redactions: pd.DataFrame = table("redaction_id table row_id section kind decision replacement reason_nb reason_en")
    claims: pd.DataFrame = table(
        "claim_id section also_in question_id kind strength statement_nb statement_en gap_nb gap_en"
    )
    evidence: pd.DataFrame = table(
        "evidence_id claim_id excerpt_id concept_id citekey relation basis reason_nb reason_en"
    )
