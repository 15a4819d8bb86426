"""Figures of the argument: measures against challenges, theory against findings, works by year."""

from __future__ import annotations

import json
from textwrap import wrap

import altair as alt
import pandas as pd

from analysis.argument import works_by_chapter
from analysis.figures import BLUE, STEP, WIDTH, caption, counted_marks, told, two_ways
from analysis.study import Study
from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import Language, leading, listed, pick, quoted
from compendium.artefacts.picking import distinct
from compendium.qualitative.counts import by_number, codebook_order
from compendium.qualitative.labels import code_labels, section_name

TIE = {
    "nb": {"stated": "masteroppgaven sier det", "judged": "vurdert for denne boken"},
    "en": {"stated": "the thesis says so", "judged": "judged for this book"},
}


# Measures against challenges


# Where a challenge or a measure stands that is no code; in the order of the axes it comes last.
OUTSIDE = {"nb": "Utenfor kodeboken", "en": "Outside the codebook"}


def measures_data(study: Study, language: Language) -> pd.DataFrame:
    """Codes of challenges and of the measures said to answer them, with the informants who say so themselves.

    What the thesis says of a challenge and a measure needs no judging here: the basis is judged if every link of the
    two is. What is no code shares a row and a column of its own; codes left without a link are tied to none.
    """
    labels = {**code_labels(study, language), "": OUTSIDE[language]}
    kinds = dict(zip(study.codes["code_id"], study.codes["kind"]))
    parents = set(study.codes["parent_id"])
    order = [*codebook_order(study), ""]
    speakers = dict(zip(study.excerpts["excerpt_id"], study.excerpts["informant_id"]))
    groups: dict[tuple[str, str], list] = {}
    for row in study.measures.itertuples():
        groups.setdefault((row.challenge_id, row.measure_id), []).append(row)
    rows = []
    for (challenge, measure), links in groups.items():
        basis = "stated" if "stated" in {link.basis for link in links} else "judged"
        informants = {speakers[excerpt] for link in links for excerpt in link.excerpt_ids.split()}
        how = " ".join(getattr(link, f"statement_{language}") for link in links)
        claims = " ".join(sorted({link.claim_id for link in links} - {""}, key=by_number))
        rows.append((labels[challenge], labels[measure], TIE[language][basis], len(informants), how, claims))
    answered, used = set(study.measures["challenge_id"]), set(study.measures["measure_id"])
    none = pick(language, "ingen", "none")
    for code in order[:-1]:
        if code in parents:
            continue
        if kinds[code] == "challenge" and code not in answered:
            rows.append(
                (
                    labels[code],
                    none,
                    "",
                    0,
                    pick(language, "Ingen tiltak er koblet til utfordringen.", "No measure is tied to the challenge."),
                    "",
                )
            )
        if kinds[code] == "measure" and code not in used:
            rows.append(
                (
                    none,
                    labels[code],
                    "",
                    0,
                    pick(
                        language,
                        "Tiltaket er ikke koblet til noen av utfordringene.",
                        "The measure is tied to none of the challenges.",
                    ),
                    "",
                )
            )
    columns = (
        ("Utfordring", "Tiltak", "Grunnlag", "Informanter", "Hvordan", "Påstand")
        if language == "nb"
        else ("Challenge", "Measure", "Basis", "Informants", "How", "Claim")
    )
    frame = pd.DataFrame(rows, columns=list(columns))
    for column in frame.columns[:2]:
        frame[column] = pd.Categorical(frame[column], [*dict.fromkeys(labels[code] for code in order), none])
    return frame.sort_values(list(frame.columns[:2]), kind="stable", ignore_index=True)


