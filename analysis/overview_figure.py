"""The whole study in one picture: what drives the symbiosis, what is hard, and what is said to help."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import pandas as pd

from .argument_figures import TIE
from .artefact import Figure, Language
from .counts import coded_excerpts, codebook_order
from .figures import caption
from .labels import code_labels, listed, pick
from .study import Study

KINDS = {
    "nb": {"background": "Bakgrunn", "challenge": "Utfordringer", "measure": "Tiltak"},
    "en": {"background": "Background", "challenge": "Challenges", "measure": "Measures"},
}
# Okabe and Ito (2008), as in all figures; each kind has a shape and a column of its own too.
LOOK = {"background": ("circle", "#009e73"), "challenge": ("diamond", "#d55e00"), "measure": ("square", "#0072b2")}
SEPARATOR = "; "
# Places in points: columns of marks, and the side of its mark on which a label stands.
COLUMN = {"background": 14, "challenge": 385, "measure": 520}
LABEL = {"background": ("left", 20), "challenge": ("right", -20), "measure": ("left", 20)}
WIDTH, STEP, TOP, LINE = 670, 46, 40, 16


def _leaves(study: Study, kind: str) -> list[str]:
    kinds = dict(zip(study.codes["code_id"], study.codes["kind"]))
    parents = set(study.codes["parent_id"])
    return [code for code in codebook_order(study) if kinds[code] == kind and code not in parents]


def overview_data(study: Study, language: Language) -> pd.DataFrame:
    """Each code without codes below it: kind, informants and excerpts that carry it, and the measures said to answer it."""
    labels = code_labels(study, language)
    counted = coded_excerpts(study).groupby("code_id").agg(informants=("informant_id", "nunique"), excerpts=("excerpt_id", "nunique"))
    rows = []
    for kind, name in KINDS[language].items():
        for code in _leaves(study, kind):
            answers = study.measures[study.measures["challenge_id"] == code]
            by_basis = [SEPARATOR.join(labels[m] for m in answers.loc[answers["basis"] == basis, "measure_id"]) for basis in TIE[language]]
            informants, excerpts = counted.loc[code] if code in counted.index else (0, 0)
            rows.append((name, labels[code], int(informants), int(excerpts), *by_basis))
    columns = (
        ("Del", "Kode", "Informanter", "Utdrag", "Tiltak etter masteroppgaven", "Tiltak vurdert for denne boken") if language == "nb"
        else ("Part", "Code", "Informants", "Excerpts", "Measures by the thesis", "Measures judged for this book")
    )
    return pd.DataFrame(rows, columns=list(columns))


def draw_overview(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    part, code, informants, excerpts, *answered = data.columns
    names = KINDS[language]
    sizes = data[part].value_counts()
    tallest = int(sizes.max()) if len(sizes) else 0

    def places(kind: str) -> pd.DataFrame:
        rows = data[data[part] == names[kind]]
        gap = STEP * tallest / max(len(rows), 1)
        middle = [TOP + gap * (place + 0.5) for place in range(len(rows))]
        label = ["\n".join(wrap(text, 22)) for text in rows[code]]
        first_line = [y - LINE / 2 * text.count("\n") for y, text in zip(middle, label)]
        return rows.assign(x=COLUMN[kind], y=middle, label=label, first_line=first_line)

    at = {kind: places(kind) for kind in names}
    y_of = dict(zip(at["measure"][code], at["measure"]["y"]))
    lines = pd.DataFrame(
        [
            (row["x"] + 14, row["y"], COLUMN["measure"] - 14, y_of[measure], tie, row[code], measure)
            for _, row in at["challenge"].iterrows()
            for tie, column in zip(TIE[language].values(), answered)
            for measure in row[column].split(SEPARATOR)
            if measure in y_of
        ],
        columns=["x", "y", "x2", "y2", "tie", "challenge", "measure"],
    )
    height = TOP + STEP * tallest
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    layers: list[alt.Chart] = [
        alt.Chart(lines).mark_rule(color="currentColor", opacity=0.45, strokeWidth=1.3).encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q",
            strokeDash=alt.StrokeDash(
                "tie:N", title=None, sort=list(TIE[language].values()),
                scale=alt.Scale(domain=list(TIE[language].values()), range=[[1, 0], [5, 4]]),
                legend=alt.Legend(orient="bottom", symbolStrokeColor="currentColor", symbolSize=300),
            ),
            tooltip=[alt.Tooltip("challenge:N", title=names["challenge"]), alt.Tooltip("measure:N", title=names["measure"]), alt.Tooltip("tie:N", title=pick(language, "Grunnlag", "Basis"))],
        )
    ]
    for kind, rows in at.items():
        shape, colour = LOOK[kind]
        align, offset = LABEL[kind]
        base = alt.Chart(rows).encode(x=x, y=y, tooltip=[part, code, informants, excerpts])
        heading = alt.Chart(pd.DataFrame({"x": [COLUMN[kind]], "y": [16], "label": [names[kind]]})).encode(x=x, y=y, text="label:N")
        layers += [
            heading.mark_text(align=align, dx=offset, fontSize=14, fontWeight="bold"),
            base.mark_point(shape=shape, size=620, filled=True, fill=colour, fillOpacity=0.22, stroke=colour, strokeWidth=1.5, opacity=1),
            base.mark_text(fontWeight="bold", baseline="middle").encode(text=f"{informants}:Q"),
            base.mark_text(align=align, dx=offset, baseline="middle", lineBreak="\n", lineHeight=LINE, fontSize=13).encode(
                y=alt.Y("first_line:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None), text="label:N"
            ),
        ]
    return alt.layer(*layers).properties(width=WIDTH, height=height)


def overview_alt(study: Study, language: Language) -> str:
    data = overview_data(study, language)
    if data.empty:
        return pick(language, "Kodeboken er tom, så figuren er tom.", "The codebook is empty, so the figure is empty.")
    part, code, informants = data.columns[:3]
    names = KINDS[language]
    top = {kind: data[data[part] == name].sort_values(informants, ascending=False, kind="stable") for kind, name in names.items()}
    most = listed([f"{rows[code].iloc[0]} ({rows[informants].iloc[0]})" for rows in top.values() if len(rows)], language)
    answered = study.measures["measure_id"].value_counts()
    ties = len(study.measures)
    leading = code_labels(study, language)[answered.index[0]] if ties else ""
    return pick(
        language,
        f"Tre kolonner: {len(top['background'])} koder om bakgrunn, {len(top['challenge'])} utfordringer og {len(top['measure'])} tiltak, hver med antallet siterte informanter. Flest har {most}. {ties} streker går fra utfordringer til tiltak"
        + (f", flest ({answered.iloc[0]}) til «{leading}»." if ties else "."),
        f"Three columns: {len(top['background'])} codes of the background, {len(top['challenge'])} challenges and {len(top['measure'])} measures, each with the number of informants quoted. Most have {most}. {ties} lines run from challenges to measures"
        + (f", most of them ({answered.iloc[0]}) to “{leading}”." if ties else "."),
    )


OVERVIEW_FIGURES: list[Figure] = [
    Figure(
        "fig-oversikt", "sammendrag", overview_data, draw_overview,
        caption(
            "Det som ligger bak symbiosen, det som er vanskelig, og det som sies å hjelpe. Tallet er antallet informanter som er sitert om emnet.",
            "What lies behind the symbiosis, what is hard, and what is said to help. The number counts the informants who are quoted on the topic.",
        ),
        overview_alt,
        title={"nb": "Studien i ett bilde", "en": "The study in one picture"},
    ),
]
