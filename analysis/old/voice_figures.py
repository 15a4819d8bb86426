"""The figure of what falls without one informant."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.figures import BLUE, STEP, VERMILION, WIDTH, caption, told
from analysis.robustness import KINDS, leave_one_out, supported, supporting_excerpts
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import Language, listed, pick
from compendium.artefacts.picking import distinct
from compendium.qualitative.counts import ids_by
from compendium.qualitative.labels import code_labels, informant_name

KIND = {
    "nb": {"section": "Temaer etter plassering", "reconstruction": "Temaer etter rekonstruksjon", "claim": "Påstander"},
    "en": {"section": "Themes by place", "reconstruction": "Themes by reconstruction", "claim": "Claims"},
}
LOSS = {
    "nb": ("hviler på denne ene", "mister halvparten eller mer"),
    "en": ("rest on this one", "lose half or more"),
}


# What falls without one informant


def _names(study: Study, language: Language, kind: str, ids: str) -> str:
    labels = code_labels(study, language)
    return ids if kind == "claim" else ", ".join(labels[code] for code in ids.split())


def robustness_data(study: Study, language: Language) -> pd.DataFrame:
    """For each informant, the themes and claims that rest on them alone, or lose half or more without them.

    Claims have their ids; a theme has those of the informant's excerpts under it.
    """
    losses = [
        (row.informant_id, row.kind, loss, ids)
        for row in leave_one_out(study).itertuples()
        for loss, ids in zip(LOSS[language], (row.alone, row.halved))
    ]
    lost = pd.DataFrame(
        [
            (informant, kind, loss, key)
            for informant, kind, loss, ids in losses
            if kind != "claim"
            for key in ids.split()
        ],
        columns=["informant_id", "kind", "loss", "id"],
    )
    support = supporting_excerpts(study)
    behind = support[support["id"].isin(lost["id"])].astype("str").merge(lost, on=["informant_id", "kind", "id"])
    excerpts = ids_by(behind, ["informant_id", "kind", "loss"])
    rows = [
        (
            informant_name(informant),
            KIND[language][kind],
            loss,
            len(ids.split()),
            _names(study, language, kind, ids),
            ids if kind == "claim" else excerpts.get((informant, kind, loss), ""),
        )
        for informant, kind, loss, ids in losses
    ]
    columns = (
        ("Utelatt informant", "Hva", "Tap", "Antall", "Hvilke", "Id-er")
        if language == "nb"
        else ("Informant left out", "What", "Loss", "Number", "Which", "Ids")
    )
    return pd.DataFrame(rows, columns=list(columns))


def draw_robustness(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    informant, kind, loss, number, which, ids = data.columns
    everyone, losses = distinct(data, informant), list(LOSS[language])

    def panel(name: str, labelled: bool) -> alt.Chart:
        own = data[(data[kind] == name) & (data[number] > 0)]
        return (
            alt.Chart(own)
            .mark_bar()
            .encode(
                x=alt.X(f"{number}:Q", stack="zero", title=None, axis=alt.Axis(tickMinStep=1, format="d")),
                y=alt.Y(
                    f"{informant}:N",
                    sort=everyone,
                    scale=alt.Scale(domain=everyone),
                    title=None,
                    axis=alt.Axis(labels=labelled, ticks=labelled),
                ),
                color=alt.Color(
                    f"{loss}:N",
                    sort=losses,
                    scale=alt.Scale(domain=losses, range=[BLUE, VERMILION]),
                    title=None,
                    legend=alt.Legend(orient="top"),
                ),
                # An outline tells the two apart without colour.
                stroke=alt.value("currentColor"),
                strokeDash=alt.StrokeDash(
                    f"{loss}:N",
                    scale=alt.Scale(domain=losses, range=[[1, 0], [3, 2]]),
                    title=None,
                    legend=alt.Legend(orient="top"),
                ),
                order=alt.Order(f"{loss}:N", sort="ascending"),
                tooltip=told(informant, kind, loss, number, which, ids),
            )
            .properties(
                width=WIDTH // 3 + 20,
                height=alt.Step(STEP),
                title=alt.Title(name, anchor="start", frame="group", fontSize=12, fontWeight="normal"),
            )
        )

    return alt.hconcat(*(panel(name, place == 0) for place, name in enumerate(KIND[language].values())), spacing=18)


def robustness_alt(study: Study, language: Language) -> str:
    left_out, every = leave_one_out(study), supported(study)
    if not sum(every.values()):
        return pick(
            language,
            "Ingen temaer eller påstander har utdrag, så figuren er tom.",
            "No theme or claim has excerpts, so the figure is empty.",
        )
    alone = {kind: sum(len(ids.split()) for ids in left_out.loc[left_out["kind"] == kind, "alone"]) for kind in KINDS}
    falling = (
        left_out.assign(number=[len(f"{row.alone} {row.halved}".split()) for row in left_out.itertuples()])
        .groupby("informant_id", sort=False)["number"]
        .sum()
    )
    most = [informant_name(informant) for informant in falling.sort_values(ascending=False, kind="stable").index[:2]]
    parts = {
        "nb": [f"{alone[kind]} av {every[kind]} {name.lower()}" for kind, name in KIND["nb"].items()],
        "en": [f"{alone[kind]} of {every[kind]} {name.lower()}" for kind, name in KIND["en"].items()],
    }[language]
    return pick(
        language,
        f"Stolpediagram over hva som faller bort når én informant tas ut. På én stemme alene hviler {listed(parts, language)}. Mest faller bort uten {listed(most, language)}.",
        f"Bars of what falls when one informant is left out. On one voice alone rest {listed(parts, language)}. Most falls without {listed(most, language)}.",
    )


VOICE_FIGURES: list[Figure] = [
    Figure(
        "fig-robusthet",
        "belegg",
        robustness_data,
        draw_robustness,
        caption(
            "Temaer og påstander som mister halvparten eller mer av utdragene sine når én informant tas ut, og de som hviler på denne ene.",
            "Themes and claims that lose half or more of their excerpts when one informant is left out, and those that rest on this one.",
        ),
        robustness_alt,
        title={"nb": "Uten én stemme", "en": "Without one voice"},
        choose=(0,),
        ids=5,
    ),
]
