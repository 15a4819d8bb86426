"""The figures of the book. What they count is what the thesis published, not what was said."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from analysis.sample import GENDERS, firm_names, questions_per_part
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import Language, counted_noun, leading, listed, pick, quoted
from compendium.artefacts.picking import distinct
from compendium.artefacts.presentation import INK, PALETTE
from compendium.qualitative.counts import (
    by_number,
    code_by_informant,
    code_depth,
    codebook_order,
    coded_excerpts,
    ids_by,
    numerically,
    per_code,
    per_informant,
)
from compendium.qualitative.labels import BASIS, code_labels, informant_name

WIDTH = 420
STEP = 24
BLUE, VERMILION, GREEN = PALETTE[:3]
PUBLISHED = {
    "nb": "Antallet måler hva masteroppgaven publiserte, ikke hva som ble sagt.",
    "en": "The count measures what the thesis published, not what was said.",
}


def hierarchy(data: pd.DataFrame, code: str, level: str) -> alt.Axis:
    """An axis of codes whose labels start at one edge, each set in by its level in the codebook.

    The dashes that do so stand on the axis alone, since charts fold white space; data keep the labels as they are.
    """
    indented = {row[code]: "– " * (row[level] - 1) + row[code] for _, row in data[data[code] != ""].iterrows()}
    labels = f"{json.dumps(indented, ensure_ascii=False)}[datum.value]"
    return alt.Axis(labelAlign="left", labelPadding=240, ticks=False, domain=False, grid=True, labelExpr=labels)


def told(*columns: str) -> list[alt.Tooltip]:
    """What a mark tells when a reader points at it; Altair takes far longer over the columns' bare names."""
    return [alt.Tooltip(column) for column in columns]


def two_ways(title: str, values: list[str], field: str):
    """Colour and shape together, so that neither has to be told apart alone; colour blind safe."""
    title_or_none = title or None
    # However faint the marks are, what they mean is not.
    legend = alt.Legend(orient="top", symbolOpacity=1)
    colour = alt.Color(
        field, sort=values, scale=alt.Scale(domain=values, range=[BLUE, VERMILION]), title=title_or_none, legend=legend
    )
    shape = alt.Shape(
        field,
        sort=values,
        scale=alt.Scale(domain=values, range=["circle", "diamond"]),
        title=title_or_none,
        legend=legend,
    )
    return colour, shape


def counted_marks(base: alt.Chart, number: str, colour: alt.Color, shape: alt.Shape, size: int = 420) -> alt.LayerChart:
    """Outlined marks with a number in each, which stays readable on the fill and on any ground."""
    given = colour.to_dict()
    stroke = alt.Stroke(
        given["field"],
        type=given["type"],
        sort=given["sort"],
        scale=alt.Scale(**given["scale"]),
        title=given["title"],
        legend=given["legend"],
    )
    outlined = base.mark_point(size=size, filled=True, fillOpacity=0.22, strokeWidth=1.5, opacity=1).encode(
        color=colour, stroke=stroke, shape=shape
    )
    return outlined + base.mark_text().encode(text=f"{number}:Q")


# The sample


def sample_data(study: Study, language: Language) -> pd.DataFrame:
    """Informants per firm and gender, in the order of Table 1.

    Neither number nor position: beside the firm they stand in Table 1 alone.
    """
    counted = (
        study.informants.sort_values("informant_id", key=numerically)
        .groupby(["firm_id", "gender"], sort=False, observed=True)
        .size()
    )
    return pd.DataFrame(
        {
            pick(language, "Bedrift", "Firm"): [firm_names(study)[firm] for firm, _ in counted.index],
            pick(language, "Kjønn", "Gender"): [GENDERS[language][gender] for _, gender in counted.index],
            pick(language, "Informanter", "Informants"): counted.to_list(),
        }
    )


