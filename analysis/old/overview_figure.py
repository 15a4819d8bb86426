"""The whole study in one picture: what drives the symbiosis, what is hard, and what is said to help."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import pandas as pd

from analysis.argument_figures import TIE
from analysis.figures import caption, told
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import Language, leading, listed, pick, quoted
from compendium.artefacts.picking import ALSO
from compendium.qualitative.counts import codebook_order, coded_excerpts, ids_by
from compendium.qualitative.labels import code_labels

KINDS = {
    "nb": {"background": "Bakgrunn", "challenge": "Utfordringer", "measure": "Tiltak"},
    "en": {"background": "Background", "challenge": "Challenges", "measure": "Measures"},
}
# Okabe and Ito (2008), as in all figures; each kind has a shape and a column of its own too.
LOOK = {"background": ("circle", "#009e73"), "challenge": ("diamond", "#d55e00"), "measure": ("square", "#0072b2")}
# What a line from a challenge to a measure rests on: the thesis's word with quotations behind it, its word alone, this book.
LINE = {
    "nb": (
        "sagt i masteroppgaven, støttet av sitater",
        "sagt i masteroppgaven, uten støtte i sitater",
        TIE["nb"]["judged"],
    ),
    "en": (
        "said in the thesis, supported by quotations",
        "said in the thesis, without support in quotations",
        TIE["en"]["judged"],
    ),
}
SEPARATOR = "; "
# Places in points: columns of marks, and the side of its mark on which a label stands.
COLUMN = {"background": 14, "challenge": 385, "measure": 520}
LABEL = {"background": ("left", 20), "challenge": ("right", -20), "measure": ("left", 20)}
WIDTH, STEP, TOP, LINE_HEIGHT = 670, 46, 40, 16


def _leaves(study: Study, kind: str) -> list[str]:
    kinds = dict(zip(study.codes["code_id"], study.codes["kind"]))
    parents = set(study.codes["parent_id"])
    return [code for code in codebook_order(study) if kinds[code] == kind and code not in parents]


def _line(tie, language: Language) -> str:
    """What a link of a challenge and a measure rests on."""
    supported, alone, judged = LINE[language]
    if tie.basis == "judged":
        return judged
    return supported if tie.excerpt_ids else alone


def _answers(study: Study, language: Language) -> dict[tuple[str, str], list[str]]:
    """Codes of the measures linked to each challenge, by what the link rests on: each pair once, on the firmest."""
    found: dict[tuple[str, str], list[str]] = {}
    tied: set[tuple[str, str]] = set()
    for line in LINE[language]:
        for row in study.measures.itertuples():
            pair = (row.challenge_id, row.measure_id)
            if all(pair) and pair not in tied and _line(row, language) == line:
                tied.add(pair)
                found.setdefault((row.challenge_id, line), []).append(row.measure_id)
    return found


def overview_data(study: Study, language: Language) -> pd.DataFrame:
    """Each code without codes below it, with what the thesis published under it and the measures said to answer it.

    Informants, excerpts and their ids are those that the thesis placed under the
    code; reconstructed codings are another judgement, and are counted apart.
    Measures stand by what the tie rests on, as `LINE` names it.
    """
    labels = code_labels(study, language)
    every, answers = coded_excerpts(study), _answers(study, language)
    coded = every[every["basis"] == "section"]
    ids = ids_by(coded, ["code_id"])
    reconstructed = every[every["basis"] == "reconstruction"]["code_id"].value_counts()
    counted = coded.groupby("code_id").agg(informants=("informant_id", "nunique"), excerpts=("excerpt_id", "nunique"))
    rows = []
    for kind, name in KINDS[language].items():
        for code in _leaves(study, kind):
            informants, excerpts = counted.loc[code] if code in counted.index else (0, 0)
            measures = [
                SEPARATOR.join(labels[measure] for measure in answers.get((code, line), ())) for line in LINE[language]
            ]
            rows.append(
                (
                    name,
                    labels[code],
                    int(informants),
                    int(excerpts),
                    int(reconstructed.get(code, 0)),
                    *measures,
                    ids.get((code,), ""),
                )
            )
    columns = (
        (
            "Del",
            "Kode",
            "Informanter",
            "Utdrag",
            "Utdrag ved rekonstruksjon",
            *(f"Tiltak {line}" for line in LINE[language]),
            "Id-er",
        )
        if language == "nb"
        else (
            "Part",
            "Code",
            "Informants",
            "Excerpts",
            "Excerpts by reconstruction",
            *(f"Measures {line}" for line in LINE[language]),
            "Ids",
        )
    )
    return pd.DataFrame(rows, columns=list(columns))


def draw_overview(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    part, code, informants, excerpts, reconstructed, *answered, ids = data.columns
    names = KINDS[language]
    sizes = data[part].value_counts()
    tallest = int(sizes.max()) if len(sizes) else 0

    pairs = [
        (tie, row[code], measure)
        for _, row in data.iterrows()
        for tie, column in zip(LINE[language], answered)
        for measure in row[column].split(SEPARATOR)
        if measure
    ]
    # A code is picked out together with those that it is tied to.
    tied: dict[str, list[str]] = {}
    for _, challenge, measure in pairs:
        tied.setdefault(challenge, []).append(measure)
        tied.setdefault(measure, []).append(challenge)

    def places(kind: str) -> pd.DataFrame:
        rows = data[data[part] == names[kind]]
        gap = STEP * tallest / max(len(rows), 1)
        middle = [TOP + gap * (place + 0.5) for place in range(len(rows))]
        label = ["\n".join(wrap(text, 22)) for text in rows[code]]
        first_line = [y - LINE_HEIGHT / 2 * text.count("\n") for y, text in zip(middle, label)]
        return rows.assign(
            **{ALSO: [tied.get(name, []) for name in rows[code]]},
            x=COLUMN[kind],
            y=middle,
            label=label,
            first_line=first_line,
        )

    at = {kind: places(kind) for kind in names}
    y_of = {kind: dict(zip(rows[code], rows["y"])) for kind, rows in at.items()}
    lines = pd.DataFrame(
        [
            (
                COLUMN["challenge"] + 14,
                y_of["challenge"][challenge],
                COLUMN["measure"] - 14,
                y_of["measure"][measure],
                tie,
                challenge,
                measure,
                [measure],
            )
            for tie, challenge, measure in pairs
            if challenge in y_of["challenge"] and measure in y_of["measure"]
        ],
        columns=["x", "y", "x2", "y2", "tie", code, "measure", ALSO],
    )
    height = TOP + STEP * tallest
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    layers: list[alt.Chart] = [
        alt.Chart(lines)
        .mark_rule(color="currentColor", opacity=0.45, strokeWidth=1.3)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeDash=alt.StrokeDash(
                "tie:N",
                title=None,
                sort=list(LINE[language]),
                scale=alt.Scale(domain=list(LINE[language]), range=[[1, 0], [7, 4], [1, 4]]),
                legend=alt.Legend(
                    orient="bottom",
                    direction="vertical",
                    symbolStrokeColor="currentColor",
                    symbolSize=300,
                    labelLimit=400,
                ),
            ),
            tooltip=[
                alt.Tooltip(f"{code}:N", title=names["challenge"]),
                alt.Tooltip("measure:N", title=names["measure"]),
                alt.Tooltip("tie:N", title=pick(language, "Grunnlag", "Basis")),
            ],
        )
    ]
    for kind, rows in at.items():
        shape, colour = LOOK[kind]
        align, offset = LABEL[kind]
        base = alt.Chart(rows).encode(x=x, y=y, tooltip=told(part, code, informants, excerpts, reconstructed, ids))
        heading = alt.Chart(pd.DataFrame({"x": [COLUMN[kind]], "y": [16], "label": [names[kind]]})).encode(
            x=x, y=y, text="label:N"
        )
        layers += [
            heading.mark_text(align=align, dx=offset, fontSize=14, fontWeight="bold"),
            base.mark_point(
                shape=shape,
                size=620,
                filled=True,
                fill=colour,
                fillOpacity=0.22,
                stroke=colour,
                strokeWidth=1.5,
                opacity=1,
            ),
            base.mark_text(fontWeight="bold", baseline="middle").encode(text=f"{informants}:Q"),
            base.mark_text(
                align=align, dx=offset, baseline="middle", lineBreak="\n", lineHeight=LINE_HEIGHT, fontSize=13
            ).encode(
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
    counted = {kind: data[data[part] == name].set_index(code)[informants] for kind, name in names.items()}
    most = "; ".join(
        f"{listed(leading(counts), language)} ({counts.max()})" for counts in counted.values() if len(counts)
    )
    labels, tied = code_labels(study, language), set(_leaves(study, "challenge"))
    lines = {key: measures for key, measures in _answers(study, language).items() if key[0] in tied}
    answered = pd.Series([measure for measures in lines.values() for measure in measures], dtype="str").value_counts()
    ties = int(answered.sum())
    answering = quoted([labels[measure] for measure in leading(answered)], language)
    firm = sum(len(measures) for (_, line), measures in lines.items() if line == LINE[language][0])
    return pick(
        language,
        f"Tre kolonner: {len(counted['background'])} koder om bakgrunn, {len(counted['challenge'])} utfordringer og {len(counted['measure'])} tiltak, hver med antallet informanter som er sitert der masteroppgaven plasserer emnet. Flest i hver kolonne har {most}. {ties} streker går fra utfordringer til tiltak"
        + (
            f", flest ({answered.max()}) til {answering}; {firm} av dem har støtte i publiserte sitater."
            if ties
            else "."
        ),
        f"Three columns: {len(counted['background'])} codes of the background, {len(counted['challenge'])} challenges and {len(counted['measure'])} measures, each with the number of informants quoted where the thesis places the topic. Most in each column have {most}. {ties} lines run from challenges to measures"
        + (
            f", most of them ({answered.max()}) to {answering}; {firm} of them are supported by published quotations."
            if ties
            else "."
        ),
    )


OVERVIEW_FIGURES: list[Figure] = [
    Figure(
        "fig-oversikt",
        "sammendrag",
        overview_data,
        draw_overview,
        caption(
            "Det som ligger bak symbiosen, det som er vanskelig, og det som sies å hjelpe. Tallet er antallet informanter som masteroppgaven siterer der den plasserer emnet. Tiltak utenfor kodeboken er ikke tegnet.",
            "What lies behind the symbiosis, what is hard, and what is said to help. The number counts the informants whom the thesis quotes where it places the topic. Measures outside the codebook are not drawn.",
        ),
        overview_alt,
        title={"nb": "Studien i ett bilde", "en": "The study in one picture"},
        choose=(1,),
        ids=8,
    ),
]
