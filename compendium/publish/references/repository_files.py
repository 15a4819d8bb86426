"""The repository's own descriptions: CITATION.cff, codemeta.json and .zenodo.json."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from compendium.checkout.files import ROOT
from compendium.publish.references.csl_items import edition
from compendium.publish.references.metadata import Metadata, Person

# The repository's own language is English, and so is what is said of the book; the works keep their own titles.
LANGUAGE = "en"
WORKS = "nb"
SOURCE = "Made from metadata.toml by `python -m compendium metadata`; change it there."


class _PlainDumper(yaml.SafeDumper):
    """YAML that repeats a value rather than refer to its first place."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None)}


def _cff_person(person: Person) -> dict[str, str]:
    return _filled({"family-names": person.family, "name-particle": person.particle, "given-names": person.given})


def citation_cff(metadata: Metadata) -> str:
    """CITATION.cff 1.2.0: the repository by the compendium, to be cited as the book, which goes back to the thesis."""
    authors = list(map(_cff_person, metadata.authors))
    compendium = {"name": metadata.compendium}
    content = _filled(
        {
            "cff-version": "1.2.0",
            "message": "Please cite the book as given under preferred-citation; its page 'siter' says when to cite the thesis.",
            "type": "software",
            "title": metadata.title[WORKS],
            "abstract": metadata.description[LANGUAGE],
            "authors": [compendium],
            "version": metadata.version,
            "license": metadata.licences.code,
            "url": metadata.url(),
            "keywords": metadata.keywords(LANGUAGE),
            "preferred-citation": _filled(
                {
                    "type": "book",
                    "title": metadata.title[WORKS],
                    "authors": authors,
                    "edition": edition(metadata, WORKS),
                    "editors": [compendium],
                    "publisher": compendium,
                    "version": metadata.version,
                    "year": metadata.year,
                    "languages": ["nb"],
                    "license": metadata.licences.text,
                    "url": metadata.url(),
                }
            ),
            "references": [
                {
                    "type": "thesis",
                    "title": metadata.thesis.title[WORKS],
                    "authors": authors,
                    "thesis-type": metadata.thesis.kind[WORKS],
                    "institution": {"name": metadata.thesis.institution[WORKS]},
                    "year": metadata.thesis.year,
                    "languages": ["nb"],
                    "scope": "The study that the book adapts. The title is lost; a description in brackets stands for it.",
                }
            ],
        }
    )
    text = yaml.dump(content, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False, width=120)
    return f"# {SOURCE}\n{text}"


def codemeta(metadata: Metadata) -> str:
    """codemeta.json 2.0: the repository as software, by the compendium."""
    compendium = {"@type": "Organization", "name": metadata.compendium}
    content = _filled(
        {
            "@context": "https://doi.org/10.5063/schema/codemeta-2.0",
            "@type": "SoftwareSourceCode",
            "name": metadata.title[WORKS],
            "description": metadata.description[LANGUAGE],
            "version": metadata.version,
            "datePublished": str(metadata.year),
            "license": f"https://spdx.org/licenses/{metadata.licences.code}",
            "author": [compendium],
            "publisher": compendium,
            "keywords": metadata.keywords(LANGUAGE),
            "programmingLanguage": "Python",
            "url": metadata.url(),
            "referencePublication": {
                "@type": "Book",
                "name": metadata.title[WORKS],
                "author": [
                    {"@type": "Person", "givenName": person.given, "familyName": person.full_family}
                    for person in metadata.authors
                ],
                "datePublished": str(metadata.year),
            },
        }
    )
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def zenodo(metadata: Metadata) -> str:
    """.zenodo.json: a book whose files are open to those who may have them.

    The excerpts carry no open licence, so a deposit must not claim one.
    """
    content = {
        "upload_type": "publication",
        "publication_type": "book",
        "title": metadata.title[WORKS],
        "description": f"{metadata.description[LANGUAGE]} It is an {edition(metadata, LANGUAGE)}.",
        "creators": [{"name": person.inverted} for person in metadata.authors],
        "contributors": [{"name": metadata.compendium, "type": "Editor"}],
        "version": metadata.version,
        "language": "nob",
        "keywords": metadata.keywords(LANGUAGE),
        "access_right": "restricted",
        "access_conditions": metadata.licences.study[LANGUAGE],
        "references": [
            f"{'; '.join(person.inverted for person in metadata.authors)} ({metadata.thesis.year}). "
            f"{metadata.thesis.title[WORKS]}. {metadata.thesis.institution[WORKS]}."
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


FILES: dict[str, Callable[[Metadata], str]] = {
    "CITATION.cff": citation_cff,
    "codemeta.json": codemeta,
    ".zenodo.json": zenodo,
}


def stale(metadata: Metadata, root: Path = ROOT) -> list[str]:
    """Names of the files that are missing or say something else than the metadata."""

    def differs(name: str) -> bool:
        path = root / name
        return not path.exists() or path.read_text(encoding="utf-8") != FILES[name](metadata)

    return [name for name in FILES if differs(name)]


def write(metadata: Metadata, root: Path = ROOT) -> list[str]:
    """Write the files that are out of date; returns their names."""
    outdated = stale(metadata, root)
    for name in outdated:
        (root / name).write_text(FILES[name](metadata), encoding="utf-8", newline="\n")
    return outdated
