"""fig-rammeverk: where industrial symbiosis stands in the framework of Appendix 1."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import number_in_words
from compendium.artefacts.marks import BLUE, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Listing, Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import numerically


def data(study: Study) -> pd.DataFrame:
    """The elements of the framework: group, label_nb, label_en, and for business models r_strategy."""
    rows = study.framework.sort_values("element_id", key=numerically, ignore_index=True)
    return rows[["group", "label_nb", "label_en", "r_strategy"]]


def draw(view: View) -> alt.TopLevelMixin:
    """A mark for each element on its level, beside its name and its R strategy."""
    drawn = view.frame.assign(lines=["\n".join(wrap(text, 58)) for text in view.frame["label"]])
    levels, strategy = view.words.every("framework_group"), view.headings["r_strategy"]
    y = alt.Y("label:N", sort=distinct(view.frame, "label"), axis=None)
    base = alt.Chart(drawn).encode(y=y, tooltip=tooltips(view))
    height = alt.Step(34)
    x = alt.X(
        "group:N",
        sort=levels,
        scale=alt.Scale(domain=levels),
        title=None,
        axis=alt.Axis(orient="top", labelAngle=-45),
    )
    marks = base.mark_square(size=220, color=BLUE, opacity=0.8).encode(x=x).properties(width=150, height=height)
    names = (
        base.mark_text(align="left", lineBreak="\n", lineHeight=14, baseline="middle")
        .encode(x=alt.value(0), text="lines:N")
        .properties(width=340, height=height)
    )
    strategies = (
        base.mark_text(align="left")
        .encode(x=alt.value(0), text="r_strategy:N")
        .properties(
            width=70, height=height, title=alt.Title(strategy, anchor="start", fontSize=12, fontWeight="normal")
        )
    )
    return alt.hconcat(marks, names, strategies, spacing=12)


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many elements each level has, and the level of industrial symbiosis."""
    counted = study.framework["group"].value_counts()
    groups = [group for group in words.labels["framework_group"] if group in counted]
    symbiosis = study.framework.loc[study.framework["label_en"] == "Industrial symbiosis", "group"]

    def name(group: str) -> str:
        return words.of("framework_group", group).lower()

    return {
        "elements": len(study.framework),
        "levels": number_in_words(len(groups), words.language, neuter=True),
        "counts": Listing(", ".join(f"{name(group)} {counted[group]}" for group in groups)),
        "symbiosis": words.listed([name(group) for group in symbiosis]),
    }


FIGURE = Figure(
    id="fig-rammeverk",
    page="vedlegg-rammeverk",
    reads=("framework",),
    data=data,
    columns=(
        Column("group", labels="framework_group"),
        Column("label"),
        Column("r_strategy", labels="r_strategy"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("group",),),
    of_thesis=True,
)
