"""Figures show what was counted, in both languages, also for a study that holds little or nothing."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from studies import make_study, small_study

from analysis import STUDY, figures, load
from compendium.artefacts.artefact import Figure
from compendium.artefacts.presentation import present
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


@pytest.mark.parametrize(
    "figure", [a for a in STUDY.artefacts.values() if isinstance(a, Figure)], ids=lambda figure: figure.id
)
@pytest.mark.parametrize("name", STUDIES)
def test_every_figure_stands_any_study(figure, name):
    presented = present(figure, *STUDIES[name])
    assert presented.svg.startswith("<svg role=")
    assert presented.alt and presented.caption
    assert ElementTree.fromstring(presented.svg).get("aria-label") == presented.alt.replace("\n", " ")


def test_voices_show_those_never_quoted():
    data = figures.voices_data(small_study(), "nb")
    assert data[data["Informant"] == "Informant 3"]["Antall"].tolist() == [0, 0]
    assert "Uten utdrag: Informant 3" in figures.voices_alt(small_study(), "nb")


def test_matrix_shows_those_never_quoted():
    data = figures.matrix_data(small_study(), "nb")
    assert set(data["Informant"]) == {"Informant 1", "Informant 2", "Informant 3"}
    assert data["Utdrag"].sum() == 3


def test_matrix_keeps_a_code_that_nobody_is_quoted_on_where_it_stands_in_the_codebook():
    study = small_study(codings=[{"excerpt_id": "S001", "code_id": "low", "basis": "section"}])
    data = figures.matrix_data(study, "nb")
    assert data[data["Kode"] != ""].values.tolist() == [
        ["Topp", "", "", 0, "", 1],
        ["Lav", "Informant 1", "plassering i masteroppgaven", 1, "S001", 2],
    ]
    axis = figures.draw_matrix(data, "nb").to_dict()["encoding"]["y"]
    assert axis["scale"]["domain"] == ["Topp", "Lav"] and '"Lav": "– Lav"' in axis["axis"]["labelExpr"]


@pytest.mark.parametrize("artefact", STUDY.artefacts.values(), ids=lambda artefact: artefact.id)
def test_labels_of_data_carry_no_dashes_for_indentation(artefact):
    frame = (artefact.data if isinstance(artefact, Figure) else artefact.compute)(load(), "nb")
    assert not [value for column in frame for value in map(str, frame[column]) if value.startswith("– ")]


def test_codes_keep_the_bases_apart():
    data = figures.codes_data(small_study(), "en")
    assert data[["Basis", "Excerpts"]].values.tolist() == [
        ["place in the thesis", 0],
        ["reconstruction", 1],
        ["place in the thesis", 2],
        ["reconstruction", 0],
    ]


def test_sample_counts_by_firm_and_gender_and_names_nobody():
    data = figures.sample_data(small_study(), "nb")
    assert data.values.tolist() == [["Alfa", "Kvinne", 2], ["Beta", "Mann", 1]]
    assert "2 kvinner og 1 mann" in figures.sample_alt(small_study(), "nb")


def test_guide_counts_sub_questions():
    assert figures.guide_data(small_study(), "nb").values.tolist() == [["1. Del en", 2]]


@pytest.mark.parametrize("figure_id", ["fig-stemmer", "fig-kode-informant", "fig-koder"])
def test_a_count_of_excerpts_says_what_it_measures(figure_id):
    figure = next(figure for figure in figures.FIGURES if figure.id == figure_id)
    assert "ikke hva som ble sagt" in figure.caption(small_study(), "nb")
    assert "not what was said" in figure.caption(small_study(), "en")