def draw_measures(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    challenge, measure, basis, informants, how, claim = data.columns
    drawn = data[data[basis] != ""]
    none = pick(language, "ingen", "none")
    challenges = [name for name in distinct(data, challenge) if name != none]
    measures = [name for name in distinct(data, measure) if name != none]
    wrapped = {name: wrap(name, 16) for name in measures}
    base = alt.Chart(drawn).encode(
        x=alt.X(
            f"{measure}:N",
            sort=measures,
            scale=alt.Scale(domain=measures),
            title=None,
            axis=alt.Axis(
                orient="bottom",
                labelAngle=0,
                labelExpr=f"{json.dumps(wrapped, ensure_ascii=False)}[datum.value]",
                grid=True,
            ),
        ),
        y=alt.Y(
            f"{challenge}:N", sort=challenges, scale=alt.Scale(domain=challenges), title=None, axis=alt.Axis(grid=True)
        ),
        tooltip=told(challenge, measure, basis, informants, how, claim),
    )
    marks = counted_marks(base, informants, *two_ways(basis, list(TIE[language].values()), f"{basis}:N"))
    return marks.properties(width=alt.Step(100), height=alt.Step(STEP + 12))


def measures_alt(study: Study, language: Language) -> str:
    if study.measures.empty:
        return pick(
            language,
            "Ingen tiltak er koblet til noen utfordring, så figuren er tom.",
            "No measure is tied to a challenge, so the figure is empty.",
        )
    labels = code_labels(study, language)
    answers = study.measures.loc[study.measures["measure_id"] != "", "measure_id"].value_counts()
    most = quoted([labels[code] for code in leading(answers)], language)
    bare, cells = (
        int((study.measures["excerpt_ids"] == "").sum()),
        len(study.measures[["challenge_id", "measure_id"]].drop_duplicates()),
    )
    return pick(
        language,
        f"Rutenett av utfordringer og tiltak: {len(study.measures)} koblinger i {cells} ruter. Flest koblinger ({answers.max()}) går til {most}. For {bare} av koblingene finnes det ikke noe publisert utdrag som sier det samme.",
        f"Grid of challenges and measures: {len(study.measures)} links in {cells} cells. Most links ({answers.max()}) lead to {most}. For {bare} of the links no published excerpt says the same.",
    )


# Theory against findings


def theory_data(study: Study, language: Language) -> pd.DataFrame:
    """Claims of each discussed section that take up each concept, bases apart.

    A concept that no claim takes up, and a section whose claims take up none, have a row of their own with 0.
    """
    taken = study.evidence[study.evidence["concept_id"] != ""].merge(
        study.claims[["claim_id", "section"]], on="claim_id"
    )
    concept_column, section_column, basis_column, count_column, ids_column = (
        ("Begrep i kapittel 2", "Del", "Grunnlag", "Påstander", "Id-er")
        if language == "nb"
        else ("Concept of chapter 2", "Section", "Basis", "Claims", "Ids")
    )
    rows = []
    for concept in study.theory.itertuples():
        own = taken[taken["concept_id"] == concept.concept_id]
        label = getattr(concept, f"label_{language}")
        for (section, basis), group in own.groupby(["section", "basis"]):
            rows.append(
                (
                    label,
                    section_name(study, section, language),
                    TIE[language][basis],
                    group["claim_id"].nunique(),
                    " ".join(sorted(set(group["claim_id"]), key=by_number)),
                )
            )
        if own.empty:
            rows.append((label, "", "", 0, ""))
    for section in dict.fromkeys(study.claims["section"]):
        if section not in set(taken["section"]):
            rows.append(("", section_name(study, section, language), "", 0, ""))
    return pd.DataFrame(rows, columns=[concept_column, section_column, basis_column, count_column, ids_column])


def draw_theory(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    concept, section, basis, claims, ids = data.columns
    drawn = data[data[basis] != ""]
    bases = list(TIE[language].values())
    concepts, sections = ([value for value in distinct(data, column) if value] for column in (concept, section))
    sections.sort()
    colour, shape = two_ways(basis, bases, f"{basis}:N")
    return (
        alt.Chart(drawn)
        .mark_point(size=110, filled=True, opacity=0.9)
        .encode(
            x=alt.X(
                f"{section}:N",
                sort=sections,
                scale=alt.Scale(domain=sections),
                title=section,
                axis=alt.Axis(orient="top", labelAngle=-45, grid=True),
            ),
            y=alt.Y(
                f"{concept}:N", sort=concepts, scale=alt.Scale(domain=concepts), title=None, axis=alt.Axis(grid=True)
            ),
            xOffset=alt.XOffset(f"{basis}:N", sort=bases),
            color=colour,
            shape=shape,
            tooltip=told(concept, section, basis, claims, ids),
        )
        .properties(width=alt.Step(STEP + 8, **{"for": "position"}), height=alt.Step(STEP))
    )


def theory_alt(study: Study, language: Language) -> str:
    ties = study.evidence[study.evidence["concept_id"] != ""]
    if ties.empty:
        return pick(
            language,
            "Ingen påstand er koblet til et begrep, så figuren er tom.",
            "No claim is tied to a concept, so the figure is empty.",
        )
    labels = dict(zip(study.theory["concept_id"], study.theory[f"label_{language}"]))
    counted = ties.groupby("concept_id")["claim_id"].nunique()
    most = quoted([labels[concept] for concept in leading(counted)], language)
    unused = [labels[concept] for concept in study.theory["concept_id"] if concept not in counted.index]
    return pick(
        language,
        f"Rutenett over begreper i kapittel 2 og delene i kapittel 5 og 6 som tar dem opp. Oftest brukes {most}, i {counted.max()} påstander. Ikke tatt opp: {listed(unused, language) or 'ingen'}.",
        f"Grid of concepts of chapter 2 and the sections of chapters 5 and 6 that take them up. Used most, in {counted.max()} claims: {most}. Not taken up: {listed(unused, language) or 'none'}.",
    )


# Works by year and chapter


def works_data(study: Study, language: Language) -> pd.DataFrame:
    """Works cited in each chapter by year of publication."""
    counted = works_by_chapter(study)
    titles = dict(zip(study.sections["section"], study.sections[f"title_{language}"]))
    return pd.DataFrame(
        {
            pick(language, "Kapittel", "Chapter"): [
                f"{chapter} {titles.get(chapter, '')}".strip() for chapter in counted["chapter"]
            ],
            pick(language, "År", "Year"): counted["year"].astype(int).to_list(),
            pick(language, "Verk", "Works"): counted["works"].to_list(),
        }
    )


def draw_works(data: pd.DataFrame, language: Language) -> alt.TopLevelMixin:
    chapter, year, works = data.columns
    base = alt.Chart(data).encode(
        x=alt.X(f"{year}:Q", axis=alt.Axis(format="d", tickMinStep=1), scale=alt.Scale(zero=False, nice=True)),
        y=alt.Y(f"{chapter}:N", sort=distinct(data, chapter), title=None, axis=alt.Axis(grid=True)),
        tooltip=told(chapter, year, works),
    )
    size = alt.Size(
        f"{works}:Q",
        scale=alt.Scale(range=[30, 400]),
        legend=alt.Legend(
            orient="top",
            values=sorted({1, int(data[works].max())}) if len(data) else [],
            symbolFillColor=BLUE,
            symbolStrokeColor=BLUE,
            symbolOpacity=1,
        ),
    )
    # An outline tells those apart that overlap, on any ground.
    return (
        base.mark_point(
            shape="circle", filled=True, fill=BLUE, fillOpacity=0.3, stroke=BLUE, strokeWidth=1.5, opacity=1
        )
        .encode(size=size)
        .properties(width=WIDTH, height=alt.Step(STEP + 20))
    )


def works_alt(study: Study, language: Language) -> str:
    counted = works_by_chapter(study)
    if counted.empty:
        return pick(language, "Ingen verk er sitert, så figuren er tom.", "No work is cited, so the figure is empty.")
    per_chapter = counted.groupby("chapter")["works"].sum()
    return pick(
        language,
        f"Boblediagram over siterte verk etter kapittel og utgivelsesår, fra {counted['year'].min()} til {counted['year'].max()}. Kapittel {per_chapter.idxmax()} siterer flest verk, {per_chapter.max()}.",
        f"Bubble chart of cited works by chapter and year of publication, from {counted['year'].min()} to {counted['year'].max()}. Chapter {per_chapter.idxmax()} cites most works, {per_chapter.max()}.",
    )


ARGUMENT_FIGURES: list[Figure] = [
    Figure(
        "fig-utfordring-tiltak",
        "diskusjon",
        measures_data,
        draw_measures,
        caption(
            "Tiltakene som sies å møte hver utfordring. Tallet er antallet informanter som selv etterlyser tiltaket eller forteller hva det gjør, i et publisert utdrag.",
            "The measures said to answer each challenge. The number counts the informants who call for the measure themselves, or tell what it does, in a published excerpt.",
        ),
        measures_alt,
        title={"nb": "Utfordringer og tiltak", "en": "Challenges and measures"},
        choose=(1, 0),
        ids=5,
    ),
    Figure(
        "fig-teori-funn",
        "diskusjon",
        theory_data,
        draw_theory,
        caption(
            "Begrepene i kapittel 2, delene i kapittel 5 og 6, og hvor påstandene knytter dem sammen.",
            "The concepts of chapter 2, the sections of chapters 5 and 6, and where claims tie them together.",
            counted=False,
        ),
        theory_alt,
        title={"nb": "Teori og funn", "en": "Theory and findings"},
        choose=(0, 1),
        ids=4,
    ),
    Figure(
        "fig-kilder",
        "kildekontroll",
        works_data,
        draw_works,
        caption(
            "Verkene som masteroppgaven siterer, etter kapittel og utgivelsesår. Et verk telles én gang i hvert kapittel.",
            "The works that the thesis cites, by chapter and year of publication. A work counts once in each chapter.",
            counted=False,
        ),
        works_alt,
        title={"nb": "Siterte verk", "en": "Cited works"},
        choose=(0,),
    ),
]
