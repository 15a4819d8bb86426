"""References as files that a reference manager reads: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from compendium.publish.references.csl_items import Item, edition_and_version


def csl_json(item: Item) -> str:
    """The item as a CSL-JSON file: a list of one; edition and version stand in `edition`.

    Zotero takes a book with a `version` for a computer program (`itemFromCSLJSON`).
    """
    written = {key: value for key, value in item.items() if key != "version"}
    if edition := edition_and_version(item):
        written["edition"] = edition
    return json.dumps([written], ensure_ascii=False, indent=2) + "\n"


def _names(names: list[dict[str, str]], kept: str = "{}") -> list[str]:
    """Names with the family name first; what a format must keep together is put into `kept`."""
    return [
        kept.format(name["literal"])
        if "literal" in name
        else f"{name.get('non-dropping-particle', '')} "
        f"{kept.format(name['family']) if ' ' in name['family'] else name['family']}, {name['given']}".strip()
        for name in names
    ]


def _year(item: Item) -> str:
    return str(item["issued"]["date-parts"][0][0])


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
_BIBTEX_TYPES = {"chapter": "incollection", "book": "book", "thesis": "mastersthesis"}


def bibtex(item: Item) -> str:
    """The item as a BibTeX file with one entry; edition and version stand in `edition`, which every style prints.

    Titles are in braces, so that no style changes their capitals: Norwegian titles carry only those that belong there.
    """

    def escaped(key: str, kept: str = "{}") -> str:
        return kept.format(item[key].translate(_LATEX)) if item.get(key) else ""

    fields = {
        "author": " and ".join(_names(item["author"], "{{{}}}")),
        "bookauthor": " and ".join(_names(item.get("container-author", []), "{{{}}}")),
        "title": escaped("title", "{{{}}}"),
        "booktitle": escaped("container-title", "{{{}}}"),
        "edition": edition_and_version(item).translate(_LATEX),
        "school" if item["type"] == "thesis" else "publisher": escaped("publisher"),
        "year": _year(item),
        "url": item.get("URL", ""),
        "language": {"nb-NO": "norwegian", "en-GB": "english"}[item["language"]],
        "abstract": escaped("abstract"),
    }
    # In braces where quotation marks would end the value.
    quoted = {key: f"{{{value}}}" if '"' in value else f'"{value}"' for key, value in fields.items() if value}
    lines = [f"    {key} = {value}" for key, value in quoted.items()]
    return f"@{_BIBTEX_TYPES[item['type']]}{{{item['id']},\n" + ",\n".join(lines) + "\n}\n"


_RIS_TYPES = {"chapter": "CHAP", "book": "BOOK", "thesis": "THES"}


def ris(item: Item) -> str:
    """The item as a RIS file with one reference."""
    fields = [
        ("TY", _RIS_TYPES[item["type"]]),
        ("ID", item["id"]),
        *(("AU", name) for name in _names(item["author"])),
        ("TI", item["title"]),
        ("T2", item.get("container-title")),
        ("PY", _year(item)),
        ("ET", edition_and_version(item)),
        ("PB", item.get("publisher")),
        ("LA", item["language"]),
        ("AB", item.get("abstract")),
        ("UR", item.get("URL")),
    ]
    return "".join(f"{tag}  - {text}\n" for tag, text in fields if text) + "ER  - \n"


@dataclass(frozen=True)
class Format:
    """A form of the reference: what it is called, how its files end, and the function that writes it."""

    name: str
    suffix: str
    write: Callable[[Item], str]


FORMATS = (Format("BibTeX", ".bib", bibtex), Format("RIS", ".ris", ris), Format("CSL-JSON", ".csl.json", csl_json))
