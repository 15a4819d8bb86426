"""fig-kilder: the works that each chapter cites, by year of publication."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.argument import works_by_chapter
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.marks import BLUE, STEP, WIDTH, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View


def data(study: Study) -> pd.DataFrame:
    """Works cited in each chapter by year: chapter, year, works, title_nb and title_en of the chapter."""
    titles = study.sections[["section", "title_nb", "title_en"]].rename(columns={"section": "chapter"})
    return works_by_chapter(study).merge(titles, on="chapter", how="left").fillna({"title_nb": "", "title_en": ""})


def chapter_name(row: Any, words: Words) -> str:
    """The number and the title of a chapter."""
    return f"{row.chapter} {words.pick(row.title_nb, row.title_en)}".strip()


def draw(view: View) -> alt.TopLevelMixin:
    """A circle for each chapter and year, the larger the more works."""
    frame = view.frame
    base = alt.Chart(frame).encode(
        x=alt.X(
            "year:Q",
            axis=alt.Axis(format="d", tickMinStep=1),
            scale=alt.Scale(zero=False, nice=True),
            title=view.headings["year"],
        ),
        y=alt.Y("chapter:N", sort=distinct(frame, "chapter"), title=None, axis=alt.Axis(grid=True)),
        tooltip=tooltips(view),
    )
    size = alt.Size(
        "works:Q",
        scale=alt.Scale(range=[30, 400]),
        title=view.headings["works"],
        legend=alt.Legend(
            orient="top",
            values=sorted({1, int(frame["works"].max())}) if len(frame) else [],
            symbolFillColor=BLUE,
            symbolStrokeColor=BLUE,
            symbolOpacity=1,
        ),
    )
    # An outline tells those apart that overlap, on any ground.
    circles = base.mark_point(
        shape="circle", filled=True, fill=BLUE, fillOpacity=0.3, stroke=BLUE, strokeWidth=1.5, opacity=1
    )
    return circles.encode(size=size).properties(width=WIDTH, height=alt.Step(STEP + 20))


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """The first and the last year, and the chapter that cites most works."""
    counted = works_by_chapter(study)
    if counted.empty:
        return None
    per_chapter = counted.groupby("chapter")["works"].sum()
    return {
        "first": counted["year"].min(),
        "last": counted["year"].max(),
        "chapter": per_chapter.idxmax(),
        "works": per_chapter.max(),
    }


FIGURE = Figure(
    id="fig-kilder",
    page="kildekontroll",
    reads=("works", "sections"),
    data=data,
    columns=(Column("chapter", show=chapter_name), Column("year"), Column("works")),
    draw=draw,
    alt=alt_values,
    choose=(("chapter",),),
)
