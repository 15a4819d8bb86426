"""The codebook and the coded excerpts in REFI-QDA, the exchange format of qualitative software.

Source: REFI-QDA Standard 1.5 (Rotterdam Exchange Format Initiative, 2019), whose
project schema is version 1.0.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from compendium.artefacts.language import Language
from compendium.artefacts.presentation import PALETTE
from compendium.checkout.packing import zipped
from compendium.qualitative.documents import Document, documents
from compendium.qualitative.labels import informant_name
from compendium.qualitative.memos import PROVISO, TITLE, code_memo, coding_memo
from compendium.qualitative.study import QualitativeStudy

CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"
ORIGIN = "industrial-symbiosis-compendium"
# GUIDs follow from the ids of the study, so that a later export replaces an earlier one.
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:industrial-symbiosis-compendium")


def guid(kind: str, *ids: str) -> str:
    """The GUID of one thing of the study: the same in every export."""
    return str(uuid5(_NAMESPACE, ":".join((kind, *ids))))


def _xml(root: Element) -> bytes:
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _described(parent: Element, text: str) -> None:
    if text:
        SubElement(parent, "Description").text = text


def _codes(study: QualitativeStudy, language: Language) -> Element | None:
    """The codes, each inside its parent; None when there is no code. Colour tells the kind of code."""
    if study.codes.empty:
        return None
    kinds = list(dict.fromkeys(study.codes["kind"]))
    codes = Element("Codes")

    def add(parent: Element, parent_id: str) -> None:
        for row in study.codes[study.codes["parent_id"] == parent_id].itertuples():
            code = SubElement(
                parent,
                "Code",
                {
                    "guid": guid("code", row.code_id),
                    "name": getattr(row, f"label_{language}"),
                    "isCodable": "true",
                    "color": PALETTE[kinds.index(row.kind) % len(PALETTE)].upper(),
                },
            )
            _described(code, code_memo(study, row.code_id, language))
            add(code, row.code_id)

    add(codes, "")
    return codes


def codebook(study: QualitativeStudy, language: Language) -> bytes:
    """The codebook as a `.qdc` file."""
    root = Element("CodeBook", {"xmlns": CODEBOOK_NAMESPACE, "origin": ORIGIN})
    if (codes := _codes(study, language)) is not None:
        root.append(codes)
    return _xml(root)


def laid_out(document: Document) -> tuple[str, dict[str, tuple[int, int]]]:
    """The plain text of a document, and where each excerpt stands in it.

    Positions are Unicode code points from the start of the text; the second is
    that of the first character after the excerpt.
    """
    text, places = "", {}
    for passage in document.passages:
        text += f"{passage.heading}\n"
        places[passage.excerpt_id] = (len(text), len(text) + len(passage.text))
        text += f"{passage.text}\n\n"
    return text.rstrip("\n") + "\n", places


# One user: the bases of the codings never code the same, and an agreement between them as two coders would mean nothing.
_USER = {"creatingUser": guid("user")}


def _case(informant, quoted: set[str], language: Language) -> Element:
    """An informant by number alone: firm, position and gender beside an excerpt would point out who speaks.

    QualCoder reads the case and drops the reference to its source, so the source
    names its informant too (`_informant_of`).
    """
    case = Element(
        "Case",
        {
            "guid": guid("case", informant.informant_id),
            "name": informant_name(informant.informant_id, language),
        },
    )
    if informant.informant_id in quoted:
        SubElement(case, "SourceRef", targetGUID=guid("source", language, informant.informant_id))
    return case


def _informant_of(document: Document, language: Language) -> Element:
    """Whose words a document holds, as the value of a variable."""
    value = Element("VariableValue")
    SubElement(value, "VariableRef", targetGUID=guid("variable", "informant"))
    SubElement(value, "TextValue").text = informant_name(document.informant_id, language)
    return value


def _source(
    study: QualitativeStudy, document: Document, places: dict[str, tuple[int, int]], language: Language
) -> Element:
    """A document with one selection for each coding.

    Software shows the description of a selection as the memo of its coding, and
    drops notes tied to a coding; so an excerpt with three codes is selected
    three times, each time with the basis and the reason of its own coding as
    memo. An excerpt without a code is selected once.
    """
    source_guid = guid("source", language, document.informant_id)
    source = Element(
        "TextSource",
        {
            "guid": source_guid,
            "name": document.name,
            "plainTextPath": f"internal://{source_guid}.txt",
            **_USER,
        },
    )
    _described(source, PROVISO[language])
    for passage in document.passages:
        start, end = places[passage.excerpt_id]
        place = {"name": passage.excerpt_id, "startPosition": str(start), "endPosition": str(end)}
        codings = study.codings[study.codings["excerpt_id"] == passage.excerpt_id]
        if codings.empty:
            SubElement(
                source,
                "PlainTextSelection",
                {"guid": guid("selection", language, passage.excerpt_id), **place, **_USER},
            )
        for coding in codings.itertuples():
            ids = (language, passage.excerpt_id, coding.code_id)
            selection = SubElement(source, "PlainTextSelection", {"guid": guid("selection", *ids), **place, **_USER})
            _described(selection, coding_memo(coding, language))
            coded = SubElement(selection, "Coding", {"guid": guid("coding", *ids), **_USER})
            SubElement(coded, "CodeRef", targetGUID=guid("code", coding.code_id))
    source.append(_informant_of(document, language))
    return source


def _filled(parent: Element, name: str, children: list[Element]) -> None:
    """A container with its children; none when there are none, since the schema allows no empty one."""
    if children:
        SubElement(parent, name).extend(children)


def project_xml(study: QualitativeStudy, language: Language) -> bytes:
    """The project as XML, without the texts of its sources."""
    texts = documents(study, language)
    root = Element("Project", {"xmlns": PROJECT_NAMESPACE, "name": TITLE[language], "origin": ORIGIN})
    _filled(root, "Users", [Element("User", {"guid": _USER["creatingUser"], "name": ORIGIN})] if texts else [])
    if (codes := _codes(study, language)) is not None:
        SubElement(root, "CodeBook").append(codes)
    variable = {"guid": guid("variable", "informant"), "name": "Informant", "typeOfVariable": "Text"}
    _filled(root, "Variables", [Element("Variable", variable)] if texts else [])
    quoted = {document.informant_id for document in texts}
    _filled(root, "Cases", [_case(row, quoted, language) for row in study.informants.itertuples()])
    _filled(root, "Sources", [_source(study, document, laid_out(document)[1], language) for document in texts])
    _described(root, PROVISO[language])
    return _xml(root)


def project(study: QualitativeStudy, language: Language) -> bytes:
    """The project as a `.qdpx` file: the XML and one text for each informant who is quoted."""
    files = {"project.qde": project_xml(study, language)}
    for document in documents(study, language):
        source = guid("source", language, document.informant_id)
        files[f"sources/{source}.txt"] = laid_out(document)[0].encode()
    return zipped(files)
