"""fig-stemmer: each informant's share of the excerpts and of the quoted words."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.marks import BLUE, STEP, WIDTH, colour_and_shape, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import ids_by, per_informant


def data(study: Study) -> pd.DataFrame:
    """Each informant's excerpts, then each one's words: informant_id, measure, number, share, ids.

    `share` is in per cent, `ids` are those of the excerpts.
    """
    counted = per_informant(study)
    ids = ids_by(study.excerpts, ["informant_id"])
    parts = [
        pd.DataFrame(
            {
                "informant_id": counted["informant_id"],
                "measure": measure,
                "number": counted[measure],
                "share": counted[share].round(1),
                "ids": [ids.get((informant,), "") for informant in counted["informant_id"]],
            }
        )
        for measure, share in (("excerpts", "excerpt_share"), ("words", "word_share"))
    ]
    return pd.concat(parts, ignore_index=True)


def draw(view: View) -> alt.TopLevelMixin:
    """Two marks for each informant, one for each measure, and a line between them."""
    share = view.headings["share"]
    colour, shape = colour_and_shape("", view.words.every("quoted_measure"), "measure:N")
    y = alt.Y("informant_id:N", sort=distinct(view.frame, "informant_id"), title=None)
    lines = (
        alt.Chart(view.frame)
        .mark_rule(strokeWidth=2, opacity=0.35, color=BLUE)
        .encode(x=alt.X("min(share):Q", title=share), x2="max(share):Q", y=y)
    )
    points = (
        alt.Chart(view.frame)
        .mark_point(size=110, filled=True, opacity=1)
        .encode(
            x=alt.X("share:Q", scale=alt.Scale(zero=True), title=share),
            y=y,
            color=colour,
            shape=shape,
            tooltip=tooltips(view),
        )
    )
    return (lines + points).properties(width=WIDTH, height=alt.Step(STEP))


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """The three most quoted with their share of the excerpts, and those never quoted."""
    counted = per_informant(study).sort_values("excerpt_share", ascending=False, kind="stable")

    def names(rows: pd.DataFrame) -> list[str]:
        return [words.of("informant", informant) for informant in rows["informant_id"]]

    return {
        "top": words.listed(names(counted.head(3))),
        "share": counted["excerpt_share"].head(3).sum(),
        "never_quoted": words.listed(names(counted[counted["excerpts"] == 0])),
    }


FIGURE = Figure(
    id="fig-stemmer",
    page="resultat",
    reads=("excerpts", "informants"),
    data=data,
    columns=(
        Column("informant_id", labels="informant"),
        Column("measure", labels="quoted_measure"),
        Column("number"),
        Column("share"),
        Column("ids"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("informant_id",),),
    ids="ids",
)
