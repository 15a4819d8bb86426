"""fig-teori-funn: the concepts of chapter 2, and the discussed sections whose claims take them up."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import leading
from compendium.artefacts.marks import STEP, colour_and_shape, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import by_number


def data(study: Study) -> pd.DataFrame:
    """Claims of each section that take up each concept, bases apart: concept_id, section, basis, claims, ids.

    A concept that no claim takes up, and a section whose claims take up none, have a row of their own with 0.
    """
    ties = study.evidence[study.evidence["concept_id"] != ""]
    taken = ties.merge(study.claims[["claim_id", "section"]], on="claim_id")
    rows: list[tuple[str, str, str, int, str]] = []
    for concept in study.theory["concept_id"]:
        own = taken[taken["concept_id"] == concept]
        for (section, basis), group in own.groupby(["section", "basis"]):
            ids = sorted(set(group["claim_id"]), key=by_number)
            rows.append((concept, section, basis, len(ids), " ".join(ids)))
        if own.empty:
            rows.append((concept, "", "", 0, ""))
    untaken = [section for section in dict.fromkeys(study.claims["section"]) if section not in set(taken["section"])]
    rows += [("", section, "", 0, "") for section in untaken]
    return pd.DataFrame(rows, columns=["concept_id", "section", "basis", "claims", "ids"])


def draw(view: View) -> alt.TopLevelMixin:
    """A mark where a section takes up a concept."""
    bases = view.words.every("tie_maker")
    concepts, sections = (
        [value for value in distinct(view.frame, column) if value] for column in ("concept_id", "section")
    )
    sections.sort()
    colour, shape = colour_and_shape(view.headings["basis"], bases, "basis:N")
    return (
        alt.Chart(view.frame[view.frame["basis"] != ""])
        .mark_point(size=110, filled=True, opacity=0.9)
        .encode(
            x=alt.X(
                "section:N",
                sort=sections,
                scale=alt.Scale(domain=sections),
                title=view.headings["section"],
                axis=alt.Axis(orient="top", labelAngle=-45, grid=True),
            ),
            y=alt.Y(
                "concept_id:N", sort=concepts, scale=alt.Scale(domain=concepts), title=None, axis=alt.Axis(grid=True)
            ),
            xOffset=alt.XOffset("basis:N", sort=bases),
            color=colour,
            shape=shape,
            tooltip=tooltips(view),
        )
        .properties(width=alt.Step(STEP + 8, **{"for": "position"}), height=alt.Step(STEP))
    )


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """The concepts that most claims take up, and those that none does."""
    ties = study.evidence[study.evidence["concept_id"] != ""]
    if ties.empty:
        return None
    counted = ties.groupby("concept_id")["claim_id"].nunique()
    unused = [concept for concept in study.theory["concept_id"] if concept not in counted.index]
    return {
        "most": words.quoted([words.of("concept", concept) for concept in leading(counted)]),
        "claims": counted.max(),
        "unused": words.listed([words.of("concept", concept) for concept in unused]),
    }


FIGURE = Figure(
    id="fig-teori-funn",
    page="diskusjon",
    reads=("evidence", "claims", "theory", "sections"),
    data=data,
    columns=(
        Column("concept_id", labels="concept"),
        Column("section", labels="section"),
        Column("basis", labels="tie_maker"),
        Column("claims"),
        Column("ids"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("concept_id",), ("section",)),
    ids="ids",
)
