"""What a page says of itself to machines: tags for reference managers and indexes, JSON-LD, OpenGraph.

The tags and their effect were read from Zotero's translators "Embedded Metadata"
and "RDF" (2026): `citation_inbook_title` makes a page a section of a book, and
`og:type` "website" would overrule that, as "book" does for the front page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compendium.artefacts.language import Language
from compendium.publish.references.csl_items import LOCALES, Item, Page, Part, edition, filled
from compendium.publish.references.metadata import Metadata, Person

Tags = list[tuple[str, str]]
SCHEMA = "https://schema.org"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def _author_tags(authors: Sequence[Person]) -> Tags:
    names = [person.inverted for person in authors]
    if len(names) == 1:
        # Zotero takes one tag with a space on both sides of the comma for two authors.
        family, _, given = names[0].partition(", ")
        names = [f"{family.replace(' ', NO_BREAK_SPACE)}, {given}"]
    return [("citation_author", name) for name in names]


def meta_tags(metadata: Metadata, page: Page, language: Language) -> Tags:
    """`<meta name content>` of a page: a chapter is part of a book, and the front page a book, never a dissertation."""
    url = metadata.url(page.path)
    tags = [
        ("citation_title", page.title),
        *(_author_tags(metadata.authors) if page.retells else [("citation_author", metadata.compendium)]),
        ("citation_inbook_title", metadata.title[language] if page.path else ""),
        ("citation_publication_date", str(metadata.year)),
        ("citation_publisher", metadata.compendium),
        ("citation_language", LOCALES[language]),
        ("citation_public_url", url),
        ("citation_fulltext_html_url", url),
        ("citation_abstract", page.abstract),
        ("description", page.abstract),
        ("DC.rights", metadata.licences.study[language]),
    ]
    return [(name, content) for name, content in tags if content]


def open_graph(metadata: Metadata, page: Page, picture: str, picture_text: str, language: Language) -> Tags:
    """`<meta property content>` of a page; `picture` is the preview's address, `picture_text` says what it shows."""
    tags = [
        ("og:title", page.title),
        ("og:type", "article" if page.path else "book"),
        ("og:site_name", metadata.title[language]),
        ("og:locale", LOCALES[language].replace("-", "_")),
        ("og:description", page.abstract),
        ("og:url", metadata.url(page.path)),
        ("og:image", picture),
        ("og:image:alt", picture_text),
    ]
    return [(name, content) for name, content in tags if content]


def _compendium(metadata: Metadata) -> Item:
    return {"@type": "Organization", "name": metadata.compendium}


def _author(metadata: Metadata, of_thesis: bool) -> list[Item]:
    if not of_thesis:
        return [_compendium(metadata)]
    return [
        {"@type": "Person", "name": person.direct, "familyName": person.full_family, "givenName": person.given}
        for person in metadata.authors
    ]


def _thesis(metadata: Metadata, language: Language) -> Item:
    return {
        "@type": "Thesis",
        "name": metadata.thesis.title[language],
        "author": _author(metadata, True),
        "datePublished": str(metadata.thesis.year),
        "inLanguage": "nb-NO",
        "sourceOrganization": {"@type": "CollegeOrUniversity", "name": metadata.thesis.institution[language]},
    }


def _rights(metadata: Metadata, language: Language) -> Item:
    return {"license": metadata.licences.text_address, "copyrightNotice": metadata.licences.study[language]}


def _book(metadata: Metadata, language: Language) -> Item:
    return filled(
        {
            "@type": "Book",
            "@id": metadata.url(),
            "url": metadata.url(),
            "name": metadata.title[language],
            "author": _author(metadata, True),
            "contributor": _compendium(metadata),
            "publisher": _compendium(metadata),
            "bookEdition": edition(metadata, language),
            "version": metadata.version,
            "datePublished": str(metadata.year),
            "inLanguage": LOCALES[language],
        }
    )


_PART_TYPES = {"figure": "ImageObject", "table": "Table", "excerpt": "Quotation", "claim": "Claim"}


def _part(metadata: Metadata, part: Part) -> Item:
    return filled(
        {
            "@type": _PART_TYPES[part.kind],
            "@id": f"{metadata.url(part.page.path)}#{part.anchor}",
            "identifier": part.locator,
            "name": part.title,
            # Where it is another's than the page.
            "author": None if part.of_thesis == part.page.retells else _author(metadata, part.of_thesis),
        }
    )


def page_json_ld(metadata: Metadata, page: Page, parts: Iterable[Part], reference: str, language: Language) -> Item:
    """A chapter by schema.org, with the parts of it that can be cited and the thesis it goes back to.

    `reference` is its reference as text.
    """
    return filled(
        {
            "@context": SCHEMA,
            "@type": "Chapter",
            "@id": metadata.url(page.path),
            "url": metadata.url(page.path),
            "name": page.title,
            "position": page.position,
            "author": _author(metadata, page.retells),
            "contributor": _compendium(metadata) if page.retells else None,
            "datePublished": str(metadata.year),
            "inLanguage": LOCALES[language],
            "abstract": page.abstract,
            **_rights(metadata, language),
            "creditText": reference,
            "isPartOf": _book(metadata, language),
            "citation": _thesis(metadata, language),
            "hasPart": [_part(metadata, part) for part in parts],
        }
    )


def book_json_ld(metadata: Metadata, pages: Iterable[Page], reference: str, language: Language) -> Item:
    """The book by schema.org, with its chapters and its data."""
    chapters = [
        filled({"@type": "Chapter", "@id": metadata.url(page.path), "name": page.title, "position": page.position})
        for page in pages
    ]
    return {
        "@context": SCHEMA,
        **_book(metadata, language),
        "description": metadata.description[language],
        "keywords": ", ".join(metadata.keywords(language)),
        **_rights(metadata, language),
        "creditText": reference,
        "citation": _thesis(metadata, language),
        "hasPart": [*chapters, dataset_json_ld(metadata, {}, language)],
    }


def dataset_json_ld(metadata: Metadata, package: Item, language: Language) -> Item:
    """The data by schema.org; `package` is the content of `data/datapackage.json`, for a full description.

    No one licence holds for the data, some of which quote the study, so the
    rights stand in words for the whole, and for each table as in the package.
    """
    suffix = "_nb" if language == "nb" else ""
    tables = [
        filled(
            {
                "@type": "Dataset",
                "name": table["name"],
                "description": table[f"description{suffix}"],
                "copyrightNotice": table.get("rights"),
                "license": [licence["path"] for licence in table.get("licenses", [])],
                "encodingFormat": table["mediatype"],
            }
        )
        for table in package.get("resources", [])
    ]
    return filled(
        {
            "@context": SCHEMA if package else None,
            "@type": "Dataset",
            "name": package.get(f"title{suffix}") or metadata.title[language],
            "description": package.get("description") or metadata.description[language],
            "creator": _author(metadata, True),
            "contributor": _compendium(metadata),
            "datePublished": str(metadata.year),
            "version": metadata.version,
            "inLanguage": ["nb-NO", "en"],
            "copyrightNotice": metadata.licences.study[language],
            "hasPart": tables,
        }
    )
