"""fig-utvalg: the informants by firm and gender, in the order of Table 1."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.marks import STEP, colour_and_shape, counted_marks, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Count, Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import numerically


def data(study: Study) -> pd.DataFrame:
    """Informants per firm and gender: firm_id, gender, informants.

    Neither number nor position: beside the firm they stand in Table 1 alone.
    """
    rows = study.informants.sort_values("informant_id", key=numerically)
    return rows.groupby(["firm_id", "gender"], sort=False, observed=True).size().rename("informants").reset_index()


def draw(view: View) -> alt.TopLevelMixin:
    """A mark for each firm and gender, with the number of informants in it."""
    genders = view.words.every("gender")
    colour, shape = colour_and_shape("", genders, "gender:N")
    base = alt.Chart(view.frame).encode(
        x=alt.X(
            "gender:N",
            sort=genders,
            scale=alt.Scale(domain=genders),
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0),
        ),
        y=alt.Y("firm_id:N", sort=distinct(view.frame, "firm_id"), title=None),
        tooltip=tooltips(view),
    )
    marks = counted_marks(base, "informants", colour.legend(None), shape.legend(None))
    return marks.properties(width=alt.Step(90), height=alt.Step(STEP + 6))


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many informants there are of each gender, and the firms that have several."""
    firms = study.informants["firm_id"].map(lambda firm: words.of("firm", firm)).value_counts().sort_index()
    genders = study.informants["gender"].value_counts()
    return {
        "informants": len(study.informants),
        "firms": len(firms),
        "women": Count(genders.get("woman", 0)),
        "men": Count(genders.get("man", 0)),
        "several": words.listed([str(name) for name in firms.index[firms > 1]]),
    }


FIGURE = Figure(
    id="fig-utvalg",
    page="metode",
    reads=("informants", "firms"),
    data=data,
    columns=(Column("firm_id", labels="firm"), Column("gender", labels="gender"), Column("informants")),
    draw=draw,
    alt=alt_values,
    choose=(("firm_id",), ("gender",)),
)
