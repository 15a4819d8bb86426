"""Small studies for tests."""

import pandas as pd

from analysis import STUDY, Study
from compendium.results.compute import compute_artefact
from compendium.study import DATA
from compendium.tables.loading import DTYPES
from compendium.tables.schema import read_schemas

SCHEMAS = read_schemas(DATA)


def make_table(name, rows=()):
    """A table of the study: rows are dicts; a column that a row leaves out is empty."""
    columns = {column.name: DTYPES[column.type] for column in SCHEMAS[name].columns}
    surplus = {key for row in rows for key in row} - set(columns)
    assert not surplus, f"{name} has no column {surplus}"
    frame = pd.DataFrame(
        [{c: row.get(c, "" if t == "str" else pd.NA) for c, t in columns.items()} for row in rows],
        columns=list(columns),
    )
    return frame.astype(columns)


def make_study(**tables):
    """A study of the given rows; tables left out are empty."""
    return Study(**{name: make_table(name, tables.get(name, ())) for name in Study.table_names()})


def result_of(artefact_id, study):
    """A table or figure as it is computed from a study."""
    return compute_artefact(STUDY, STUDY.artefacts[artefact_id], study, STUDY.labels(study, STUDY.texts))


def small_study(**changes):
    """Three informants, one of them never quoted; three excerpts, one of them without codes."""
    tables = {
        "firms": [{"firm_id": "a", "name": "Alfa"}, {"firm_id": "b", "name": "Beta"}],
        "informants": [
            {
                "informant_id": "I01",
                "firm_id": "a",
                "position_nb": "Leder",
                "position_en": "Manager",
                "gender": "woman",
            },
            {
                "informant_id": "I02",
                "firm_id": "a",
                "position_nb": "Leder",
                "position_en": "Manager",
                "gender": "woman",
            },
            {
                "informant_id": "I03",
                "firm_id": "b",
                "position_nb": "Ansatt",
                "position_en": "Employee",
                "gender": "man",
            },
        ],
        "sections": [
            {"section": section}
            for section in (
                "2.2.2",
                "2.3.2",
                "2.3.3",
                "2.3.4",
                "2.4",
                "4.1",
                "4.2",
                "5.1",
                "5.2.1",
                "5.2.3",
                "5.3",
                "5.3.1",
            )
        ],
        "excerpts": [
            {
                "excerpt_id": "S001",
                "order": 1,
                "informant_id": "I01",
                "presentation": "block",
                "text_nb": "Vi må snakke mer sammen",
            },
            {
                "excerpt_id": "S002",
                "order": 2,
                "informant_id": "I01",
                "presentation": "inline",
                "text_nb": "dialog, alltid dialog",
                "overlaps": "S003",
            },
            {
                "excerpt_id": "S003",
                "order": 3,
                "informant_id": "I02",
                "presentation": "inline",
                "text_nb": "ja",
                "overlaps": "S002",
            },
        ],
        "codes": [
            {"code_id": "top", "label_nb": "Topp", "label_en": "Top", "basis": "category"},
            {"code_id": "low", "parent_id": "top", "label_nb": "Lav", "label_en": "Low", "basis": "heading"},
        ],
        "codings": [
            {"excerpt_id": "S001", "code_id": "low", "basis": "section"},
            {"excerpt_id": "S001", "code_id": "top", "basis": "reconstruction"},
            {"excerpt_id": "S002", "code_id": "low", "basis": "section"},
        ],
        "operationalisation": [
            {"concept": "low", "phrase": "snakke sammen", "phrase_en": "talk together"},
            {"concept": "low", "phrase": "dialog", "phrase_en": "dialogue"},
            {"concept": "top", "phrase": "trygg", "phrase_en": "safe"},
        ],
        "interview_guide": [
            {
                "item_id": "G001",
                "order": 1,
                "part": "intro",
                "part_title_nb": "Start",
                "part_title_en": "Start",
                "kind": "instruction",
            },
            {
                "item_id": "G002",
                "order": 2,
                "part": "1",
                "part_title_nb": "Del en",
                "part_title_en": "One",
                "kind": "question",
                "number": 1,
                "question_nb": "Hva?",
                "question_en": "What?",
                "code_id": "low",
            },
            {
                "item_id": "G003",
                "order": 3,
                "part": "1",
                "part_title_nb": "Del en",
                "part_title_en": "One",
                "kind": "question",
                "letter": "a",
                "question_nb": "Hvor?",
                "question_en": "Where?",
            },
        ],
        "facts": [{"fact_id": "tonnes", "value": 586000.0, "statement_nb": "Tonn", "statement_en": "Tonnes"}],
    }
    return make_study(**{**tables, **changes})


