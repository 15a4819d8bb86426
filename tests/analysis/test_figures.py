"""Figures show what was counted, in both languages, also for a study that holds little or nothing."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from studies import ARGUMENT, argued_study, make_study, result_of, small_study

from analysis import STUDY, load
from analysis.figures import FIGURES
from compendium.qualitative.alternatives import drop_informant

ONE_CODE = small_study(
    codes=[{"code_id": "top", "label_nb": "Topp", "label_en": "Top", "basis": "category"}],
    codings=[{"excerpt_id": "S001", "code_id": "top", "basis": "section"}],
    operationalisation=[],
    interview_guide=[],
)


def only(informant_id):
    """The study with a single informant."""
    study = load()
    for other in study.informants["informant_id"]:
        study = study if other == informant_id else drop_informant(study, other)
    return study


def long_winded():
    """The study with every label, title and statement ten times as long, and with what markup trips over."""
    study = load()
    said = {
        name: getattr(study, name).assign(
            **{
                column: [f"{text} «&» <b>\n" * 10 if text else "" for text in getattr(study, name)[column]]
                for column in getattr(study, name).columns
                if column.endswith(("_nb", "_en")) or column == "name"
            }
        )
        for name in study.table_names()
    }
    return replace(study, **said)


# What words a language has matters little to how much there is to draw, so that each study is drawn in one.
STUDIES = {
    "empty": (make_study(), "nb"),
    "small": (small_study(), "en"),
    "one code": (ONE_CODE, "nb"),
    "no codings": (small_study(codings=[]), "en"),
    "one informant": (only("I01"), "nb"),
    "one informant never quoted": (only("I09"), "en"),
    "long labels": (long_winded(), "nb"),
}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
@pytest.mark.parametrize("name", STUDIES)
def test_every_figure_stands_any_study(figure, name):
    study, language = STUDIES[name]
    result = result_of(figure.id, study)
    picture, texts = result.picture(language), result.texts[language]
    assert picture.startswith("<svg role=")
    assert texts.alt and texts.caption
    assert ElementTree.fromstring(picture).get("aria-label") == texts.alt.replace("\n", " ")


def test_voices_show_those_never_quoted():
    result = result_of("fig-stemmer", small_study())
    frame = result.frame
    assert frame[frame["informant_id"] == "I03"]["number"].tolist() == [0, 0]
    assert "Uten utdrag: Informant 3" in result.texts["nb"].alt


def test_matrix_shows_those_never_quoted():
    frame = result_of("fig-kode-informant", small_study()).frame
    assert set(frame["informant_id"]) == {"I01", "I02", "I03"}
    assert frame["excerpts"].sum() == 3


def test_matrix_keeps_a_code_that_nobody_is_quoted_on_where_it_stands_in_the_codebook():
    result = result_of(
        "fig-kode-informant", small_study(codings=[{"excerpt_id": "S001", "code_id": "low", "basis": "section"}])
    )
    shown = result.shown("nb")
    assert shown[shown["Kode"] != ""].values.tolist() == [
        ["Topp", "", "", 0, "", 1],
        ["Lav", "Informant 1", "plassering i masteroppgaven", 1, "S001", 2],
    ]
    axis = result.specs["nb"]["encoding"]["y"]
    assert axis["scale"]["domain"] == ["Topp", "Lav"] and '"Lav": "– Lav"' in axis["axis"]["labelExpr"]


def test_informants_stand_along_the_axis_by_their_numbers():
    informants = [{"informant_id": informant} for informant in ("I10", "I02", "I01")]
    result = result_of("fig-kode-informant", small_study(informants=informants))
    assert result.specs["nb"]["encoding"]["x"]["scale"]["domain"] == ["Informant 1", "Informant 2", "Informant 10"]


@pytest.mark.parametrize("artefact", STUDY.artefacts.values(), ids=lambda artefact: artefact.id)
def test_labels_of_data_carry_no_dashes_for_indentation(artefact):
    shown = result_of(artefact.id, load()).shown("nb")
    assert not [value for column in shown for value in map(str, shown[column]) if value.startswith("– ")]


def other_way_round(study):
    """The study with what it says in each language said in the other."""
    return replace(
        study,
        **{
            name: getattr(study, name).rename(columns=lambda column: SWAPPED.sub(lambda end: OTHER[end[0]], column))
            for name in study.table_names()
        },
    )


OTHER = {"_nb": "_en", "_en": "_nb"}
# The words of an excerpt are counted as they were published, in Norwegian.
SWAPPED = re.compile("(?<!text)_(nb|en)$")


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_frame_belongs_to_no_language(figure):
    study = load()
    frame = figure.data(study.only(figure.reads))
    neutral = [column for column in frame if not SWAPPED.search(column)]
    assert neutral and frame[neutral].equals(figure.data(other_way_round(study).only(figure.reads))[neutral])
    values = {value for column in neutral for value in map(str, frame[column])}
    labels = [label for kind in STUDY.labels(study, STUDY.texts).values() for label in kind.values()]
    assert not values & {label.nb for label in labels if label.nb != label.en}


def tooltips(part):
    """All that a spec shows who points at a mark."""
    if isinstance(part, dict):
        below = [row for key, value in part.items() if key != "data" for row in tooltips(value)]
        return [*part.get("tooltip", []), *below]
    return [row for value in part for row in tooltips(value)] if isinstance(part, list) else []


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_reader_is_shown_headings_and_never_the_names_of_columns(figure):
    result = result_of(figure.id, load())
    assert tooltips(result.specs["nb"]) and all(row.get("title") for row in tooltips(result.specs["nb"]))
    assert not [row for row in tooltips(result.specs["nb"]) if row["title"] in result.frame.columns]
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", result.picture("nb"))
    assert drawn and not [text for text in drawn for name in result.views["nb"].headings if text.split()[-1:] == [name]]


def test_codes_keep_the_bases_apart():
    shown = result_of("fig-koder", small_study()).shown("en")
    assert shown[["Basis", "Excerpts"]].values.tolist() == [
        ["place in the thesis", 0],
        ["reconstruction", 1],
        ["place in the thesis", 2],
        ["reconstruction", 0],
    ]


def test_codes_of_the_same_name_share_an_axis():
    codes = [{"code_id": code, "kind": "measure", "label_nb": "Likt", "label_en": "Same"} for code in ("one", "two")]
    study = small_study(codes=codes, codings=[])
    assert result_of("fig-utfordring-tiltak", study).shown("nb")["Tiltak"].tolist() == ["Likt", "Likt"]


def test_sample_counts_by_firm_and_gender_and_names_nobody():
    result = result_of("fig-utvalg", small_study())
    assert result.shown("nb").values.tolist() == [["Alfa", "Kvinne", 2], ["Beta", "Mann", 1]]
    assert "2 kvinner og 1 mann" in result.texts["nb"].alt


def test_guide_counts_sub_questions():
    assert result_of("fig-intervjuguide", small_study()).shown("nb").values.tolist() == [["1. Del en", 2]]


def test_what_no_firm_is_named_for_says_so():
    exchanges = [
        {"exchange_id": "X10", "from_firm": "a", "resource_nb": "Varme", "resource_en": "Heat", "status": "possible"},
        {"exchange_id": "X9", "to_firm": "b", "resource_nb": "Råd", "resource_en": "Advice", "status": "help given"},
    ]
    result = result_of("fig-utvekslinger", small_study(exchanges=exchanges))
    assert result.shown("en").values.tolist() == [
        ["not named", "Advice", "Beta", "help given, no exchange", ""],
        ["Alfa", "Heat", "not named", "possible, not realised", ""],
    ]
    assert "1 mulige utvekslinger" in result.texts["nb"].alt and "1 form for hjelp" in result.texts["nb"].alt


def test_the_framework_is_counted_by_level():
    result = result_of("fig-rammeverk", argued_study())
    assert "3 elementer på to nivåer: prinsipp 1, forretningsmodell 2." in result.texts["nb"].alt
    assert result.shown("nb").values.tolist()[1] == ["Forretningsmodell", "Symbiose", "3 redusere"]


@pytest.mark.parametrize("figure_id", ["fig-stemmer", "fig-kode-informant", "fig-koder"])
def test_a_count_of_excerpts_says_what_it_measures(figure_id):
    texts = result_of(figure_id, small_study()).texts
    assert "ikke hva som ble sagt" in texts["nb"].caption
    assert "not what was said" in texts["en"].caption


def test_measures_count_the_informants_who_say_so_themselves():
    frame = result_of("fig-utfordring-tiltak", argued_study()).frame
    assert dict(zip(frame["challenge_id"], frame["informants"])) == {"top": 0, "low": 1}


def test_links_of_one_cell_are_one_mark_and_what_is_no_code_comes_last():
    links = [
        {"link_id": "M01", "measure_id": "top", "basis": "stated", "statement_nb": "Utenfor."},
        {
            "link_id": "M02",
            "challenge_id": "low",
            "measure_id": "top",
            "basis": "stated",
            "claim_id": "C02",
            "excerpt_ids": "S001",
            "statement_nb": "Ett.",
        },
        {
            "link_id": "M03",
            "challenge_id": "low",
            "measure_id": "top",
            "basis": "judged",
            "claim_id": "C01",
            "excerpt_ids": "S002 S003",
            "statement_nb": "To.",
        },
        {"link_id": "M04", "challenge_id": "low", "measure_id": "", "basis": "stated", "statement_nb": "Tre."},
    ]
    result = result_of("fig-utfordring-tiltak", small_study(**{**ARGUMENT, "measures": links}))
    assert result.shown("nb").astype(str).values.tolist() == [
        ["Lav", "Topp", "masteroppgaven sier det", "2", "Ett. To.", "C01 C02"],
        ["Lav", "Utenfor kodeboken", "masteroppgaven sier det", "0", "Tre.", ""],
        ["Utenfor kodeboken", "Topp", "masteroppgaven sier det", "0", "Utenfor.", ""],
    ]
    alternative = result.texts["nb"].alt
    assert "4 koblinger i 3 ruter" in alternative and "(3) går til «Topp»" in alternative
    assert "For 2 av koblingene finnes det ikke noe publisert utdrag" in alternative


def test_a_challenge_and_a_measure_without_a_link_say_so():
    codes = [
        {"code_id": kind, "kind": kind, "label_nb": kind.title(), "label_en": kind.title()}
        for kind in ("challenge", "measure", "background")
    ]
    result = result_of("fig-utfordring-tiltak", small_study(codes=codes, codings=[]))
    assert result.shown("en").astype(str).values.tolist() == [
        ["Challenge", "none", "", "0", "No measure is tied to the challenge.", ""],
        ["none", "Measure", "", "0", "The measure is tied to none of the challenges.", ""],
    ]


def test_concepts_never_taken_up_are_shown():
    sections = [{"section": section} for section in ("2.3.2", "2.3.4", "5.1", "5.2.1")]
    result = result_of("fig-teori-funn", small_study(**ARGUMENT, sections=sections))
    assert result.shown("nb").values.tolist() == [
        ["Tillit", "5.1", "masteroppgaven sier det", 1, "C01"],
        ["Kunnskap", "", "", 0, ""],
        ["", "5.2.1", "", 0, ""],
    ]
    assert "Ikke tatt opp: Kunnskap" in result.texts["nb"].alt
