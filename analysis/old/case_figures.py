"""Figures of the case: its possible exchanges and its place in the circular economy."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import pandas as pd

from analysis.figures import BLUE, VERMILION, WIDTH, caption, told
from analysis.sample import firm_names
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import Language, counted_noun, number_in_words, pick
from compendium.artefacts.picking import distinct
from compendium.qualitative.counts import numerically

EXCHANGE = {
    "nb": {"possible": "mulig, ikke realisert", "help given": "hjelp gitt, ikke en utveksling"},
    "en": {"possible": "possible, not realised", "help given": "help given, no exchange"},
}
GROUP = {
    "nb": {
        "economy": "Økonomi",
        "principle": "Prinsipp",
        "strategy": "Strategi",
        "pillar": "Grunnpilar",
        "business-model": "Forretningsmodell",
    },
    "en": {
        "economy": "Economy",
        "principle": "Principle",
        "strategy": "Strategy",
        "pillar": "Pillar",
        "business-model": "Business model",
    },
}
R_STRATEGY = {
    "nb": {
        "1 avoid": "1 unngå",
        "2 replace": "2 erstatte",
        "3 reduce": "3 redusere",
        "4 reuse": "4 gjenbruke",
        "5 recycle": "5 resirkulere",
        "6 recover": "6 gjenvinne",
    },
    "en": {},
}
LINES = 4


def _lines(texts: pd.Series, width: int) -> list[str]:
    """Texts broken into lines for a chart."""
    return ["\n".join(wrap(text, width)) for text in texts]


# Exchanges


def exchanges_data(study: Study, language: Language) -> pd.DataFrame:
    """Each resource that could flow between members: giver, resource, receiver and status."""
    unnamed = pick(language, "ikke nevnt", "not named")
    names = {"": unnamed, **firm_names(study).to_dict()}
    rows = study.exchanges.sort_values("exchange_id", key=numerically)
    return pd.DataFrame(
        {
            "Giver": rows["from_firm"].map(names).to_list(),
            pick(language, "Ressurs", "Resource"): rows[f"resource_{language}"].to_list(),
            pick(language, "Mottaker", "Receiver"): rows["to_firm"].map(names).to_list(),
            "Status": rows["status"].map(EXCHANGE[language]).to_list(),
            pick(language, "Del", "Section"): rows["section"].to_list(),
        }
    )


def draw_exchanges(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    giver, resource, receiver, status, section = data.columns
    lines = _lines(data[resource], 40)
    most_lines = 1 + max((text.count("\n") for text in lines), default=0)
    drawn = data.assign(row=range(len(data)), lines=lines, start=0.24, end=0.76)
    statuses = list(EXCHANGE[language].values())
    scale = alt.Scale(domain=[0, 1])
    y = alt.Y("row:O", axis=None)
    base = alt.Chart(drawn).encode(y=y, tooltip=told(giver, resource, receiver, status, section))
    colour = alt.Color(
        f"{status}:N",
        scale=alt.Scale(domain=statuses, range=[BLUE, VERMILION]),
        title=None,
        legend=alt.Legend(orient="top", symbolSize=500),
    )
    dash = alt.StrokeDash(
        f"{status}:N",
        scale=alt.Scale(domain=statuses, range=[[6, 4], [1, 0]]),
        title=None,
        legend=alt.Legend(orient="top", symbolSize=500),
    )
    line = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("start:Q", scale=scale, axis=None), x2="end:Q", color=colour, strokeDash=dash
    )
    heads = base.mark_point(shape="triangle-right", size=110, filled=True, opacity=1).encode(
        x=alt.X("end:Q", scale=scale, axis=None), color=colour
    )

    def words(column: str, place: float, align: str, **mark) -> alt.Chart:
        return base.mark_text(align=align, **{"baseline": "middle", **mark}).encode(
            x=alt.datum(place, scale=scale, axis=None), text=f"{column}:N"
        )

    # The last of the lines stands just above the arrow.
    above = {
        "baseline": "bottom",
        "lineBreak": "\n",
        "lineHeight": 14,
        "dy": alt.expr("-5 - 14 * (length(split(datum.lines, '\\n')) - 1)"),
    }
    return (
        line
        + heads
        + words(giver, 0.22, "right")
        + words("lines", 0.5, "center", **above)
        + words(receiver, 0.79, "left")
    ).properties(width=WIDTH + 80, height=alt.Step(36 + 14 * most_lines))


def exchanges_alt(study: Study, language: Language) -> str:
    if study.exchanges.empty:
        return pick(
            language, "Ingen utvekslinger er nevnt, så figuren er tom.", "No exchange is named, so the figure is empty."
        )
    possible = study.exchanges[study.exchanges["status"] == "possible"]
    help_given = len(study.exchanges) - len(possible)
    named = int(((possible["from_firm"] != "") & (possible["to_firm"] != "")).sum())
    return pick(
        language,
        f"Piler fra giver til mottaker for {len(possible)} mulige utvekslinger, ingen av dem realisert; i {number_in_words(named, language)} av dem er begge parter nevnt. I tillegg vises {counted_noun(help_given, 'form', 'former')} for hjelp.",
        f"Arrows from giver to receiver for {len(possible)} possible exchanges, none of them realised; in {number_in_words(named, language)} of them both parties are named. In addition, {counted_noun(help_given, 'kind of help is', 'kinds of help are')} shown.",
    )


# The framework of Appendix 1


def framework_data(study: Study, language: Language) -> pd.DataFrame:
    """The elements of the framework with their group and, for business models, the R strategy."""
    rows = study.framework.sort_values("element_id", key=numerically)
    return pd.DataFrame(
        {
            pick(language, "Nivå", "Level"): rows["group"].map(GROUP[language]).to_list(),
            "Element": rows[f"label_{language}"].to_list(),
            pick(language, "R-strategi", "R strategy"): [
                R_STRATEGY[language].get(strategy, strategy) for strategy in rows["r_strategy"]
            ],
        }
    )


def draw_framework(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    level, element, strategy = data.columns
    drawn = data.assign(lines=_lines(data[element], 58))
    levels = list(GROUP[language].values())
    y = alt.Y(f"{element}:N", sort=distinct(data, element), axis=None)
    base = alt.Chart(drawn).encode(y=y, tooltip=told(level, element, strategy))
    height = alt.Step(34)
    x = alt.X(
        f"{level}:N",
        sort=levels,
        scale=alt.Scale(domain=levels),
        title=None,
        axis=alt.Axis(orient="top", labelAngle=-45),
    )
    marks = base.mark_square(size=220, color=BLUE, opacity=0.8).encode(x=x).properties(width=150, height=height)
    words = (
        base.mark_text(align="left", lineBreak="\n", lineHeight=14, baseline="middle")
        .encode(x=alt.value(0), text="lines:N")
        .properties(width=340, height=height)
    )
    kinds = (
        base.mark_text(align="left")
        .encode(x=alt.value(0), text=f"{strategy}:N")
        .properties(
            width=70, height=height, title=alt.Title(strategy, anchor="start", fontSize=12, fontWeight="normal")
        )
    )
    return alt.hconcat(marks, words, kinds, spacing=12)


def framework_alt(study: Study, language: Language) -> str:
    counted = study.framework["group"].value_counts()
    parts = [f"{GROUP[language][group].lower()} {counted[group]}" for group in GROUP[language] if group in counted]
    levels = number_in_words(len(parts), language, neuter=True)
    symbiosis = study.framework[study.framework["label_en"] == "Industrial symbiosis"]
    where = ""
    if len(symbiosis):
        level = GROUP[language][symbiosis["group"].iloc[0]].lower()
        where = pick(
            language,
            f" Industriell symbiose står på nivået {level}.",
            f" Industrial symbiosis stands on the level {level}.",
        )
    return pick(
        language,
        f"Rammeverket fra vedlegg 1 med {len(study.framework)} elementer på {levels} nivåer: {', '.join(parts) or 'ingen'}.{where}",
        f"The framework of Appendix 1 with {len(study.framework)} elements on {levels} levels: {', '.join(parts) or 'none'}.{where}",
    )


CASE_FIGURES: list[Figure] = [
    Figure(
        "fig-utvekslinger",
        "resultat",
        exchanges_data,
        draw_exchanges,
        caption(
            "Ressurser som kunne gå mellom medlemsbedriftene. Ingen symbiotisk utveksling hadde forekommet da masteroppgaven ble skrevet.",
            "Resources that could flow between the member firms. No symbiotic exchange had taken place when the thesis was written.",
            counted=False,
        ),
        exchanges_alt,
        title={"nb": "Mulige utvekslinger", "en": "Possible exchanges"},
        choose=(0, 2),
    ),
    Figure(
        "fig-rammeverk",
        "vedlegg-rammeverk",
        framework_data,
        draw_framework,
        caption(
            "Industriell symbiose innenfor sirkulær økonomi. Tegnet på nytt etter masteroppgavens vedlegg 1.",
            "Industrial symbiosis within circular economy. Redrawn after Appendix 1 of the thesis.",
            counted=False,
        ),
        framework_alt,
        title={"nb": "Rammeverket for sirkulær økonomi", "en": "The framework of circular economy"},
        choose=(0,),
        of_thesis=True,
    ),
]
