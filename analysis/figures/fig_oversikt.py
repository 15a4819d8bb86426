"""fig-oversikt: the whole study in one picture: what drives the symbiosis, what is hard, and what is said to help."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import leading
from compendium.artefacts.marks import BLUE, GREEN, VERMILION, tooltips
from compendium.artefacts.selection import ALSO
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import codebook_order, coded_excerpts, ids_by
from compendium.tables.rows import each_row

# What a line from a challenge to a measure rests on, the firmest first: the thesis's word with quotations behind it,
# its word alone, this book.
LINES = ("quoted", "stated", "judged")
# Between the names of measures in a cell.
SEPARATOR = "; "
WIDTH, STEP, TOP, LINE_HEIGHT = 670, 46, 40, 16


class Look(NamedTuple):
    """How a kind of code is drawn: its mark, its place in points, and on which side of the mark its label stands."""

    shape: str
    colour: str
    x: int
    align: Literal["left", "right"]
    offset: int


PARTS = {
    "background": Look("circle", GREEN, 14, "left", 20),
    "challenge": Look("diamond", VERMILION, 385, "right", -20),
    "measure": Look("square", BLUE, 520, "left", 20),
}


def _leaves(study: Study, kind: str) -> list[str]:
    kinds = dict(zip(study.codes["code_id"], study.codes["kind"]))
    parents = set(study.codes["parent_id"])
    return [code for code in codebook_order(study) if kinds[code] == kind and code not in parents]


def _line(link: Any) -> str:
    if link.basis == "judged":
        return "judged"
    return "quoted" if link.excerpt_ids else "stated"


def _answers(study: Study) -> dict[tuple[str, str], list[str]]:
    """Measures linked to each challenge, by challenge and line: each pair once, on the firmest."""
    found: dict[tuple[str, str], list[str]] = {}
    tied: set[tuple[str, str]] = set()
    for line in LINES:
        for link in each_row(study.measures):
            pair = (link.challenge_id, link.measure_id)
            if all(pair) and pair not in tied and _line(link) == line:
                tied.add(pair)
                found.setdefault((link.challenge_id, line), []).append(link.measure_id)
    return found


def data(study: Study) -> pd.DataFrame:
    """Each code without codes below it, with what the thesis published under it and the measures said to answer it.

    Columns part (the code's kind), code_id, informants, excerpts, reconstructed,
    measures_quoted, measures_stated, measures_judged, ids. Informants, excerpts and
    their ids are those that the thesis placed under the code; reconstructed codings
    are another judgement, and are counted apart. Measures stand by what the link
    rests on, as `LINES` names it.
    """
    every, answers = coded_excerpts(study), _answers(study)
    coded = every[every["basis"] == "section"]
    ids = ids_by(coded, ["code_id"])
    reconstructed = every[every["basis"] == "reconstruction"]["code_id"].value_counts()
    counted = coded.groupby("code_id").agg(informants=("informant_id", "nunique"), excerpts=("excerpt_id", "nunique"))
    rows = []
    for part in PARTS:
        for code in _leaves(study, part):
            own = list(counted.loc[code]) if code in counted.index else [0, 0]
            answered = [" ".join(answers.get((code, line), ())) for line in LINES]
            rows.append((part, code, *own, int(reconstructed.get(code, 0)), *answered, ids.get((code,), "")))
    measures = [f"measures_{line}" for line in LINES]
    return pd.DataFrame(rows, columns=["part", "code_id", "informants", "excerpts", "reconstructed", *measures, "ids"])


def _drawn_links(view: View) -> list[tuple[str, str, str]]:
    """Words for each link that is drawn: line, challenge, measure."""
    return [
        (view.words.of("overview_line", line), row["code_id"], measure)
        for _, row in view.frame.iterrows()
        for line in LINES
        for measure in row[f"measures_{line}"].split(SEPARATOR)
        if measure
    ]


def _places(view: View, part: str, tied: dict[str, list[str]], tallest: int) -> pd.DataFrame:
    """The rows of a part with their places, their labels in lines, and the codes that they are picked out with."""
    rows = view.frame[view.frame["part"] == view.words.of("overview_part", part)]
    gap = STEP * tallest / max(len(rows), 1)
    middle = [TOP + gap * (place + 0.5) for place in range(len(rows))]
    label = ["\n".join(wrap(name, 22)) for name in rows["code_id"]]
    first_line = [y - LINE_HEIGHT / 2 * text.count("\n") for y, text in zip(middle, label)]
    placed = rows.assign(x=PARTS[part].x, y=middle, label=label, first_line=first_line)
    placed[ALSO] = [tied.get(name, []) for name in rows["code_id"]]
    return placed


def _x_and_y(height: int, y: str = "y") -> dict[str, Any]:
    return {
        "x": alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None),
        "y": alt.Y(f"{y}:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None),
    }


def _line_layer(view: View, lines: pd.DataFrame, height: int) -> alt.Chart:
    every, words = view.words.every("overview_line"), view.words
    return (
        alt.Chart(lines)
        .mark_rule(color="currentColor", opacity=0.45, strokeWidth=1.3)
        .encode(
            **_x_and_y(height),
            x2="x2:Q",
            y2="y2:Q",
            strokeDash=alt.StrokeDash(
                "line:N",
                title=None,
                sort=every,
                scale=alt.Scale(domain=every, range=[[1, 0], [7, 4], [1, 4]]),
                legend=alt.Legend(
                    orient="bottom",
                    direction="vertical",
                    symbolStrokeColor="currentColor",
                    symbolSize=300,
                    labelLimit=400,
                ),
            ),
            tooltip=[
                alt.Tooltip("code_id:N", title=words.of("overview_part", "challenge")),
                alt.Tooltip("measure:N", title=words.of("overview_part", "measure")),
                alt.Tooltip("line:N", title=words.of("overview_tooltip", "line")),
            ],
        )
    )


def _part_layers(view: View, part: str, rows: pd.DataFrame, height: int) -> list[alt.Chart]:
    """The heading, marks, numbers and labels of a part."""
    look = PARTS[part]
    base = alt.Chart(rows).encode(
        **_x_and_y(height), tooltip=tooltips(view, "part", "code_id", "informants", "excerpts", "reconstructed", "ids")
    )
    heading = alt.Chart(
        pd.DataFrame({"x": [look.x], "y": [16], "label": [view.words.of("overview_part", part)]})
    ).encode(**_x_and_y(height), text="label:N")
    marks = base.mark_point(
        shape=look.shape,
        size=620,
        filled=True,
        fill=look.colour,
        fillOpacity=0.22,
        stroke=look.colour,
        strokeWidth=1.5,
        opacity=1,
    )
    labels = base.mark_text(
        align=look.align, dx=look.offset, baseline="middle", lineBreak="\n", lineHeight=LINE_HEIGHT, fontSize=13
    )
    return [
        heading.mark_text(align=look.align, dx=look.offset, fontSize=14, fontWeight="bold"),
        marks,
        base.mark_text(fontWeight="bold", baseline="middle").encode(text="informants:Q"),
        labels.encode(**_x_and_y(height, "first_line"), text="label:N"),
    ]


def draw(view: View) -> alt.TopLevelMixin:
    """A column of marks for each part, and lines from challenges to measures."""
    sizes = view.frame["part"].value_counts()
    tallest = int(sizes.max()) if len(sizes) else 0
    links = _drawn_links(view)
    # A code is picked out together with those that it is tied to.
    tied: dict[str, list[str]] = {}
    for _, challenge, measure in links:
        tied.setdefault(challenge, []).append(measure)
        tied.setdefault(measure, []).append(challenge)
    places = {part: _places(view, part, tied, tallest) for part in PARTS}
    challenges, measures = (dict(zip(places[part]["code_id"], places[part]["y"])) for part in ("challenge", "measure"))
    ends = (PARTS["challenge"].x + 14, PARTS["measure"].x - 14)
    lines = pd.DataFrame(
        [
            (ends[0], challenges[challenge], ends[1], measures[measure], line, challenge, measure, [measure])
            for line, challenge, measure in links
            if challenge in challenges and measure in measures
        ],
        columns=["x", "y", "x2", "y2", "line", "code_id", "measure", ALSO],
    )
    height = TOP + STEP * tallest
    parts = [layer for part, rows in places.items() for layer in _part_layers(view, part, rows, height)]
    return alt.layer(_line_layer(view, lines, height), *parts).properties(width=WIDTH, height=height)


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """How many codes each part has and which lead it, how many lines there are, where most lead, how many are firm."""
    codes = data(study)
    if codes.empty:
        return None

    def names(ids: list[str]) -> list[str]:
        return [words.of("code", code) for code in ids]

    counted = {part: codes[codes["part"] == part].set_index("code_id")["informants"] for part in PARTS}
    most = [f"{words.listed(names(leading(counts)))} ({counts.max()})" for counts in counted.values() if len(counts)]
    challenges = codes[codes["part"] == "challenge"]
    measures = {line: " ".join(challenges[f"measures_{line}"]).split() for line in LINES}
    answered = pd.Series([measure for line in LINES for measure in measures[line]], dtype="str").value_counts()
    return {
        **{part: len(counts) for part, counts in counted.items()},
        "most": "; ".join(most),
        "lines": answered.sum(),
        "highest": max(answered, default=0),
        "answering": words.quoted(names(leading(answered))),
        "firm": len(measures["quoted"]),
    }


FIGURE = Figure(
    id="fig-oversikt",
    page="sammendrag",
    reads=("codes", "codings", "excerpts", "measures"),
    data=data,
    columns=(
        Column("part", labels="overview_part"),
        Column("code_id", labels="code"),
        Column("informants"),
        Column("excerpts"),
        Column("reconstructed"),
        *(Column(f"measures_{line}", labels="code", separator=SEPARATOR) for line in LINES),
        Column("ids"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("code_id",),),
    ids="ids",
)
