"""fig-utfordring-tiltak: the measures that are said to answer each challenge."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import leading
from compendium.artefacts.marks import STEP, colour_and_shape, counted_marks, tooltips
from compendium.artefacts.selection import distinct
from compendium.artefacts.value_labels import Words
from compendium.artefacts.view import Column, View
from compendium.qualitative.counts import by_number, codebook_order

# Where a challenge or a measure stands that is no code, and what a code is tied to that has no link.
OUTSIDE, NONE = "", "-"


def _unlinked(study: Study) -> list[tuple[str, str]]:
    """Challenges and measures without codes below them that no link names, each with `NONE` on the other side."""
    kinds = dict(zip(study.codes["code_id"], study.codes["kind"]))
    leaves = [code for code in codebook_order(study) if code not in set(study.codes["parent_id"])]
    answered, used = set(study.measures["challenge_id"]), set(study.measures["measure_id"])
    return [
        *((code, NONE) for code in leaves if kinds[code] == "challenge" and code not in answered),
        *((NONE, code) for code in leaves if kinds[code] == "measure" and code not in used),
    ]


def data(study: Study) -> pd.DataFrame:
    """Each challenge and measure that a link ties.

    Columns challenge_id, measure_id, basis, informants, how_nb, how_en, claim_ids;
    `informants` counts those who say so themselves. What the thesis says of a
    challenge and a measure needs no judging here: the basis is judged if every link
    of the two is. What is no code shares a row and a column of its own; codes left
    without a link are tied to none.
    """
    speakers = dict(zip(study.excerpts["excerpt_id"], study.excerpts["informant_id"]))
    rows: list[tuple[Any, ...]] = []
    for (challenge, measure), links in study.measures.groupby(["challenge_id", "measure_id"], sort=False):
        basis = "stated" if "stated" in set(links["basis"]) else "judged"
        informants = {speakers[excerpt] for excerpt in " ".join(links["excerpt_ids"]).split()}
        claims = " ".join(sorted(set(links["claim_id"]) - {""}, key=by_number))
        said = (" ".join(links["statement_nb"]), " ".join(links["statement_en"]))
        rows.append((challenge, measure, basis, len(informants), *said, claims))
    rows += [(challenge, measure, "", 0, "", "", "") for challenge, measure in _unlinked(study)]
    frame = pd.DataFrame(
        rows, columns=["challenge_id", "measure_id", "basis", "informants", "how_nb", "how_en", "claim_ids"]
    )
    order = [*codebook_order(study), OUTSIDE, NONE]
    for column in ("challenge_id", "measure_id"):
        frame[column] = pd.Categorical(frame[column], order)
    return frame.sort_values(["challenge_id", "measure_id"], kind="stable", ignore_index=True)


def how(row: Any, words: Words) -> str:
    """What is said of the two, or that the one has no link."""
    if row.measure_id == NONE:
        return words.of("unlinked", "challenge")
    if row.challenge_id == NONE:
        return words.of("unlinked", "measure")
    return words.pick(row.how_nb, row.how_en)


def draw(view: View) -> alt.TopLevelMixin:
    """A mark where a measure is said to answer a challenge, with the number of informants who say so."""
    none = view.words.of("linked_code", NONE)
    challenges, measures = (
        [name for name in distinct(view.frame, column) if name != none] for column in ("challenge_id", "measure_id")
    )
    wrapped = json.dumps({name: wrap(name, 16) for name in measures}, ensure_ascii=False)
    base = alt.Chart(view.frame[view.frame["basis"] != ""]).encode(
        x=alt.X(
            "measure_id:N",
            sort=measures,
            scale=alt.Scale(domain=measures),
            title=None,
            axis=alt.Axis(orient="bottom", labelAngle=0, labelExpr=f"{wrapped}[datum.value]", grid=True),
        ),
        y=alt.Y(
            "challenge_id:N",
            sort=challenges,
            scale=alt.Scale(domain=challenges),
            title=None,
            axis=alt.Axis(grid=True),
        ),
        tooltip=tooltips(view),
    )
    colour, shape = colour_and_shape(view.headings["basis"], view.words.every("tie_maker"), "basis:N")
    marks = counted_marks(base, "informants", colour, shape)
    return marks.properties(width=alt.Step(100), height=alt.Step(STEP + 12))


def alt_values(study: Study, words: Words) -> dict[str, object] | None:
    """How many links there are, the measures that have most of them, and how many no excerpt supports."""
    links = study.measures
    if links.empty:
        return None
    answers = links.loc[links["measure_id"] != OUTSIDE, "measure_id"].value_counts()
    return {
        "links": len(links),
        "cells": len(links[["challenge_id", "measure_id"]].drop_duplicates()),
        "highest": answers.max(),
        "most": words.quoted([words.of("code", code) for code in leading(answers)]),
        "without_excerpt": int((links["excerpt_ids"] == "").sum()),
    }


FIGURE = Figure(
    id="fig-utfordring-tiltak",
    page="diskusjon",
    reads=("codes", "excerpts", "measures"),
    data=data,
    columns=(
        Column("challenge_id", labels="linked_code"),
        Column("measure_id", labels="linked_code"),
        Column("basis", labels="tie_maker"),
        Column("informants"),
        Column("how", show=how),
        Column("claim_ids"),
    ),
    draw=draw,
    alt=alt_values,
    choose=(("measure_id",), ("challenge_id",)),
    ids="claim_ids",
)
