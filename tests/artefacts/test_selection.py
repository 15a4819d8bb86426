"""What a reader picks out stays, what differs fades, and nothing changes until something is picked."""

import json

import altair as alt
import pandas as pd
import pytest
import vl_convert
from studies import result_of

from analysis import STUDY, load
from compendium.artefacts.artefact import Figure
from compendium.artefacts.presentation import PALETTE, figure_spec
from compendium.artefacts.rendering import chart_svg
from compendium.artefacts.selection import ALSO, FADED, choices, distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, view
from compendium.qualitative.referents import referents

FRAME = pd.DataFrame({"firm": ["A & B", "<i>C</i>"], "excerpts": [2, 3]})
FIGURES = [name for name in sorted(STUDY.artefacts) if isinstance(STUDY.artefacts[name], Figure)]


@pytest.fixture(scope="module")
def study():
    return load()


def bars(data, **mark):
    return alt.Chart(data).mark_bar(**mark).encode(x="excerpts:Q", y="firm:N")


def probe(draw, frame=FRAME, choose=(("firm",),)):
    """A figure of a frame, and its view under headings in capitals."""
    columns = tuple(map(Column, frame.columns))
    figure = Figure(
        id="fig-probe",
        page="metode",
        reads=(),
        data=lambda study: frame,
        columns=columns,
        draw=lambda view: draw(view.frame),
        choose=choose,
    )
    return figure, view(frame, columns, {name: name.upper() for name in frame.columns}, Words("nb", {}), linked=False)


def faded(spec, picked):
    """How many marks fade when a value is picked in the first choice; grid lines are always as faint."""

    def faint(value):
        _, *others = spec["params"]
        picking = {**spec, "params": [{"name": "picked_0", "value": value}, *others]}
        return vl_convert.vegalite_to_svg(json.dumps(picking)).count(f'opacity="{FADED}"')

    return faint(picked) - faint(None)


def test_a_pick_fades_the_other_marks_of_every_view():
    spec = figure_spec(*probe(lambda data: alt.hconcat(bars(data) + bars(data, opacity=0.5), bars(data))))
    assert spec["params"] == [{"name": "picked_0", "value": None}]
    assert (faded(spec, "A & B"), faded(spec, "nobody")) == (3, 6)


def test_the_picture_is_the_same_with_and_without_choices():
    draw = lambda data: bars(data, opacity=0.5) + alt.Chart(data).mark_point().encode(x="excerpts:Q", y="firm:N")
    pictures = [chart_svg(figure_spec(*probe(draw, choose=choose))) for choose in ((), (("firm",),))]
    assert pictures[0] == pictures[1]


def test_a_view_that_does_not_draw_the_column_is_left_alone():
    other = pd.DataFrame({"excerpts": [1]})
    spec = figure_spec(*probe(lambda data: bars(data) + alt.Chart(other).mark_rule().encode(x="excerpts:Q")))
    assert faded(spec, "A & B") == 1


def test_a_choice_of_several_columns_is_met_by_any_of_them():
    pairs = pd.DataFrame({"code": ["a", "a", "b"], "meets": ["b", "c", "c"]})
    draw = lambda data: alt.Chart(data).mark_point().encode(x="code:N", y="meets:N")
    figure, shown = probe(draw, pairs, choose=(("code", "meets"), ("meets", "code")))
    assert [(choice["columns"], choice["heading"]) for choice in choices(figure, shown)] == [
        (["code", "meets"], "CODE"),
        (["meets", "code"], "MEETS"),
    ]
    assert choices(figure, shown)[0]["values"] == ["a", "b", "c"]
    assert [faded(figure_spec(figure, shown), code) for code in "abcd"] == [1, 1, 1, 3]


def test_values_stand_in_the_order_of_their_categories():
    ordered = pd.DataFrame({"code": pd.Categorical(["b", "a"], ["c", "a", "b"])})
    assert distinct(ordered, "code") == ["a", "b"]


def test_what_a_mark_also_stands_for_picks_it_out():
    tied = FRAME.assign(**{ALSO: [["<i>C</i>", "D"], []]})
    spec = figure_spec(*probe(lambda data: bars(tied)))
    assert [faded(spec, firm) for firm in ("A & B", "<i>C</i>", "D", "E")] == [1, 0, 1, 2]


def test_a_code_of_the_overview_is_picked_out_with_its_lines_and_what_they_lead_to(study):
    result = result_of("fig-oversikt", study)
    labels = dict(zip(study.codes["code_id"], study.codes["label_nb"]))
    leaves = set(study.codes["code_id"]) - set(study.codes["parent_id"])
    drawn = study.measures[study.measures["challenge_id"].isin(leaves) & study.measures["measure_id"].isin(leaves)]
    drawn = drawn.drop_duplicates(["challenge_id", "measure_id"])
    measure = drawn["measure_id"].value_counts().index[0]
    ties = drawn[drawn["measure_id"] == measure]
    others = len(result.frame) - 1 - ties["challenge_id"].nunique()
    # A mark, its number and its label for each code, and one line for each tie.
    assert faded(result.specs["nb"], labels[measure]) == 3 * others + len(drawn) - len(ties)


@pytest.mark.parametrize("figure_id", FIGURES)
def test_what_can_be_picked_is_in_the_data_and_the_same_data_give_the_same_bytes(figure_id, study):
    first, second = (result_of(figure_id, study) for _ in range(2))
    shown = first.views["nb"].frame
    for choice in first.choices("nb"):
        assert sorted(choice["values"]) == sorted(
            {str(value) for column in choice["columns"] for value in shown[column] if value != ""}
        )
    if first.artefact.ids:
        ids = set(" ".join(first.frame[first.artefact.ids]).split())
        assert ids and ids <= set(referents(study, Words("nb", STUDY.labels(study, STUDY.texts))))
    assert first.picture("nb") == second.picture("nb")
    assert json.dumps(first.specs["nb"]) == json.dumps(second.specs["nb"])
    assert first.frame.to_csv() == second.frame.to_csv()


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear))


@pytest.mark.parametrize("ground", ["#ffffff", "#121212"])
def test_marks_stand_out_on_light_and_dark_ground(ground):
    for colour in PALETTE[:3]:
        darker, lighter = sorted((luminance(colour), luminance(ground)))
        assert (lighter + 0.05) / (darker + 0.05) >= 3, colour
