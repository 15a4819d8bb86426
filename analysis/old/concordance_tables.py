"""Tables of the thesis's words for a concept against the places where it put the excerpts."""

from __future__ import annotations

import pandas as pd

from analysis.concordance import concordance, words_in_context
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.language import Language, pick
from compendium.artefacts.words import LinkedText
from compendium.qualitative.labels import code_labels, joined, row_link


def _ids(ids: str) -> LinkedText:
    return joined([row_link(excerpt) for excerpt in ids.split()])


def agreement(study: Study, language: Language) -> pd.DataFrame:
    """Each concept with the excerpts on which words and place agree, and those on which they part."""
    labels = code_labels(study, language)
    columns = (
        ("Begrep", "Både ord og plassering", "Bare ord", "Bare plassering", "Ingen av delene", "Overlapp i prosent")
        if language == "nb"
        else ("Concept", "Both words and place", "Words only", "Place only", "Neither", "Overlap in per cent")
    )
    rows = [
        (
            labels[row.concept],
            _ids(row.both),
            _ids(row.words_only),
            _ids(row.placed_only),
            row.neither,
            "–" if pd.isna(row.overlap) else round(row.overlap, 1),
        )
        for row in concordance(study).itertuples()
    ]
    return pd.DataFrame(rows, columns=list(columns))


def in_context(study: Study, language: Language) -> pd.DataFrame:
    """Every place where one of the words occurs, with what stands around it."""
    labels = code_labels(study, language)
    yes, no = pick(language, "ja", "yes"), pick(language, "nei", "no")
    columns = (
        ("Begrep", "Ord i 3.4.3", "Utdrag", "Ordet der det står", "Plassert under begrepet")
        if language == "nb"
        else ("Concept", "Word of 3.4.3", "Excerpt", "The word where it stands (Norwegian)", "Placed under the concept")
    )
    rows = [
        (
            labels[row.concept],
            row.phrase,
            LinkedText((row_link(row.excerpt_id),)),
            f"{row.before}[{row.match}]{row.after}",
            yes if row.placed else no,
        )
        for row in words_in_context(study).itertuples()
    ]
    return pd.DataFrame(rows, columns=list(columns))


def agreement_caption(study: Study, language: Language) -> str:
    return pick(
        language,
        "Utdragene der ordene fra operasjonaliseringen forekommer, mot utdragene som masteroppgaven plasserte under begrepet. Ingen av delene er fasit. Overlappen er andelen med begge deler blant utdrag med minst én av dem.",
        "The excerpts in which the words of the operationalisation occur, against those that the thesis placed under the concept. Neither is the truth. The overlap is the share with both among excerpts with at least one.",
    )


def agreement_alt(study: Study, language: Language) -> str:
    counted = concordance(study)
    words, placed = (sum(len(ids.split()) for ids in counted[column]) for column in ("words_only", "placed_only"))
    return pick(
        language,
        f"Tabell over {len(counted)} begreper. {words} ganger forekommer ordet uten at utdraget er plassert under begrepet, og {placed} ganger er det plassert der uten at noen av ordene forekommer.",
        f"Table of {len(counted)} concepts. {words} times the word occurs in an excerpt that is not placed under the concept, and {placed} times an excerpt is placed there in which none of the words occurs.",
    )


def context_caption(study: Study, language: Language) -> str:
    return pick(
        language,
        "Hvert sted i utdragene der et ord fra operasjonaliseringen forekommer. Ordet står i hakeparentes.",
        "Each word of the operationalisation where it occurs in an excerpt, in square brackets.",
    )


def context_alt(study: Study, language: Language) -> str:
    hits = words_in_context(study)
    return pick(
        language,
        f"Tabell med {len(hits)} forekomster i {hits['excerpt_id'].nunique()} utdrag, med ordene rundt.",
        f"Table of {len(hits)} occurrences in {hits['excerpt_id'].nunique()} excerpts, with the words around them.",
    )


CONCORDANCE_TABLES: list[Table] = [
    Table("tab-operasjonalisering-treff", "metode", agreement, agreement_caption, agreement_alt),
    Table("tab-ord-i-sammenheng", "metode", in_context, context_caption, context_alt),
]