ARGUMENT = {
    "theory": [
        {"concept_id": "tillit", "label_nb": "Tillit", "label_en": "Trust", "section": "2.3.2"},
        {"concept_id": "kunnskap", "label_nb": "Kunnskap", "label_en": "Knowledge", "section": "2.3.4"},
    ],
    "works": [
        {
            "citekey": "zeng2003",
            "work": "Zeng & Chen",
            "year": 2003,
            "cited": "yes",
            "sections": "2.3.3 5.2.3 5.3.1",
            "level": "verified",
        },
        {
            "citekey": "park2018",
            "work": "Park et al.",
            "year": 2018,
            "cited": "yes",
            "sections": "2.4",
            "level": "probable",
        },
        {
            "citekey": "elkington1997",
            "work": "Elkington",
            "year": 1997,
            "cited": "no",
            "sections": "2.2.2",
            "level": "probable",
        },
    ],
    "claims": [
        {
            "claim_id": "C01",
            "section": "5.1",
            "also_in": "5.2.1",
            "kind": "finding",
            "strength": "asserts",
            "statement_nb": "De snakker",
            "statement_en": "They talk",
        },
        {
            "claim_id": "C02",
            "section": "5.2.1",
            "kind": "finding",
            "strength": "reports",
            "statement_nb": "De tier",
            "statement_en": "They are silent",
            "gap_nb": "Ikke nevnt.",
            "gap_en": "Not mentioned.",
        },
    ],
    "evidence": [
        {"evidence_id": "B001", "claim_id": "C01", "excerpt_id": "S001", "relation": "supports", "basis": "stated"},
        {"evidence_id": "B002", "claim_id": "C01", "excerpt_id": "S002", "relation": "supports", "basis": "judged"},
        {"evidence_id": "B003", "claim_id": "C01", "excerpt_id": "S003", "relation": "contradicts", "basis": "judged"},
        {"evidence_id": "B004", "claim_id": "C01", "concept_id": "tillit", "relation": "nuances", "basis": "stated"},
        {"evidence_id": "B005", "claim_id": "C02", "citekey": "park2018", "relation": "supports", "basis": "stated"},
    ],
    "quantifiers": [
        {
            "quantifier_id": "Q001",
            "order": 1,
            "section": "4.1",
            "scope": "several",
            "phrase": "flere",
            "excerpt_ids": "S001 S002",
        },
        {
            "quantifier_id": "Q002",
            "order": 2,
            "section": "4.1",
            "scope": "all",
            "phrase": "samtlige",
            "excerpt_ids": "S001 S003",
        },
        {
            "quantifier_id": "Q003",
            "order": 3,
            "section": "4.2",
            "scope": "one",
            "phrase": "en av",
            "excerpt_ids": "S003",
        },
    ],
    "framework": [
        {"element_id": "E01", "group": "principle", "label_nb": "Tenk", "label_en": "Think"},
        {
            "element_id": "E02",
            "group": "business-model",
            "label_nb": "Symbiose",
            "label_en": "Symbiosis",
            "r_strategy": "3 reduce",
        },
        {
            "element_id": "E03",
            "group": "business-model",
            "label_nb": "Hybrid",
            "label_en": "Hybrid",
            "r_strategy": "3 reduce",
        },
    ],
    "redactions": [
        {"redaction_id": "R01", "decision": "kept", "kind": "place"},
        {"redaction_id": "R02", "decision": "omitted", "kind": "place"},
        {"redaction_id": "R03", "decision": "replaced", "kind": "place"},
    ],
    "coreq": [
        {
            "item": 1,
            "domain": "team",
            "status": "partly reported",
            "answer_nb": "Litt.",
            "answer_en": "A little.",
            "anchor": "sec-3",
        },
        {"item": 2, "domain": "team", "status": "not reported", "answer_nb": "Nei.", "answer_en": "No."},
        {"item": 3, "domain": "team", "status": "not reported", "answer_nb": "Nei.", "answer_en": "No."},
    ],
    "measures": [
        {
            "link_id": "M01",
            "challenge_id": "low",
            "measure_id": "top",
            "section": "5.3",
            "claim_id": "C01",
            "basis": "stated",
            "excerpt_ids": "S001 S002",
            "statement_nb": "Slik",
            "statement_en": "So",
        },
        {
            "link_id": "M02",
            "challenge_id": "top",
            "measure_id": "top",
            "section": "5.3",
            "claim_id": "",
            "basis": "judged",
            "statement_nb": "Slik",
            "statement_en": "So",
        },
    ],
    "coding_log": [
        {
            "log_id": "K001",
            "date": "2026-12-01",
            "table": "codings",
            "row": "S001 top reconstruction",
            "action": "removed",
            "reason_before_en": "Old.",
            "why_en": "Wrong.",
        },
        {
            "log_id": "K002",
            "date": "2026-12-01",
            "table": "evidence",
            "row": "B001",
            "action": "changed",
            "before": "relation=supports",
            "after": "relation=nuances",
            "reason_before_en": "Old.",
            "reason_after_en": "New.",
            "why_en": "Only some.",
        },
        {
            "log_id": "K003",
            "date": "2026-12-01",
            "table": "evidence",
            "row": "B999",
            "action": "removed",
            "before": "claim_id=C01 basis=judged",
            "why_en": "Twice.",
        },
    ],
}


def argued_study():
    """The small study with two claims, one of them without excerpt, what they rest on, a framework, decisions on anonymity and answers to COREQ."""
    return small_study(**ARGUMENT)
