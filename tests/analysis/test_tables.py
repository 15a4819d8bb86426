"""Tables say what the study holds, in both languages, also when it holds nothing."""

import pytest
from studies import argued_study, make_study, result_of, small_study

from analysis.tables import TABLES
from compendium.artefacts.language import LANGUAGES
from compendium.artefacts.value_labels import Link

TOPIC = {"definition": "Hva", "include": "Med", "exclude": "Uten"}


def shown(artefact_id, study, language, *columns):
    """The cells of a table as text, row by row; of some columns or of all."""
    frame = result_of(artefact_id, study).views[language].frame
    return frame[list(columns or frame.columns)].astype(str).values.tolist()


def test_informants():
    result = result_of("tab-informanter", small_study())
    assert list(result.shown("nb").columns) == ["Bedrift", "Informant", "Stilling", "Kjønn"]
    assert result.shown("nb").astype(str).iloc[2].tolist() == ["Beta", "Informant 3", "Ansatt", "Mann"]
    assert result.texts["en"].alt == "Table of 3 informants from 2 firms, with position and gender."


def test_codes_stand_below_the_one_above_them():
    codes = [
        {"code_id": code, "parent_id": parent, "label_nb": f"{code}-nb", "label_en": f"{code}-en"}
        for code, parent in (("low", "top"), ("other", ""), ("top", ""))
    ]
    study = small_study(codes=codes)
    assert result_of("tab-kodebok", study).frame["code_id"].tolist() == ["other", "top", "low"]
    assert shown("tab-kodebok", study, "en", "code_id", "parent_id")[1:] == [["top-en", ""], ["low-en", "top-en"]]


def test_a_code_shows_its_rules_and_leads_to_example_and_section():
    texts = {f"{name}_{language}": f"{text} {language}" for name, text in TOPIC.items() for language in LANGUAGES}
    code = {"code_id": "top", "label_nb": "Topp", "label_en": "Top", "example": "S001", "section": "4.1", **texts}
    sections = [{"section": "4.1"}]
    result = result_of("tab-kodebok", small_study(codes=[code], sections=sections))
    row = result.views["en"].frame.iloc[0]
    assert row[["definition", "include", "exclude"]].tolist() == ["Hva en", "Med en", "Uten en"]
    assert [row[name].parts for name in ("example", "section")] == [
        (Link("S001", "rad-s001"),),
        (Link("4.1", "sec-4-1"),),
    ]


def test_operationalisation_names_excerpts_or_none():
    study = small_study()
    columns = ("concept", "phrase", "excerpt_ids")
    assert shown("tab-operasjonalisering", study, "nb", *columns) == [
        ["Lav", "snakke sammen", "S001"],
        ["Lav", "dialog", "S002"],
        ["Topp", "trygg", "ingen"],
    ]
    assert shown("tab-operasjonalisering", study, "en", *columns)[2] == ["Top", "trygg (safe)", "none"]
    alt = result_of("tab-operasjonalisering", study).texts["en"].alt
    assert alt == "Table of 3 words and phrases. 1 of them occur in no published excerpt."


def test_a_deviation_shows_its_kind_and_leads_to_its_section():
    study = make_study(
        deviations=[
            {"deviation_id": "D1000", "kind": "count", "section": "vedlegg-2"},
            {"deviation_id": "D999", "kind": "lost", "section": "5.2"},
        ],
        sections=[{"section": "5.2"}, {"section": "vedlegg-2", "title_nb": "Vedlegg 2: Guide"}],
    )
    frame = result_of("tab-avvik", study).shown("nb")
    assert frame["Id"].tolist() == ["D999", "D1000"]
    assert frame["Slag"].astype(str).tolist() == ["tapt", "mengde"]
    assert [cell.parts[0] for cell in frame["Del"]] == [
        Link("5.2", "sec-5-2"),
        Link("Vedlegg 2: Guide", "sec-vedlegg-2"),
    ]


def test_what_is_withheld_has_neither_place_nor_kind():
    study = make_study(
        deviations=[{"deviation_id": "D001", "kind": "anonymity", "section": ""}],
        redactions=[{"redaction_id": "R01", "decision": "omitted"}],
    )
    for language in LANGUAGES:
        assert shown("tab-avvik", study, language, "section") == [[""]]
        assert shown("tab-vurderinger", study, language, "place", "kind") == [["", ""]]


def test_a_decision_names_its_row_or_else_its_section():
    study = make_study(
        redactions=[
            {"redaction_id": "R01", "row_id": "S001", "section": "4.1", "kind": "place", "decision": "replaced"},
            {"redaction_id": "R02", "section": "4.1", "kind": "work title", "decision": "kept"},
        ]
    )
    assert shown("tab-vurderinger", study, "nb", "place", "kind", "decision") == [
        ["S001", "sted", "erstattet"],
        ["4.1", "tittel på et verk", "beholdt"],
    ]
    assert result_of("tab-vurderinger", argued_study()).texts["nb"].alt == (
        "Tabell med 3 vurderinger; 2 førte til at noe ble erstattet eller utelatt."
    )


def test_anonymity_counts_groups():
    study = small_study()
    assert shown("tab-k-anonymitet", study, "nb")[-1] == ["Bedrift + stilling + kjønn", "2", "1", "1"]
    assert shown("tab-k-anonymitet", study, "en")[0][0] == "Firm"
    for some, alone in ((study, "1 of 3"), (make_study(), "0 of 0")):
        assert f", {alone} informants stand alone." in result_of("tab-k-anonymitet", some).texts["en"].alt


def test_interview_guide_keeps_printed_numbers():
    study = small_study()
    assert shown("tab-intervjuguide", study, "nb", "part", "number", "code_id", "excerpts") == [
        ["Start", "", "", ""],
        ["Del 1: Del en", "1", "Lav", "2"],
        ["Del 1: Del en", "a)", "", ""],
    ]
    assert shown("tab-intervjuguide", study, "en", "part", "question")[1] == ["Part 1: One", "What?"]
    alt = result_of("tab-intervjuguide", study).texts["nb"].alt
    assert alt == "Tabell med 3 punkter, hvorav 2 spørsmål, i guidens rekkefølge."


def test_a_letter_follows_its_number_and_a_code_without_excerpts_counts_none():
    guide = {"item_id": "G001", "order": 1, "part": "closing", "number": 2, "letter": "b", "code_id": "top"}
    study = small_study(interview_guide=[guide], codings=[])
    assert shown("tab-intervjuguide", study, "en", "number", "code_id", "excerpts") == [["2b", "Top", "0"]]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
@pytest.mark.parametrize("study", [make_study(), small_study()], ids=["empty", "small"])
def test_every_table_stands_any_study(table, study):
    result = result_of(table.id, study)
    assert table.data.__module__ == f"analysis.tables.{table.id.replace('-', '_')}"
    for language in LANGUAGES:
        frame = result.shown(language)
        assert len(set(frame.columns)) == len(frame.columns) >= 3
        assert len(frame) == len(result.frame)
        assert result.texts[language].caption and result.texts[language].alt
