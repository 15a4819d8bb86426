"""fig-utvekslinger: the resources that could flow between the member firms."""

from __future__ import annotations

from textwrap import wrap
from typing import Any, Literal

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import number_in_words
from compendium.artefacts.marks import BLUE, VERMILION, WIDTH, tooltips
from compendium.artefacts.value_labels import Count, Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import numerically


def data(study: Study) -> pd.DataFrame:
    """Each exchange: from_firm and to_firm ("" where not named), resource_nb, resource_en, status, section."""
    rows = study.exchanges.sort_values("exchange_id", key=numerically, ignore_index=True)
    return rows[["from_firm", "resource_nb", "resource_en", "to_firm", "status", "section"]]


def giver(row: Any, words: Words) -> str:
    """The firm that gives, if one is named."""
    return words.of("firm" if row.from_firm else "unnamed_firm", row.from_firm)


def receiver(row: Any, words: Words) -> str:
    """The firm that receives, if one is named."""
    return words.of("firm" if row.to_firm else "unnamed_firm", row.to_firm)


def draw(view: View) -> alt.TopLevelMixin:
    """An arrow from giver to receiver for each exchange, with the resource above it."""
    lines = ["\n".join(wrap(text, 40)) for text in view.frame["resource"]]
    most_lines = 1 + max((text.count("\n") for text in lines), default=0)
    drawn = view.frame.assign(row=range(len(view.frame)), lines=lines, start=0.24, end=0.76)
    statuses = view.words.every("exchange_status")
    scale = alt.Scale(domain=[0, 1])
    legend = alt.Legend(orient="top", symbolSize=500)
    base = alt.Chart(drawn).encode(y=alt.Y("row:O", axis=None), tooltip=tooltips(view))
    colour = alt.Color("status:N", scale=alt.Scale(domain=statuses, range=[BLUE, VERMILION]), title=None, legend=legend)
    dash = alt.StrokeDash(
        "status:N", scale=alt.Scale(domain=statuses, range=[[6, 4], [1, 0]]), title=None, legend=legend
    )
    line = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("start:Q", scale=scale, axis=None), x2="end:Q", color=colour, strokeDash=dash
    )
    heads = base.mark_point(shape="triangle-right", size=110, filled=True, opacity=1).encode(
        x=alt.X("end:Q", scale=scale, axis=None), color=colour
    )

    def text(column: str, place: float, align: Literal["left", "center", "right"], **mark: Any) -> alt.Chart:
        return base.mark_text(align=align, **{"baseline": "middle", **mark}).encode(
            x=alt.datum(place, scale=scale, axis=None), text=f"{column}:N"
        )

    # The last of the lines stands just above the arrow.
    above = {
        "baseline": "bottom",
        "lineBreak": "\n",
        "lineHeight": 14,
        "dy": alt.expr("-5 - 14 * (length(split(datum.lines, '\\n')) - 1)"),
    }
    layers = (
        line
        + heads
        + text("from_firm", 0.22, "right")
        + text("lines", 0.5, "center", **above)
        + text("to_firm", 0.79, "left")
    )
    return layers.properties(width=WIDTH + 80, height=alt.Step(36 + 14 * most_lines))


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """How many exchanges are possible, in how many of them both parties are named, and the kinds of help."""
    if study.exchanges.empty:
        return None
    possible = study.exchanges[study.exchanges["status"] == "possible"]
    named = int(((possible["from_firm"] != "") & (possible["to_firm"] != "")).sum())
    return {
        "possible": len(possible),
        "named": number_in_words(named, words.language),
        "help": Count(len(study.exchanges) - len(possible)),
    }


FIGURE = Figure(
    id="fig-utvekslinger",
    page="resultat",
    reads=("firms", "exchanges"),
    data=data,
    columns=(
        Column("from_firm", show=giver),
        Column("resource"),
        Column("to_firm", show=receiver),
        Column("status", labels="exchange_status"),
        Column("section"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("from_firm",), ("to_firm",)),
)
