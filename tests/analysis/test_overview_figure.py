"""The overview counts informants of the lowest codes and ties challenges to measures."""

import pytest
from analysis.overview_figure import LINE, overview_alt, overview_data
from studies import ARGUMENT, small_study

CODES = [
    {"code_id": "top", "kind": "challenge", "label_nb": "Topp", "label_en": "Top"},
    {"code_id": "low", "parent_id": "top", "kind": "challenge", "label_nb": "Lav", "label_en": "Low"},
    {"code_id": "help", "kind": "measure", "label_nb": "Hjelp", "label_en": "Help"},
]
CODINGS = [
    {"excerpt_id": "S001", "code_id": "low", "basis": "section"},
    {"excerpt_id": "S003", "code_id": "low", "basis": "reconstruction"},
    {"excerpt_id": "S002", "code_id": "low", "basis": "section"},
]
TIES = [{"challenge_id": "low", "measure_id": "help", "basis": "judged"}]


def test_only_codes_without_codes_below_count_and_reconstructions_count_apart():
    study = small_study(
        codes=CODES, codings=CODINGS, measures=TIES, **{k: v for k, v in ARGUMENT.items() if k != "measures"}
    )
    assert overview_data(study, "nb").values.tolist() == [
        ["Utfordringer", "Lav", 1, 2, 1, "", "", "Hjelp", "S001 S002"],
        ["Tiltak", "Hjelp", 0, 0, 0, "", "", "", ""],
    ]


def test_a_challenge_and_a_measure_are_tied_once_and_by_the_thesis_if_it_says_so():
    stated = {"challenge_id": "low", "measure_id": "help", "basis": "stated"}
    ties = [
        *TIES,
        stated,
        stated,
        {"challenge_id": "low", "measure_id": "", "basis": "stated"},
        {"challenge_id": "", "measure_id": "help", "basis": "stated"},
    ]
    study = small_study(
        codes=CODES, codings=CODINGS, measures=ties, **{k: v for k, v in ARGUMENT.items() if k != "measures"}
    )
    assert overview_data(study, "nb").values.tolist()[0][5:8] == ["", "Hjelp", ""]
    assert "1 streker går fra utfordringer til tiltak, flest (1) til «Hjelp»" in overview_alt(study, "nb")


def test_alternative_text_tells_the_leading_code_and_measure():
    study = small_study(codes=CODES, codings=CODINGS, measures=TIES)
    assert "Flest i hver kolonne har Lav (1); Hjelp (0)" in overview_alt(study, "nb")
    assert "most of them (1) to “Help”" in overview_alt(study, "en")


@pytest.mark.parametrize(("excerpt_ids", "line"), [("S001", 0), ("", 1)])
def test_what_the_thesis_says_is_firm_only_where_a_quotation_says_so_too(excerpt_ids, line):
    tie = {"challenge_id": "low", "measure_id": "help", "basis": "stated", "excerpt_ids": excerpt_ids}
    study = small_study(codes=CODES, codings=CODINGS, measures=[tie])
    row = overview_data(study, "nb").iloc[0]
    assert row[f"Tiltak {LINE['nb'][line]}"] == "Hjelp"
    assert f"{1 - line} av dem har støtte i publiserte sitater" in overview_alt(study, "nb")
