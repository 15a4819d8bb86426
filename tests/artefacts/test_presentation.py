"""A chart becomes presentable in one way, and the same data give the same bytes."""

import re
import xml.etree.ElementTree as ET

import altair as alt
import pandas as pd
import pytest

from analysis import STUDY, load
from compendium.artefacts.artefact import Figure
from compendium.artefacts.definition import UnknownArtefact, by_id
from compendium.artefacts.presentation import PALETTE, accessible_svg, present
from compendium.results.showing import show

FRAME = pd.DataFrame({"firm": ["A & B", "<i>C</i>"], "excerpts": [2, 3]})


def bars(data, language):
    return alt.Chart(data).mark_bar().encode(x="excerpts:Q", y="firm:N", color="firm:N")


def figure(draw=bars):
    return Figure(
        id="fig-probe",
        page="metode",
        data=lambda study, language: FRAME,
        draw=draw,
        caption=lambda study, language: "Caption",
        alt=lambda study, language: 'Two bars, "A & B" and <i>C</i>',
        title={"nb": "Prøve", "en": "Probe"},
    )


def test_svg_is_well_formed_and_has_its_alternative_text_as_name():
    root = ET.fromstring(present(figure(), None, "nb").svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Two bars, "A & B" and <i>C</i>'


def test_text_follows_the_page_and_marks_use_the_palette():
    svg = present(figure(), None, "nb").svg
    assert 'fill="currentColor"' in svg
    assert not re.search(r'<text[^>]*fill="#', svg)
    assert PALETTE[0] in svg


def test_same_data_same_bytes():
    first, second = (present(figure(), None, "nb") for _ in range(2))
    assert first.svg == second.svg
    assert first.spec == second.spec


def test_a_charts_own_settings_win_over_the_theme():
    own = figure(lambda data, language: bars(data, language).configure_axis(labelFontSize=20))
    spec = present(own, None, "nb").spec
    assert spec["config"]["axis"]["labelFontSize"] == 20
    assert spec["config"]["axis"]["labelColor"] == "currentColor"


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
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_artefact_shows_in_both_languages(artefact_id, language):
    study = load()
    bundle = show(study, artefact_id, language)._repr_mimebundle_()
    artefact = STUDY.artefact(artefact_id)
    assert bundle["text/markdown"] == f"```{{artefact}} {artefact_id}\n```\n"
    assert len(artefact.caption(study, language)) > 20
    assert len(artefact.alt(study, language)) > 40
    assert artefact.caption(study, "nb") != artefact.caption(study, "en")


def test_every_number_is_computed_and_described():
    study = load()
    for key, number in STUDY.numbers(study).items():
        assert number.compute(study) is not None, key
        assert number.describe["nb"] and number.describe["en"], key
