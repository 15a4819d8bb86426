"""What can be cited, as CSL-JSON items (citationstyles.org, CSL 1.0.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from compendium.artefacts.language import Language
from compendium.interface import interface_texts
from compendium.publish.references.metadata import Metadata

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


def _authors(metadata: Metadata) -> list[Item]:
    return [
        filled({"family": person.family, "given": person.given, "non-dropping-particle": person.particle})
        for person in metadata.authors
    ]


def _date(year: int) -> dict[str, Any]:
    return {"date-parts": [[year]]}


def filled(thing: Item) -> Item:
    """A thing without what is not known or not there."""
    return {key: value for key, value in thing.items() if value not in ("", None, [])}


def front_page(metadata: Metadata, language: Language) -> Page:
    """The front page, which stands for the book as a whole."""
    return Page("", metadata.title[language], 0, True, metadata.description[language])


def _item(metadata: Metadata, kind: str, name: str, page: Page, language: Language, credit: Item, **more: Any) -> Item:
    """The book, or something in it on a page: both are in the same edition, by who stands in `credit`."""
    return filled(
        {
            "id": f"{metadata.key}-{name}" if name else metadata.key,
            "type": kind,
            "title": page.title,
            **credit,
            "edition": edition(metadata, language),
            "version": metadata.version,
            "issued": _date(metadata.year),
            **more,
            "publisher": metadata.compendium,
            "language": LOCALES[language],
            "abstract": page.abstract,
            "URL": metadata.url(page.path),
        }
    )


def book_item(metadata: Metadata, language: Language) -> Item:
    """The book: a book by the study's authors in an adapted edition, never a dissertation."""
    credit, first = {"author": _authors(metadata)}, {"original-date": _date(metadata.thesis.year)}
    return _item(metadata, "book", "", front_page(metadata, language), language, credit, **first)


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


def _credit(metadata: Metadata, of_thesis: bool, language: Language) -> Item:
    """Whose something in the book is: the thesis's authors', adapted, or the compendium's in a book of theirs."""
    authors, compendium = _authors(metadata), [{"literal": metadata.compendium}]
    adapted = {"author": authors, "contributor": compendium, "original-date": _date(metadata.thesis.year)}
    own = {"author": compendium, "container-author": authors}
    return {**(adapted if of_thesis else own), "container-title": metadata.title[language]}


def page_item(metadata: Metadata, page: Page, language: Language) -> Item:
    """A chapter. One that retells the thesis is its authors' work, adapted; another is the compendium's own."""
    return _item(metadata, "chapter", page.slug, page, language, _credit(metadata, page.retells, language))


def part_item(metadata: Metadata, part: Part, language: Language) -> Item:
    """A figure, table, excerpt or claim, credited to whose it is, whatever page it stands on."""
    genre = TEXTS[language][part.kind] if part.kind in ("figure", "table") else ""
    title = f"{part.title} ({part.locator})" if genre else part.title
    place = replace(part.page, title=title, path=f"{part.page.path}#{part.anchor}", abstract="")
    credit = _credit(metadata, part.of_thesis, language)
    return _item(metadata, "chapter", part.locator, place, language, credit, genre=genre)
