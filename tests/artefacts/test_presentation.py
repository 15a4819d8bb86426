"""A chart becomes presentable in one way, and the same data give the same bytes."""

import re
import xml.etree.ElementTree as ET
from html import escape

import altair as alt
import pandas as pd
import pytest
from studies import result_of

from analysis import STUDY, load
from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.definition import UnknownArtefact, by_id
from compendium.artefacts.presentation import PALETTE, accessible_svg, figure_spec
from compendium.artefacts.rendering import chart_svg
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, view
from compendium.results.compute import compute_number
from compendium.results.showing import show

FRAME = pd.DataFrame({"firm": ["A & B", "<i>C</i>"], "excerpts": [2, 3]})
COLUMNS = (Column("firm"), Column("excerpts"))


def bars(view):
    return alt.Chart(view.frame).mark_bar().encode(x="excerpts:Q", y="firm:N", color="firm:N")


def figure(draw=bars):
    return Figure(id="fig-probe", page="metode", reads=(), data=lambda study: FRAME, columns=COLUMNS, draw=draw)


def spec(draw=bars, language="nb"):
    headings = {"firm": "Bedrift", "excerpts": "Utdrag"}
    return figure_spec(figure(draw), view(FRAME, COLUMNS, headings, Words(language, {}), linked=False))


def picture():
    return accessible_svg(chart_svg(spec()), "fig-probe", 'Two bars, "A & B" and <i>C</i>')


def test_svg_is_well_formed_and_has_its_alternative_text_as_name():
    root = ET.fromstring(picture())
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Two bars, "A & B" and <i>C</i>'


def test_text_follows_the_page_and_marks_use_the_palette():
    svg = picture()
    assert 'fill="currentColor"' in svg
    assert not re.search(r'<text[^>]*fill="#', svg)
    assert PALETTE[0] in svg


def test_same_data_same_bytes():
    assert picture() == picture()
    assert spec() == spec()


def test_a_charts_own_settings_win_over_the_theme():
    config = spec(lambda view: bars(view).configure_axis(labelFontSize=20))["config"]
    assert config["axis"]["labelFontSize"] == 20
    assert config["axis"]["labelColor"] == "currentColor"


def test_numbers_are_written_as_in_the_language():
    assert spec()["config"]["locale"]["number"]["decimal"] == ","
    assert "locale" not in spec(language="en")["config"]


def test_ids_inside_an_svg_are_the_figures_own():
    svg = accessible_svg('<svg x="1"><clipPath id="clip0"/><g clip-path="url(#clip0)"/></svg>', "fig-a", "text")
    assert 'id="fig-a-clip0"' in svg and "url(#fig-a-clip0)" in svg


def test_unknown_artefact_names_those_that_come_near():
    with pytest.raises(UnknownArtefact, match="did you mean fig-koder"):
        STUDY.artefact("fig-kodr")


def test_an_id_is_registered_once():
    with pytest.raises(ValueError, match="registered twice: fig-probe"):
        by_id([figure(), figure()])


@pytest.mark.parametrize("artefact_id", sorted(STUDY.artefacts))
def test_every_artefact_shows_in_both_languages(artefact_id):
    study = load()
    result = result_of(artefact_id, study)
    for language, texts in result.texts.items():
        bundle = show(study, artefact_id, language)._repr_mimebundle_()
        assert bundle["text/markdown"] == f"```{{artefact}} {artefact_id}\n```\n"
        assert escape(texts.caption) in bundle["text/html"]
        assert len(texts.caption) > 20 and len(texts.alt) > 40
        assert all(texts.headings.values()) and (texts.title or isinstance(result.artefact, Table))
    assert result.texts["nb"].caption != result.texts["en"].caption


def test_every_number_is_computed_and_described():
    study = load()
    for key, number in STUDY.numbers(study).items():
        result = compute_number(STUDY, number, study)
        assert result.value is not None, key
        assert result.describe["nb"] and result.describe["en"], key
