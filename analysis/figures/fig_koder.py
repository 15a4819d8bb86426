"""fig-koder: excerpts and informants for each code, by basis of the coding."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import leading
from compendium.artefacts.marks import STEP, WIDTH, colour_and_shape, hierarchy_axis, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import code_depth, coded_excerpts, ids_by, per_code


def data(study: Study) -> pd.DataFrame:
    """Each code and basis in the order of the codebook: code_id, basis, excerpts, informants, ids, level (1 on top)."""
    counted, depth = per_code(study), code_depth(study)
    ids = ids_by(coded_excerpts(study), ["code_id", "basis"])
    return counted.assign(
        ids=[ids.get(key, "") for key in zip(counted["code_id"], counted["basis"])],
        level=[depth[code] + 1 for code in counted["code_id"]],
    )


def draw(view: View) -> alt.TopLevelMixin:
    """Two panels, of excerpts and of informants, with a mark for each code and basis."""
    bases, codes = view.words.every("coding_basis"), distinct(view.frame, "code_id")
    colour, shape = colour_and_shape(view.headings["basis"], bases, "basis:N")

    def panel(column: str, axis: alt.Axis) -> alt.Chart:
        return (
            alt.Chart(view.frame[view.frame[column] > 0])
            .mark_point(size=90, filled=True, opacity=0.9)
            .encode(
                x=alt.X(
                    f"{column}:Q",
                    axis=alt.Axis(tickMinStep=1),
                    scale=alt.Scale(zero=True),
                    title=view.headings[column],
                ),
                y=alt.Y("code_id:N", sort=codes, scale=alt.Scale(domain=codes), title=None, axis=axis),
                color=colour,
                shape=shape,
                yOffset=alt.YOffset("basis:N", sort=bases),
                tooltip=tooltips(view, "code_id", "basis", "excerpts", "informants", "ids"),
            )
            .properties(width=WIDTH // 2, height=alt.Step(STEP, **{"for": "position"}))
        )

    unlabelled = alt.Axis(labels=False, ticks=False, domain=False, grid=True)
    return alt.hconcat(
        panel("excerpts", hierarchy_axis(view.frame, "code_id", "level")), panel("informants", unlabelled), spacing=16
    )


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """How many codes there are, and those that have most excerpts on each basis."""
    counted = per_code(study)
    if not counted["excerpts"].sum():
        return None
    values: dict[str, object] = {"codes": counted["code_id"].nunique()}
    for basis, rows in counted.groupby("basis"):
        excerpts = rows.set_index("code_id")["excerpts"]
        values[f"{basis}_most"] = words.quoted([words.of("code", code) for code in leading(excerpts)])
        values[f"{basis}_excerpts"] = excerpts.max()
    return values


FIGURE = Figure(
    id="fig-koder",
    page="resultat",
    reads=("codings", "excerpts", "codes"),
    data=data,
    columns=(
        Column("code_id", labels="code"),
        Column("basis", labels="coding_basis"),
        Column("excerpts"),
        Column("informants"),
        Column("ids"),
        Column("level"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("code_id",),),
    ids="ids",
)
