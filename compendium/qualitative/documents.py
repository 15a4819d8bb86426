"""The excerpts as the documents that qualitative software codes: one for each informant who is quoted."""

from __future__ import annotations

from dataclasses import dataclass

from compendium.artefacts.language import Language, pick
from compendium.qualitative.labels import informant_name
from compendium.qualitative.study import QualitativeStudy
from compendium.tables.frames import each_row


@dataclass(frozen=True)
class Passage:
    """One excerpt in a document: its words, and the line above that says which it is."""

    excerpt_id: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """The excerpts of one informant, in the order of the thesis."""

    informant_id: str
    name: str
    passages: tuple[Passage, ...]


def plain_lines(text: str) -> str:
    """The text with LF for every line end, which no program counts as two characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def documents(study: QualitativeStudy, language: Language) -> list[Document]:
    """One document for each informant with an excerpt, in the order of `informants.csv`."""
    section = pick(language, "del", "section")
    passages: dict[str, list[Passage]] = {}
    for row in each_row(study.excerpts.sort_values("order")):
        heading = f"{row.excerpt_id} · {section} {row.section}"
        text = plain_lines(getattr(row, f"text_{language}"))
        passages.setdefault(row.informant_id, []).append(Passage(row.excerpt_id, heading, text))
    return [
        Document(informant, informant_name(informant), tuple(passages[informant]))
        for informant in study.informants["informant_id"]
        if informant in passages
    ]
