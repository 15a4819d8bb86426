"""Marks and scales that several charts share."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd

from compendium.artefacts.presentation import PALETTE
from compendium.artefacts.view import View

BLUE, VERMILION, GREEN = PALETTE[:3]
# Width of a chart in points, and of a row or column of marks.
WIDTH, STEP = 420, 24


def tooltips(view: View, *columns: str) -> list[alt.Tooltip]:
    """What a reader who points at a mark is shown: all columns, or those named, under their headings."""
    return [alt.Tooltip(column, title=view.headings[column]) for column in columns or view.frame.columns]


def colour_and_shape(title: str, values: list[str], field: str) -> tuple[alt.Color, alt.Shape]:
    """Colour and shape together, so that neither has to be told apart alone; colour blind safe."""
    # However faint the marks are, what they mean is not.
    legend = alt.Legend(orient="top", symbolOpacity=1)
    colours = alt.Scale(domain=values, range=[BLUE, VERMILION])
    shapes = alt.Scale(domain=values, range=["circle", "diamond"])
    return (
        alt.Color(field, sort=values, scale=colours, title=title or None, legend=legend),
        alt.Shape(field, sort=values, scale=shapes, title=title or None, legend=legend),
    )


def counted_marks(base: alt.Chart, number: str, colour: alt.Color, shape: alt.Shape, size: int = 420) -> alt.LayerChart:
    """Outlined marks with the number of that column in each, which stays readable on the fill and on any ground."""
    given: Any = colour.to_dict()
    stroke: alt.Stroke = alt.Stroke.from_dict(given)
    outlined = base.mark_point(size=size, filled=True, fillOpacity=0.22, strokeWidth=1.5, opacity=1).encode(
        color=colour, stroke=stroke, shape=shape
    )
    return alt.LayerChart(layer=[outlined, base.mark_text().encode(text=f"{number}:Q")])


def hierarchy_axis(frame: pd.DataFrame, code: str, level: str) -> alt.Axis:
    """An axis of codes whose labels start at one edge, each set in by its level in the codebook, 1 on top.

    The dashes that do so stand on the axis alone, since charts fold white space; data keep the labels as they are.
    """
    rows = frame[frame[code] != ""]
    indented = {name: "– " * (depth - 1) + name for name, depth in zip(rows[code], rows[level])}
    labels = f"{json.dumps(indented, ensure_ascii=False)}[datum.value]"
    return alt.Axis(labelAlign="left", labelPadding=240, ticks=False, domain=False, grid=True, labelExpr=labels)
