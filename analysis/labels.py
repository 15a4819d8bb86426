"""The words for the values of this study: codes, informants, firms, sections, concepts, works and rows."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.study import Study
from compendium.artefacts.texts import Texts
from compendium.artefacts.value_labels import Label, Labels
from compendium.qualitative.counts import by_number
from compendium.qualitative.labels import informant_name, row_label, section_label, section_name
from compendium.tables.rows import each_row


def _named(table: pd.DataFrame, key: str, name: str) -> dict[str, Label]:
    """Labels from the columns NAME_nb and NAME_en of a table."""
    return {value: Label(nb, en) for value, nb, en in zip(table[key], table[f"{name}_nb"], table[f"{name}_en"])}


def _rows(*ids: Iterable[str]) -> dict[str, Label]:
    """Ids as links to their rows."""
    return {row_id: Label(row_id, row_id, row_label(row_id)) for some in ids for row_id in some}


def labels(study: Study, texts: Texts) -> Labels:
    """The labels of every kind: those of the texts, and those that the data themselves name."""
    sections = {
        section: Label(section_name(study, section, "nb"), section_name(study, section, "en"), section_label(section))
        for section in study.sections["section"]
    }
    works = {
        work.citekey: Label(name := f"{work.work} ({work.year})", name, row_label(work.citekey))
        for work in each_row(study.works)
    }
    concepts = {
        concept.concept_id: Label(concept.label_nb, concept.label_en, section_label(concept.section))
        for concept in each_row(study.theory)
    }
    informants = {
        informant: Label(name := informant_name(informant), name)
        for informant in sorted(study.informants["informant_id"], key=by_number)
    }
    codes = _named(study.codes, "code_id", "label")
    return {
        **{kind: texts.labels(kind) for kind in texts.tables["words"]},
        "code": codes,
        "linked_code": {**codes, **texts.labels("linked_code")},
        "firm": {firm: Label(name, name) for firm, name in zip(study.firms["firm_id"], study.firms["name"])},
        "informant": informants,
        "section": sections,
        "concept": concepts,
        "work": works,
        "evidence": {**_rows(study.excerpts["excerpt_id"]), **concepts, **works},
        "row": _rows(
            study.excerpts["excerpt_id"],
            study.claims["claim_id"],
            study.evidence["evidence_id"],
            study.works["citekey"],
        ),
    }
