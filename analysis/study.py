"""The tables of this study, and the columns of them that its analysis reads."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from compendium.qualitative.study import QualitativeStudy
from compendium.tables.contract import table


@dataclass(frozen=True, eq=False)
class Study(QualitativeStudy):
    """The whole study: one data frame for each table of `data/datapackage.json`."""

    firms: pd.DataFrame = table("firm_id name kind role_nb role_en section")
    informants: pd.DataFrame = table("informant_id firm_id position_nb position_en gender section")
    operationalisation: pd.DataFrame = table("concept phrase phrase_en section")
    interview_guide: pd.DataFrame = table(
        "item_id order:integer part part_title_nb part_title_en kind number:integer letter question_nb "
        "question_en code_id section"
    )
    framework: pd.DataFrame = table("element_id group label_nb label_en r_strategy section")
    exchanges: pd.DataFrame = table(
        "exchange_id from_firm resource_nb resource_en to_firm status section note_nb note_en"
    )
    names: pd.DataFrame = table("name kind why_nb why_en")
    works: pd.DataFrame = table("citekey work year:integer thesis_form sections cited level remark_nb remark_en")
    theory: pd.DataFrame = table("concept_id label_nb label_en definition_nb definition_en citekeys section")
    measures: pd.DataFrame = table(
        "link_id challenge_id challenge_nb challenge_en measure_id measure_nb measure_en section claim_id basis "
        "excerpt_ids statement_nb statement_en reason_nb reason_en"
    )
    quantifiers: pd.DataFrame = table(
        "quantifier_id order:integer section scope phrase statement_nb statement_en excerpt_ids"
    )
    stage_signs: pd.DataFrame = table(
        "sign_id order:integer concept_id sign_nb sign_en status excerpt_id reason_nb reason_en"
    )
    facilitator_tasks: pd.DataFrame = table(
        "task_id order:integer concept_id task_nb task_en citekeys excerpt_ids wish_nb wish_en"
    )
    coreq: pd.DataFrame = table("item:integer domain topic_nb topic_en status answer_nb answer_en anchor")
    coding_log: pd.DataFrame = table(
        "log_id date table row action before after reason_before_nb reason_before_en reason_after_nb "
        "reason_after_en why_nb why_en"
    )
