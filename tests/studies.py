"""Small studies for tests."""

import pandas as pd

from analysis import Study
from analysis.loading import DATA, DTYPES
from analysis.schema import read_schemas

SCHEMAS = read_schemas(DATA)


def make_table(name, rows=()):
    """A table of the study: rows are dicts; a column that a row leaves out is empty."""
    columns = {column.name: DTYPES[column.type] for column in SCHEMAS[name].columns}
    surplus = {key for row in rows for key in row} - set(columns)
    assert not surplus, f"{name} has no column {surplus}"
    frame = pd.DataFrame([{c: row.get(c, "" if t == "str" else pd.NA) for c, t in columns.items()} for row in rows], columns=list(columns))
    return frame.astype(columns)


def make_study(**tables):
    """A study of the given rows; tables left out are empty."""
    return Study(**{name: make_table(name, tables.get(name, ())) for name in Study.table_names()})


def small_study(**changes):
    """Three informants, one of them never quoted; three excerpts, one of them without codes."""
    tables = {
        "firms": [{"firm_id": "a", "name": "Alfa"}, {"firm_id": "b", "name": "Beta"}],
        "informants": [
            {"informant_id": "I01", "firm_id": "a", "position_nb": "Leder", "position_en": "Manager", "gender": "woman"},
            {"informant_id": "I02", "firm_id": "a", "position_nb": "Leder", "position_en": "Manager", "gender": "woman"},
            {"informant_id": "I03", "firm_id": "b", "position_nb": "Ansatt", "position_en": "Employee", "gender": "man"},
        ],
        "excerpts": [
            {"excerpt_id": "S001", "order": 1, "informant_id": "I01", "presentation": "block", "text_nb": "Vi må snakke mer sammen"},
            {"excerpt_id": "S002", "order": 2, "informant_id": "I01", "presentation": "inline", "text_nb": "dialog, alltid dialog", "overlaps": "S003"},
            {"excerpt_id": "S003", "order": 3, "informant_id": "I02", "presentation": "inline", "text_nb": "ja", "overlaps": "S002"},
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
            {"item_id": "G001", "order": 1, "part": "intro", "part_title_nb": "Start", "part_title_en": "Start", "kind": "instruction"},
            {"item_id": "G002", "order": 2, "part": "1", "part_title_nb": "Del en", "part_title_en": "One", "kind": "question", "number": 1, "question_nb": "Hva?", "question_en": "What?", "code_id": "low"},
            {"item_id": "G003", "order": 3, "part": "1", "part_title_nb": "Del en", "part_title_en": "One", "kind": "question", "letter": "a", "question_nb": "Hvor?", "question_en": "Where?"},
        ],
        "facts": [{"fact_id": "tonnes", "value": 586000.0, "statement_nb": "Tonn", "statement_en": "Tonnes"}],
    }
    return make_study(**{**tables, **changes})
