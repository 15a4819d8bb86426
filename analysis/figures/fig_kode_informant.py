"""fig-kode-informant: who is quoted on which code, by basis of the coding."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import leading
from compendium.artefacts.marks import STEP, colour_and_shape, hierarchy_axis, tooltips
from compendium.artefacts.presentation import INK
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import (
    by_number,
    code_by_informant,
    code_depth,
    codebook_order,
    coded_excerpts,
    ids_by,
    numerically,
)
from compendium.tables.rows import each_row


def data(study: Study) -> pd.DataFrame:
    """Excerpts for each code and informant, bases apart: code_id, informant_id, basis, excerpts, ids, level (1 on top).

    A code that nobody is quoted on and an informant who is never quoted have a
    row of their own with 0, so that the codes below an empty one don't seem to
    belong to another, and nobody is left out.
    """
    counted = code_by_informant(study).set_index("code_id")
    depth = code_depth(study)
    ids = ids_by(coded_excerpts(study), ["code_id", "informant_id", "basis"])
    rows: list[tuple[str, str, str, int, str, int]] = []
    for code in codebook_order(study):
        level = depth[code] + 1
        own = each_row(counted.loc[[code]]) if code in counted.index else ()
        found = [
            (code, row.informant_id, row.basis, row.excerpts, ids[code, row.informant_id, row.basis], level)
            for row in own
        ]
        rows += found or [(code, "", "", 0, "", level)]
    never_coded = sorted(set(study.informants["informant_id"]) - set(counted["informant_id"]), key=by_number)
    rows += [("", informant, "", 0, "", 0) for informant in never_coded]
    return pd.DataFrame(rows, columns=["code_id", "informant_id", "basis", "excerpts", "ids", "level"])


def draw(view: View) -> alt.TopLevelMixin:
    """A mark for each code, informant and basis, the larger the more excerpts."""
    everyone, bases = view.words.every("informant"), view.words.every("coding_basis")
    codes = [name for name in distinct(view.frame, "code_id") if name]
    colour, shape = colour_and_shape(view.headings["basis"], bases, "basis:N")
    return (
        alt.Chart(view.frame[view.frame["excerpts"] > 0])
        .mark_point(filled=True, opacity=0.85)
        .encode(
            x=alt.X(
                "informant_id:N",
                sort=everyone,
                scale=alt.Scale(domain=everyone),
                title=None,
                axis=alt.Axis(labelAngle=-45, grid=True, orient="top"),
            ),
            xOffset=alt.XOffset("basis:N", sort=bases),
            y=alt.Y(
                "code_id:N",
                sort=codes,
                scale=alt.Scale(domain=codes),
                title=None,
                axis=hierarchy_axis(view.frame, "code_id", "level"),
            ),
            size=alt.Size(
                "excerpts:Q",
                scale=alt.Scale(range=[40, 260], zero=False),
                title=view.headings["excerpts"],
                legend=alt.Legend(orient="top", tickMinStep=1, symbolFillColor=INK),
            ),
            color=colour,
            shape=shape,
            tooltip=tooltips(view, "code_id", "informant_id", "basis", "excerpts", "ids"),
        )
        .properties(width=alt.Step(STEP + 8, **{"for": "position"}), height=alt.Step(STEP))
    )


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """Who is quoted on most codes, and who is never quoted."""
    reach = code_by_informant(study).groupby("informant_id")["code_id"].nunique().sort_index(key=numerically)
    if reach.empty:
        return None
    never_quoted = set(study.informants["informant_id"]) - set(study.excerpts["informant_id"])

    def names(informants: list[str]) -> list[str]:
        return [words.of("informant", informant) for informant in informants]

    return {
        "widest": words.listed(names(leading(reach))),
        "codes": reach.max(),
        "never_quoted": words.listed(names(sorted(never_quoted, key=by_number))),
    }


FIGURE = Figure(
    id="fig-kode-informant",
    page="resultat",
    reads=("codings", "excerpts", "codes", "informants"),
    data=data,
    columns=(
        Column("code_id", labels="code"),
        Column("informant_id", labels="informant"),
        Column("basis", labels="coding_basis"),
        Column("excerpts"),
        Column("ids"),
        Column("level"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("informant_id",), ("code_id",)),
    ids="ids",
)
