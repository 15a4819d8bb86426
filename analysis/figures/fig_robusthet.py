"""fig-robusthet: the themes and claims that fall without one informant."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.robustness import KINDS, leave_one_out, supported, supporting_excerpts
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.marks import BLUE, STEP, VERMILION, WIDTH, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import ids_by
from compendium.tables.rows import each_row

LOSSES = ("alone", "halved")


def data(study: Study) -> pd.DataFrame:
    """What rests on each informant alone, or loses half or more without them.

    Columns informant_id, kind, loss, number, lost (ids of the codes or claims),
    ids (of the claims again, but for codes of the informant's excerpts under them).
    """
    losses = pd.DataFrame(
        [
            (row.informant_id, row.kind, loss, getattr(row, loss))
            for row in each_row(leave_one_out(study))
            for loss in LOSSES
        ],
        columns=["informant_id", "kind", "loss", "lost"],
    )
    codes = losses[losses["kind"] != "claim"].assign(id=lambda rows: rows["lost"].str.split()).explode("id").dropna()
    support = supporting_excerpts(study)
    behind = support[support["id"].isin(codes["id"])].astype("str").merge(codes, on=["informant_id", "kind", "id"])
    excerpts = ids_by(behind, ["informant_id", "kind", "loss"])
    losses.insert(3, "number", [len(ids.split()) for ids in losses["lost"]])
    losses["ids"] = [
        row.lost if row.kind == "claim" else excerpts.get((row.informant_id, row.kind, row.loss), "")
        for row in each_row(losses)
    ]
    return losses


def lost_names(row: Any, words: Words) -> str:
    """The names of the codes, or the ids of the claims."""
    return row.lost if row.kind == "claim" else str(words.links("code", row.lost.split()))


def draw(view: View) -> alt.TopLevelMixin:
    """A panel for each kind, with a bar for each informant."""
    everyone, losses = distinct(view.frame, "informant_id"), view.words.every("loss")
    legend = alt.Legend(orient="top")

    def panel(kind: str, *, labelled: bool) -> alt.Chart:
        own = view.frame[(view.frame["kind"] == kind) & (view.frame["number"] > 0)]
        return (
            alt.Chart(own)
            .mark_bar()
            .encode(
                x=alt.X("number:Q", stack="zero", title=None, axis=alt.Axis(tickMinStep=1, format="d")),
                y=alt.Y(
                    "informant_id:N",
                    sort=everyone,
                    scale=alt.Scale(domain=everyone),
                    title=None,
                    axis=alt.Axis(labels=labelled, ticks=labelled),
                ),
                color=alt.Color(
                    "loss:N",
                    sort=losses,
                    scale=alt.Scale(domain=losses, range=[BLUE, VERMILION]),
                    title=None,
                    legend=legend,
                ),
                # An outline tells the two apart without colour.
                stroke=alt.value("currentColor"),
                strokeDash=alt.StrokeDash(
                    "loss:N", scale=alt.Scale(domain=losses, range=[[1, 0], [3, 2]]), title=None, legend=legend
                ),
                order=alt.Order("loss:N", sort="ascending"),
                tooltip=tooltips(view),
            )
            .properties(
                width=WIDTH // 3 + 20,
                height=alt.Step(STEP),
                title=alt.Title(kind, anchor="start", frame="group", fontSize=12, fontWeight="normal"),
            )
        )

    kinds = view.words.every("supported_kind")
    return alt.hconcat(*(panel(kind, labelled=place == 0) for place, kind in enumerate(kinds)), spacing=18)


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """How much of each kind rests on one voice, and the two informants without whom most falls."""
    every, lost = supported(study), data(study)
    if not sum(every.values()):
        return None
    alone = lost[lost["loss"] == "alone"].groupby("kind")["number"].sum()
    falls = lost.groupby("informant_id", sort=False)["number"].sum().sort_values(ascending=False, kind="stable")
    return {
        **{f"{kind}_alone": alone[kind] for kind in KINDS},
        **{f"{kind}_all": every[kind] for kind in KINDS},
        "most": words.listed([words.of("informant", informant) for informant in falls.index[:2]]),
    }


FIGURE = Figure(
    id="fig-robusthet",
    page="belegg",
    reads=("codings", "excerpts", "evidence", "codes", "claims", "informants"),
    data=data,
    columns=(
        Column("informant_id", labels="informant"),
        Column("kind", labels="supported_kind"),
        Column("loss", labels="loss"),
        Column("number"),
        Column("lost", show=lost_names),
        Column("ids"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("informant_id",),),
    ids="ids",
)
