"""References as files that a reference manager reads: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import rispy
from pybtex.database import BibliographyData, Entry
from pybtex.database import Person as BibtexPerson
from pybtex.database.output.bibtex import Writer

from compendium.publish.references.csl_items import Item, edition_and_version


def csl_json(item: Item) -> str:
    """The item as a CSL-JSON file: a list of one; edition and version stand in `edition`.

    Zotero takes a book with a `version` for a computer program (`itemFromCSLJSON`).
    """
    written = {key: value for key, value in item.items() if key != "version"}
    if edition := edition_and_version(item):
        written["edition"] = edition
    return json.dumps([written], ensure_ascii=False, indent=2) + "\n"


def _name(name: dict[str, str]) -> str:
    """Family name first; a name in one piece as it is."""
    if "literal" in name:
        return name["literal"]
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    return f"{family}, {name['given']}"


def _bibtex_person(name: dict[str, str]) -> BibtexPerson:
    if "literal" in name:
        return BibtexPerson(last="{" + name["literal"] + "}")
    # Braces keep a family name of two words together.
    family = "{" + name["family"] + "}" if " " in name["family"] else name["family"]
    return BibtexPerson(first=name["given"], prelast=name.get("non-dropping-particle", ""), last=family)


_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


class _BibtexWriter(Writer):
    """BibTeX in UTF-8, with our own escapes: pybtex's would go into addresses too, and leave out some signs."""

    def _encode(self, text: str) -> str:
        return text


def _escaped(text: str | None) -> str:
    return (text or "").translate(_LATEX)


def _kept(title: str) -> str:
    """A title whose capitals no style may change, since Norwegian titles carry only those that belong there."""
    return "{" + _escaped(title) + "}" if title else ""


_BIBTEX_TYPES = {"chapter": "incollection", "book": "book", "thesis": "mastersthesis"}


def bibtex(item: Item) -> str:
    """The item as a BibTeX file with one entry; edition and version stand in `edition`, which every style prints."""
    fields = {
        "title": _kept(item["title"]),
        "booktitle": _kept(item.get("container-title", "")),
        "edition": _escaped(edition_and_version(item)),
        "school" if item["type"] == "thesis" else "publisher": _escaped(item.get("publisher")),
        "year": str(item["issued"]["date-parts"][0][0]),
        "url": item.get("URL"),
        "language": {"nb-NO": "norwegian", "en-GB": "english"}[item["language"]],
        "abstract": _escaped(item.get("abstract")),
    }
    persons = {"author": [_bibtex_person(name) for name in item["author"]]}
    if "container-author" in item:
        persons["bookauthor"] = [_bibtex_person(name) for name in item["container-author"]]
    entry = Entry(
        _BIBTEX_TYPES[item["type"]], fields={key: value for key, value in fields.items() if value}, persons=persons
    )
    return _BibtexWriter().to_string(BibliographyData({item["id"]: entry}))


class _RisWriter(rispy.RisWriter):
    """RIS without the line number that rispy sets before each reference, and pandoc does not read."""

    def set_header(self, count: int) -> str:
        return ""


_RIS_TYPES = {"chapter": "CHAP", "book": "BOOK", "thesis": "THES"}


def ris(item: Item) -> str:
    """The item as a RIS file with one reference."""
    reference = {
        "type_of_reference": _RIS_TYPES[item["type"]],
        "id": item["id"],
        "authors": [_name(name) for name in item["author"]],
        "title": item["title"],
        "secondary_title": item.get("container-title"),
        "year": str(item["issued"]["date-parts"][0][0]),
        "edition": edition_and_version(item),
        "publisher": item.get("publisher"),
        "language": item["language"],
        "abstract": item.get("abstract"),
        "urls": [item["URL"]] if "URL" in item else [],
    }
    return rispy.dumps([{key: value for key, value in reference.items() if value}], implementation=_RisWriter)


@dataclass(frozen=True)
class Format:
    """A form of the reference: what it is called, how its files end, and the function that writes it."""

    name: str
    suffix: str
    write: Callable[[Item], str]


FORMATS = (Format("BibTeX", ".bib", bibtex), Format("RIS", ".ris", ris), Format("CSL-JSON", ".csl.json", csl_json))
