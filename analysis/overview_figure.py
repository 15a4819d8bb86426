"""The whole study in one picture: what drives the symbiosis, what is hard, and what is said to help."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import pandas as pd

from .argument_figures import TIE
from .artefact import Figure, Language
from .counts import coded_excerpts, codebook_order, ids_by
from .figures import caption, told
from .labels import code_labels, leading, listed, pick, quoted
from .picking import ALSO
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


def _answers(study: Study) -> dict[tuple[str, str], list[str]]:
    """Codes of the measures tied to each challenge on each basis, once each; what the thesis says needs no judging here."""
    found: dict[tuple[str, str], list[str]] = {}
    tied: set[tuple[str, str]] = set()
    for basis in TIE["nb"]:
        for row in study.measures[study.measures["basis"] == basis].itertuples():
            if row.challenge_id and row.measure_id and (row.challenge_id, row.measure_id) not in tied:
                tied.add((row.challenge_id, row.measure_id))
                found.setdefault((row.challenge_id, basis), []).append(row.measure_id)
    return found


def overview_data(study: Study, language: Language) -> pd.DataFrame:
    """Each code without codes below it: kind, informants and excerpts that carry it, the measures said to answer it, and the ids of the excerpts."""
    labels = code_labels(study, language)
    coded, answers = coded_excerpts(study), _answers(study)
    ids = ids_by(coded, ["code_id"])
    counted = coded.groupby("code_id").agg(informants=("informant_id", "nunique"), excerpts=("excerpt_id", "nunique"))
    rows = []
    for kind, name in KINDS[language].items():
        for code in _leaves(study, kind):
            by_basis = [SEPARATOR.join(labels[measure] for measure in answers.get((code, basis), ())) for basis in TIE[language]]
            informants, excerpts = counted.loc[code] if code in counted.index else (0, 0)
            rows.append((name, labels[code], int(informants), int(excerpts), *by_basis, ids.get((code,), "")))
    columns = (
        ("Del", "Kode", "Informanter", "Utdrag", "Tiltak etter masteroppgaven", "Tiltak vurdert for denne boken", "Id-er") if language == "nb"
        else ("Part", "Code", "Informants", "Excerpts", "Measures by the thesis", "Measures judged for this book", "Ids")
    )
    return pd.DataFrame(rows, columns=list(columns))


def draw_overview(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    part, code, informants, excerpts, *answered, ids = data.columns
    names = KINDS[language]
    sizes = data[part].value_counts()
    tallest = int(sizes.max()) if len(sizes) else 0

    pairs = [
        (tie, row[code], measure)
        for _, row in data.iterrows()
        for tie, column in zip(TIE[language].values(), answered)
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
        first_line = [y - LINE / 2 * text.count("\n") for y, text in zip(middle, label)]
        return rows.assign(**{ALSO: [tied.get(name, []) for name in rows[code]]}, x=COLUMN[kind], y=middle, label=label, first_line=first_line)

    at = {kind: places(kind) for kind in names}
    y_of = {kind: dict(zip(rows[code], rows["y"])) for kind, rows in at.items()}
    lines = pd.DataFrame(
        [
            (COLUMN["challenge"] + 14, y_of["challenge"][challenge], COLUMN["measure"] - 14, y_of["measure"][measure], tie, challenge, measure, [measure])
            for tie, challenge, measure in pairs
            if challenge in y_of["challenge"] and measure in y_of["measure"]
        ],
        columns=["x", "y", "x2", "y2", "tie", code, "measure", ALSO],
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
            tooltip=[alt.Tooltip(f"{code}:N", title=names["challenge"]), alt.Tooltip("measure:N", title=names["measure"]), alt.Tooltip("tie:N", title=pick(language, "Grunnlag", "Basis"))],
        )
    ]
    for kind, rows in at.items():
        shape, colour = LOOK[kind]
        align, offset = LABEL[kind]
        base = alt.Chart(rows).encode(x=x, y=y, tooltip=told(part, code, informants, excerpts, ids))
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
    counted = {kind: data[data[part] == name].set_index(code)[informants] for kind, name in names.items()}
    most = "; ".join(f"{listed(leading(counts), language)} ({counts.max()})" for counts in counted.values() if len(counts))
    labels, tied = code_labels(study, language), set(_leaves(study, "challenge"))
    answered = pd.Series([measure for (code, _), measures in _answers(study).items() if code in tied for measure in measures], dtype="str").value_counts()
    ties = int(answered.sum())
    answering = quoted([labels[measure] for measure in leading(answered)], language)
    return pick(
        language,
        f"Tre kolonner: {len(counted['background'])} koder om bakgrunn, {len(counted['challenge'])} utfordringer og {len(counted['measure'])} tiltak, hver med antallet siterte informanter. Flest i hver kolonne har {most}. {ties} streker går fra utfordringer til tiltak"
        + (f", flest ({answered.max()}) til {answering}." if ties else "."),
        f"Three columns: {len(counted['background'])} codes of the background, {len(counted['challenge'])} challenges and {len(counted['measure'])} measures, each with the number of informants quoted. Most in each column have {most}. {ties} lines run from challenges to measures"
        + (f", most of them ({answered.max()}) to {answering}." if ties else "."),
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
        choose=(1,),
        ids=6,
    ),
]
