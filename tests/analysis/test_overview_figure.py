"""The overview counts informants of the lowest codes and ties challenges to measures."""

import pytest
from studies import ARGUMENT, result_of, small_study

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
    assert result_of("fig-oversikt", study).shown("nb").values.tolist() == [
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
    result = result_of("fig-oversikt", study)
    assert result.shown("nb").values.tolist()[0][5:8] == ["", "Hjelp", ""]
    assert "1 streker går fra utfordringer til tiltak, flest (1) til «Hjelp»" in result.texts["nb"].alt


def test_alternative_text_tells_the_leading_code_and_measure():
    texts = result_of("fig-oversikt", small_study(codes=CODES, codings=CODINGS, measures=TIES)).texts
    assert "Flest i hver kolonne har Lav (1); Hjelp (0)" in texts["nb"].alt
    assert "most of them (1) to “Help”" in texts["en"].alt


def test_without_links_no_measure_leads():
    texts = result_of("fig-oversikt", small_study(codes=CODES, codings=CODINGS)).texts
    assert "0 streker går fra utfordringer til tiltak, flest (0) til ingen" in texts["nb"].alt


@pytest.mark.parametrize(("excerpt_ids", "line"), [("S001", "quoted"), ("", "stated")])
def test_what_the_thesis_says_is_firm_only_where_a_quotation_says_so_too(excerpt_ids, line):
    tie = {"challenge_id": "low", "measure_id": "help", "basis": "stated", "excerpt_ids": excerpt_ids}
    study = small_study(codes=CODES, codings=CODINGS, measures=[tie])
    result = result_of("fig-oversikt", study)
    assert result.frame.iloc[0][f"measures_{line}"] == "help"
    firm = 1 if line == "quoted" else 0
    assert f"{firm} av dem har støtte i publiserte sitater" in result.texts["nb"].alt
