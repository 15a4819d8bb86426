"""fig-intervjuguide: how many questions each part of the interview guide has."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.sample import questions_per_part
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import leading
from compendium.artefacts.marks import BLUE, STEP, WIDTH, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.tables.rows import each_row


def data(study: Study) -> pd.DataFrame:
    """Questions, sub-questions included, of each part that has any: part, questions, part_title_nb, part_title_en."""
    titles = study.interview_guide[["part", "part_title_nb", "part_title_en"]].drop_duplicates("part")
    counted = questions_per_part(study)
    return counted[counted["questions"] > 0].merge(titles, on="part")


def part_name(row: Any, words: Words) -> str:
    """The title of a part, with its number if it has one."""
    title = words.pick(row.part_title_nb, row.part_title_en)
    return f"{row.part}. {title}" if row.part.isdigit() else title


def draw(view: View) -> alt.TopLevelMixin:
    """A bar for each part, with its number of questions."""
    base = alt.Chart(view.frame).encode(
        x=alt.X("questions:Q", axis=alt.Axis(tickMinStep=1), title=view.headings["questions"]),
        y=alt.Y("part:N", sort=distinct(view.frame, "part"), title=None),
        tooltip=tooltips(view),
    )
    bars = base.mark_bar(color=BLUE) + base.mark_text(align="left", dx=4).encode(text="questions:Q")
    return bars.properties(width=WIDTH, height=alt.Step(STEP))


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """How many questions there are, and the parts that have most."""
    parts = data(study)
    if parts.empty:
        return None
    names = [part_name(row, words) for row in each_row(parts)]
    questions = pd.Series(parts["questions"].to_list(), names)
    return {"questions": questions.sum(), "highest": questions.max(), "most": words.quoted(leading(questions))}


FIGURE = Figure(
    id="fig-intervjuguide",
    page="metode",
    reads=("interview_guide",),
    data=data,
    columns=(Column("part", show=part_name), Column("questions")),
    draw=draw,
    alt=alt_values,
    choose=(("part",),),
)