def draw_sample(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    firm, gender, informants = data.columns
    genders = list(GENDERS[language].values())
    colour, shape = two_ways("", genders, f"{gender}:N")
    base = alt.Chart(data).encode(
        x=alt.X(
            f"{gender}:N",
            sort=genders,
            scale=alt.Scale(domain=genders),
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0),
        ),
        y=alt.Y(f"{firm}:N", sort=distinct(data, firm), title=None),
        tooltip=told(firm, gender, informants),
    )
    return counted_marks(base, informants, colour.legend(None), shape.legend(None)).properties(
        width=alt.Step(90), height=alt.Step(STEP + 6)
    )


def sample_alt(study: Study, language: Language) -> str:
    per_firm = study.informants["firm_id"].map(firm_names(study)).value_counts().sort_index()
    several = listed([name for name, count in per_firm.items() if count > 1], language)
    counts = study.informants["gender"].value_counts()
    women, men = int(counts.get("woman", 0)), int(counts.get("man", 0))
    return pick(
        language,
        f"Antall informanter etter bedrift og kjønn: {len(study.informants)} i {len(per_firm)} bedrifter: {counted_noun(women, 'kvinne', 'kvinner')} og {counted_noun(men, 'mann', 'menn')}. Flere enn én informant kommer fra {several or 'ingen bedrift'}.",
        f"Informants by firm and gender: {len(study.informants)} in {len(per_firm)} firms: {counted_noun(women, 'woman', 'women')} and {counted_noun(men, 'man', 'men')}. More than one informant comes from {several or 'no firm'}.",
    )


# The interview guide


def guide_data(study: Study, language: Language) -> pd.DataFrame:
    """Questions per part of the interview guide, sub-questions included."""
    counted = questions_per_part(study)
    titles = dict(zip(study.interview_guide["part"], study.interview_guide[f"part_title_{language}"]))
    names = [f"{part}. {titles[part]}" if part.isdigit() else titles[part] for part in counted["part"]]
    frame = pd.DataFrame(
        {pick(language, "Del", "Part"): names, pick(language, "Spørsmål", "Questions"): counted["questions"].to_list()}
    )
    return frame[frame.iloc[:, 1] > 0].reset_index(drop=True)


