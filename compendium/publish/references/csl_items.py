"""What can be cited, as CSL-JSON items (citationstyles.org, CSL 1.0.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from compendium.artefacts.language import Language
from compendium.interface import interface_texts
from compendium.publish.references.metadata import Metadata, Person

Item = dict[str, Any]
LOCALES: dict[Language, str] = {"nb": "nb-NO", "en": "en-GB"}


@dataclass(frozen=True)
class Page:
    """A page of the book that can be cited.

    `path` is its address below the book's; `position` its place in the book,
    from 1; `retells` says whether it retells the thesis, so that the thesis's
    authors are its authors, or was written for the compendium alone.
    """

    path: str
    title: str
    position: int
    retells: bool
    abstract: str = ""

    @property
    def slug(self) -> str:
        """The last part of its address, without suffix; permanent."""
        return self.path.rpartition("/")[2].removesuffix(".html")


Kind = Literal["figure", "table", "excerpt", "claim"]


@dataclass(frozen=True)
class Part:
    """A figure, table, excerpt or claim: `locator` is its id, `anchor` its permanent place on `page`.

    `title` says what it is; of an excerpt `informant` says who speaks. `of_thesis`
    says whose it is: the thesis's authors', or the compendium's, which computed,
    coded or judged it.
    """

    kind: Kind
    locator: str
    anchor: str
    page: Page
    title: str
    informant: str = ""
    of_thesis: bool = False


TEXTS = interface_texts("references")


def edition(metadata: Metadata, language: Language) -> str:
    """How the adaptation is credited: `bearbeidet utgave ved Symbiosekompendiet`."""
    return TEXTS[language]["adapted"].format(compendium=metadata.compendium)


def edition_and_version(item: Item) -> str:
    """What is said of an item's edition where a form has one field for it: edition, and version in words."""
    language: Language = next(key for key, locale in LOCALES.items() if locale == item["language"])
    version = TEXTS[language]["version"].format(version=item["version"]) if "version" in item else ""
    return ", ".join(filter(None, [item.get("edition"), version]))


def _csl_person(person: Person) -> dict[str, str]:
    name = {"family": person.family, "given": person.given}
    return {**name, "non-dropping-particle": person.particle} if person.particle else name


def _authors(metadata: Metadata) -> list[dict[str, str]]:
    return [_csl_person(person) for person in metadata.authors]


def _date(year: int) -> dict[str, Any]:
    return {"date-parts": [[year]]}


def _filled(item: Item) -> Item:
    return {key: value for key, value in item.items() if value not in ("", None)}


def book_item(metadata: Metadata, language: Language) -> Item:
    """The book: a book by the study's authors in an adapted edition, never a dissertation."""
    return _filled(
        {
            "id": metadata.key,
            "type": "book",
            "title": metadata.title[language],
            "author": _authors(metadata),
            "edition": edition(metadata, language),
            "version": metadata.version,
            "issued": _date(metadata.year),
            "original-date": _date(metadata.thesis.year),
            "publisher": metadata.compendium,
            "language": LOCALES[language],
            "abstract": metadata.description[language],
            "URL": metadata.url(),
        }
    )


def thesis_item(metadata: Metadata, language: Language) -> Item:
    """The thesis of which the book is an adaptation."""
    return {
        "id": f"{metadata.key.removesuffix(str(metadata.year))}{metadata.thesis.year}",
        "type": "thesis",
        "title": metadata.thesis.title[language],
        "author": _authors(metadata),
        "issued": _date(metadata.thesis.year),
        "publisher": metadata.thesis.institution[language],
        "genre": metadata.thesis.kind[language],
        "language": "nb-NO",
    }


def _credit(metadata: Metadata, of_thesis: bool) -> Item:
    """Who made a part of the book: the thesis's authors, adapted, or the compendium in a book of theirs."""
    compendium = [{"literal": metadata.compendium}]
    if of_thesis:
        return {"author": _authors(metadata), "contributor": compendium, "original-date": _date(metadata.thesis.year)}
    return {"author": compendium, "container-author": _authors(metadata)}


def page_item(metadata: Metadata, page: Page, language: Language) -> Item:
    """A chapter. One that retells the thesis is its authors' work, adapted; another is the compendium's own."""
    return _filled(
        {
            "id": f"{metadata.key}-{page.slug}",
            "type": "chapter",
            "title": page.title,
            **_credit(metadata, page.retells),
            "container-title": metadata.title[language],
            "edition": edition(metadata, language),
            "version": metadata.version,
            "issued": _date(metadata.year),
            "publisher": metadata.compendium,
            "language": LOCALES[language],
            "abstract": page.abstract,
            "URL": metadata.url(page.path),
        }
    )


def part_item(metadata: Metadata, part: Part, language: Language) -> Item:
    """A figure, table, excerpt or claim, credited to whose it is, whatever page it stands on."""
    item = page_item(metadata, part.page, language)
    for key in ("abstract", *_credit(metadata, part.page.retells)):
        item.pop(key, None)
    genre = TEXTS[language][part.kind] if part.kind in ("figure", "table") else ""
    title = f"{part.title} ({part.locator})" if genre else part.title
    return _filled(
        {
            **item,
            "id": f"{metadata.key}-{part.locator}",
            "title": title,
            **_credit(metadata, part.of_thesis),
            "genre": genre,
            "URL": metadata.url(f"{part.page.path}#{part.anchor}"),
        }
    )
