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
from compendium.tables.frames import each_row

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


def _add_codes(parent: Element, study: QualitativeStudy, language: Language, above: str = "") -> None:
    """The codes below one, each with those below it; from the top by default. Colour tells the kind of code."""
    kinds = list(dict.fromkeys(study.codes["kind"]))
    for row in each_row(study.codes[study.codes["parent_id"] == above]):
        colour = PALETTE[kinds.index(row.kind) % len(PALETTE)].upper()
        name = getattr(row, f"label_{language}")
        code = SubElement(parent, "Code", guid=guid("code", row.code_id), name=name, isCodable="true", color=colour)
        _described(code, code_memo(study, row.code_id, language))
        _add_codes(code, study, language, row.code_id)


def codebook(study: QualitativeStudy, language: Language) -> bytes:
    """The codebook as a `.qdc` file."""
    root = Element("CodeBook", xmlns=CODEBOOK_NAMESPACE, origin=ORIGIN)
    if not study.codes.empty:
        _add_codes(SubElement(root, "Codes"), study, language)
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


# One user: the bases of the codings never code the same, and as two coders their agreement would mean nothing.
_USER = guid("user")


def _add_source(sources: Element, study: QualitativeStudy, document: Document, language: Language) -> None:
    """A document with one selection for each coding.

    Software shows the description of a selection as the memo of its coding, and
    drops notes tied to a coding; so an excerpt with three codes is selected
    three times, each time with the basis and the reason of its own coding as
    memo. An excerpt without a code is selected once.
    """
    own = guid("source", language, document.informant_id)
    place = f"internal://{own}.txt"
    source = SubElement(sources, "TextSource", guid=own, name=document.name, plainTextPath=place, creatingUser=_USER)
    _described(source, PROVISO[language])

    def select(excerpt_id: str, *ids: str) -> Element:
        start, end = map(str, places[excerpt_id])
        identity = guid("selection", language, excerpt_id, *ids)
        position = {"guid": identity, "name": excerpt_id, "startPosition": start, "endPosition": end}
        return SubElement(source, "PlainTextSelection", position, creatingUser=_USER)

    _, places = laid_out(document)
    for excerpt_id in places:
        codings = study.codings[study.codings["excerpt_id"] == excerpt_id]
        if codings.empty:
            select(excerpt_id)
        for coding in each_row(codings):
            selection = select(excerpt_id, coding.code_id)
            _described(selection, coding_memo(coding, language))
            identity = guid("coding", language, excerpt_id, coding.code_id)
            coded = SubElement(selection, "Coding", guid=identity, creatingUser=_USER)
            SubElement(coded, "CodeRef", targetGUID=guid("code", coding.code_id))
    # Whose words it holds: QualCoder reads a case and drops its reference to the source.
    value = SubElement(source, "VariableValue")
    SubElement(value, "VariableRef", targetGUID=guid("variable", "informant"))
    SubElement(value, "TextValue").text = document.name


def project_xml(study: QualitativeStudy, language: Language) -> bytes:
    """The project as XML, without the texts of its sources.

    An informant is a case by number alone: firm, position and gender beside an excerpt would point out who speaks.
    """
    texts = documents(study, language)
    root = Element("Project", xmlns=PROJECT_NAMESPACE, name=TITLE[language], origin=ORIGIN)
    if texts:
        SubElement(SubElement(root, "Users"), "User", guid=_USER, name=ORIGIN)
    if not study.codes.empty:
        _add_codes(SubElement(SubElement(root, "CodeBook"), "Codes"), study, language)
    if texts:
        variable = {"guid": guid("variable", "informant"), "name": "Informant", "typeOfVariable": "Text"}
        SubElement(SubElement(root, "Variables"), "Variable", variable)
    quoted = {document.informant_id for document in texts}
    cases = Element("Cases")
    for informant in study.informants["informant_id"]:
        case = SubElement(cases, "Case", guid=guid("case", informant), name=informant_name(informant))
        if informant in quoted:
            SubElement(case, "SourceRef", targetGUID=guid("source", language, informant))
    sources = Element("Sources")
    for document in texts:
        _add_source(sources, study, document, language)
    # The schema allows no empty one.
    root.extend(element for element in (cases, sources) if len(element))
    _described(root, PROVISO[language])
    return _xml(root)


def project(study: QualitativeStudy, language: Language) -> bytes:
    """The project as a `.qdpx` file: the XML and one text for each informant who is quoted."""
    files = {"project.qde": project_xml(study, language)}
    for document in documents(study, language):
        source = guid("source", language, document.informant_id)
        files[f"sources/{source}.txt"] = laid_out(document)[0].encode()
    return zipped(files)