def draw_guide(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    part, questions = data.columns
    base = alt.Chart(data).encode(
        x=alt.X(f"{questions}:Q", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y(f"{part}:N", sort=distinct(data, part), title=None),
        tooltip=told(part, questions),
    )
    return (base.mark_bar(color=BLUE) + base.mark_text(align="left", dx=4).encode(text=f"{questions}:Q")).properties(
        width=WIDTH, height=alt.Step(STEP)
    )


def guide_alt(study: Study, language: Language) -> str:
    data = guide_data(study, language)
    if data.empty:
        return pick(
            language,
            "Intervjuguiden har ingen spørsmål, så figuren er tom.",
            "The interview guide has no questions, so the figure is empty.",
        )
    questions = data.set_index(data.columns[0]).iloc[:, 0]
    most = quoted(leading(questions), language)
    return pick(
        language,
        f"Stolpediagram over {questions.sum()} spørsmål i intervjuguiden. Flest har {most}, med {questions.max()}.",
        f"Bar chart of the {questions.sum()} questions of the interview guide. Most are in {most}, with {questions.max()}.",
    )


# Codes


def codes_data(study: Study, language: Language) -> pd.DataFrame:
    """Excerpts and informants per code and basis, in the order of the codebook, with the ids of the excerpts and the code's level, 1 on top."""
    counted = per_code(study)
    labels, depth = code_labels(study, language), code_depth(study)
    ids = ids_by(coded_excerpts(study), ["code_id", "basis"])
    return pd.DataFrame(
        {
            pick(language, "Kode", "Code"): counted["code_id"].map(labels).to_list(),
            pick(language, "Grunnlag", "Basis"): counted["basis"].map(BASIS[language]).to_list(),
            pick(language, "Utdrag", "Excerpts"): counted["excerpts"].to_list(),
            pick(language, "Informanter", "Informants"): counted["informants"].to_list(),
            pick(language, "Id-er", "Ids"): [ids.get(key, "") for key in zip(counted["code_id"], counted["basis"])],
            pick(language, "Nivå", "Level"): [depth[code] + 1 for code in counted["code_id"]],
        }
    )


def draw_codes(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    code, basis, excerpts, informants, ids, level = data.columns
    colour, shape = two_ways(basis, list(BASIS[language].values()), f"{basis}:N")

    def panel(column: str, labelled: bool) -> alt.Chart:
        axis = (
            hierarchy(data, code, level) if labelled else alt.Axis(labels=False, ticks=False, domain=False, grid=True)
        )
        return (
            alt.Chart(data[data[column] > 0])
            .mark_point(size=90, filled=True, opacity=0.9)
            .encode(
                x=alt.X(f"{column}:Q", axis=alt.Axis(tickMinStep=1), scale=alt.Scale(zero=True)),
                y=alt.Y(
                    f"{code}:N",
                    sort=distinct(data, code),
                    scale=alt.Scale(domain=distinct(data, code)),
                    title=None,
                    axis=axis,
                ),
                color=colour,
                shape=shape,
                yOffset=alt.YOffset(f"{basis}:N", sort=list(BASIS[language].values())),
                tooltip=told(code, basis, excerpts, informants, ids),
            )
            .properties(width=WIDTH // 2, height=alt.Step(STEP, **{"for": "position"}))
        )

    return alt.hconcat(panel(excerpts, True), panel(informants, False), spacing=16)


def codes_alt(study: Study, language: Language) -> str:
    counted = per_code(study)
    labels = code_labels(study, language)
    if not counted["excerpts"].sum():
        return pick(
            language, "Ingen utdrag er kodet, så figuren er tom.", "No excerpt is coded, so the figure is empty."
        )

    def most(basis: str) -> tuple[str, int]:
        excerpts = counted[counted["basis"] == basis].set_index("code_id")["excerpts"]
        return quoted([labels[code] for code in leading(excerpts)], language), int(excerpts.max())

    (placed, n_placed), (judged, n_judged) = most("section"), most("reconstruction")
    return pick(
        language,
        f"Prikkdiagram over {counted['code_id'].nunique()} koder, med antall utdrag og informanter for hvert grunnlag. Etter plassering har {placed} flest utdrag ({n_placed}), etter rekonstruksjon {judged} ({n_judged}).",
        f"Dot plot of {counted['code_id'].nunique()} codes, with excerpts and informants for each basis. By place in the thesis most excerpts are on {placed} ({n_placed}), by reconstruction on {judged} ({n_judged}).",
    )


# Codes by informant


def matrix_data(study: Study, language: Language) -> pd.DataFrame:
    """Excerpts for each code and informant, bases apart, with the code's level, 1 on top.

    A code that nobody is quoted on and an informant who is never quoted have a
    row of their own with 0, so that the codes below an empty one don't seem to
    belong to another, and nobody is left out.
    """
    counted = code_by_informant(study).set_index("code_id")
    labels, depth = code_labels(study, language), code_depth(study)
    ids = ids_by(coded_excerpts(study), ["code_id", "informant_id", "basis"])
    rows: list[tuple[str, str, str, int, str, int]] = []
    for code in codebook_order(study):
        own = [] if code not in counted.index else counted.loc[[code]].itertuples(index=False)
        found = [
            (
                labels[code],
                informant_name(row.informant_id),
                BASIS[language][row.basis],
                int(row.excerpts),
                ids[code, row.informant_id, row.basis],
                depth[code] + 1,
            )
            for row in own
        ]
        rows += found or [(labels[code], "", "", 0, "", depth[code] + 1)]
    silent = sorted(set(study.informants["informant_id"]) - set(counted["informant_id"]), key=by_number)
    rows += [("", informant_name(informant), "", 0, "", 0) for informant in silent]
    columns = (
        ("Kode", "Informant", "Grunnlag", "Utdrag", "Id-er", "Nivå")
        if language == "nb"
        else ("Code", "Informant", "Basis", "Excerpts", "Ids", "Level")
    )
    return pd.DataFrame(rows, columns=list(columns))


def draw_matrix(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    code, informant, basis, excerpts, ids, level = data.columns
    everyone = sorted(filter(None, distinct(data, informant)), key=lambda name: int(name.split()[-1]))
    spoken = data[data[excerpts] > 0]
    codes = [label for label in distinct(data, code) if label]
    bases = list(BASIS[language].values())
    colour, shape = two_ways(basis, bases, f"{basis}:N")
    return (
        alt.Chart(spoken)
        .mark_point(filled=True, opacity=0.85)
        .encode(
            x=alt.X(
                f"{informant}:N",
                sort=everyone,
                scale=alt.Scale(domain=everyone),
                title=None,
                axis=alt.Axis(labelAngle=-45, grid=True, orient="top"),
            ),
            xOffset=alt.XOffset(f"{basis}:N", sort=bases),
            y=alt.Y(
                f"{code}:N", sort=codes, scale=alt.Scale(domain=codes), title=None, axis=hierarchy(data, code, level)
            ),
            size=alt.Size(
                f"{excerpts}:Q",
                scale=alt.Scale(range=[40, 260], zero=False),
                legend=alt.Legend(orient="top", tickMinStep=1, symbolFillColor=INK),
            ),
            color=colour,
            shape=shape,
            tooltip=told(code, informant, basis, excerpts, ids),
        )
        .properties(width=alt.Step(STEP + 8, **{"for": "position"}), height=alt.Step(STEP))
    )


def matrix_alt(study: Study, language: Language) -> str:
    quoted = set(study.excerpts["informant_id"].unique())
    silent = listed(
        [informant_name(i) for i in sorted(set(study.informants["informant_id"]) - quoted, key=by_number)], language
    )
    reach = code_by_informant(study).groupby("informant_id")["code_id"].nunique().sort_index(key=numerically)
    if reach.empty:
        return pick(
            language, "Ingen utdrag er kodet, så figuren er tom.", "No excerpt is coded, so the figure is empty."
        )
    widest, count = listed([informant_name(informant) for informant in leading(reach)], language), int(reach.max())
    return pick(
        language,
        f"Rutenett av koder og informanter; større merke betyr flere utdrag. {widest} er sitert om flest koder ({count}). Aldri sitert: {silent or 'ingen'}.",
        f"Grid of codes and informants; a larger mark means more excerpts. Quoted on most codes ({count}): {widest}. Never quoted: {silent or 'nobody'}.",
    )


# Voices


def voices_data(study: Study, language: Language) -> pd.DataFrame:
    """Share of the excerpts and of the quoted words for each informant, in per cent, with the ids of the excerpts."""
    counted = per_informant(study)
    ids = ids_by(study.excerpts, ["informant_id"])
    names = [informant_name(informant) for informant in counted["informant_id"]]
    measures = (
        (pick(language, "utdrag", "excerpts"), "excerpt_share", "excerpts"),
        (pick(language, "ord", "words"), "word_share", "words"),
    )
    parts = [
        pd.DataFrame(
            {
                "Informant": names,
                pick(language, "Mål", "Measure"): measure,
                pick(language, "Antall", "Number"): counted[number].to_list(),
                pick(language, "Andel i prosent", "Share in per cent"): counted[share].round(1).to_list(),
                pick(language, "Id-er", "Ids"): [ids.get((informant,), "") for informant in counted["informant_id"]],
            }
        )
        for measure, share, number in measures
    ]
    return pd.concat(parts, ignore_index=True)


def draw_voices(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    informant, measure, number, share, ids = data.columns
    colour, shape = two_ways("", distinct(data, measure), f"{measure}:N")
    y = alt.Y(f"{informant}:N", sort=distinct(data, informant), title=None)
    lines = (
        alt.Chart(data)
        .mark_rule(strokeWidth=2, opacity=0.35, color=BLUE)
        .encode(x=alt.X(f"min({share}):Q", title=share), x2=f"max({share}):Q", y=y)
    )
    points = (
        alt.Chart(data)
        .mark_point(size=110, filled=True, opacity=1)
        .encode(
            x=alt.X(f"{share}:Q", scale=alt.Scale(zero=True)),
            y=y,
            color=colour,
            shape=shape,
            tooltip=told(informant, measure, number, share, ids),
        )
    )
    return (lines + points).properties(width=WIDTH, height=alt.Step(STEP))


def voices_alt(study: Study, language: Language) -> str:
    counted = per_informant(study).sort_values("excerpt_share", ascending=False, kind="stable")
    top = [informant_name(i) for i in counted["informant_id"].head(3)]
    share = f"{counted['excerpt_share'].head(3).sum():.0f}"
    silent = [informant_name(i) for i, n in zip(counted["informant_id"], counted["excerpts"]) if not n]
    return pick(
        language,
        f"Prikkdiagram over hver informants andel av utdragene og av de siterte ordene. {listed(top, language)} står for {share} prosent av utdragene. Uten utdrag: {listed(silent, language) or 'ingen'}.",
        f"Dot plot of each informant's share of the excerpts and of the quoted words. {listed(top, language)} account for {share} per cent of the excerpts. Without excerpts: {listed(silent, language) or 'nobody'}.",
    )


def caption(nb: str, en: str, counted: bool = True):
    """A caption in each language; where excerpts are counted it says what the count measures."""

    def text(study: Study, language: Language) -> str:
        return pick(language, nb, en) + (f" {PUBLISHED[language]}" if counted else "")

    return text


FIGURES: list[Figure] = [
    Figure(
        "fig-utvalg",
        "metode",
        sample_data,
        draw_sample,
        caption(
            "Antall informanter etter bedrift og kjønn.", "Number of informants by firm and gender.", counted=False
        ),
        sample_alt,
        title={"nb": "Utvalget", "en": "The sample"},
        choose=(0, 1),
    ),
    Figure(
        "fig-intervjuguide",
        "metode",
        guide_data,
        draw_guide,
        caption(
            "Antall spørsmål i hver del av guiden, underspørsmål medregnet.",
            "Number of questions in each part of the guide, sub-questions included.",
            counted=False,
        ),
        guide_alt,
        title={"nb": "Spørsmålene i intervjuguiden", "en": "The questions of the interview guide"},
        choose=(0,),
    ),
    Figure(
        "fig-stemmer",
        "resultat",
        voices_data,
        draw_voices,
        caption(
            "Hver informants andel av utdragene og av ordene i dem.",
            "Each informant's share of the excerpts and of the words in them.",
        ),
        voices_alt,
        title={"nb": "Hvem som er sitert", "en": "Who is quoted"},
        choose=(0,),
        ids=4,
    ),
    Figure(
        "fig-kode-informant",
        "resultat",
        matrix_data,
        draw_matrix,
        caption(
            "Kodene hver informant er sitert om, etter grunnlag for kodingen.",
            "The codes on which each informant is quoted, by basis of the coding.",
        ),
        matrix_alt,
        title={"nb": "Hvem som er sitert om hva", "en": "Who is quoted on what"},
        choose=(1, 0),
        ids=4,
    ),
    Figure(
        "fig-koder",
        "resultat",
        codes_data,
        draw_codes,
        caption("Antall etter grunnlag for kodingen.", "Numbers by basis of the coding."),
        codes_alt,
        title={"nb": "Utdrag og informanter for hver kode", "en": "Excerpts and informants for each code"},
        choose=(0,),
        ids=4,
    ),
]
