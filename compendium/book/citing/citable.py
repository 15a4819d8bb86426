"""What of the book can be cited, and all its references, gathered once for each build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK, BuildEnvironment
from sphinx.errors import ExtensionError

from compendium.artefacts.language import Language
from compendium.book.source import language_of, words_of
from compendium.interface import interface_texts
<<<<<<< HEAD:compendium/book/citing/collecting.py
from compendium.publish.references.csl_items import TEXTS as PART_TEXTS
from compendium.publish.references.csl_items import Page, Part, book_item, page_item, part_item, thesis_item
from compendium.publish.references.metadata import METADATA, Metadata, MetadataError, read_metadata
from compendium.publish.references.formatting import Reference, references
from compendium.qualitative.labels import row_label
=======
from compendium.publish.references.csl_items import TEXTS as PART_TEXTS
from compendium.publish.references.csl_items import Page, Part, book_item, page_item, part_item, thesis_item
from compendium.publish.references.formatting import Reference, references
from compendium.publish.references.metadata import METADATA, Metadata, MetadataError, read_metadata
from compendium.qualitative.labels import informant_name, row_label, section_link
>>>>>>> f70cf2a (Name the modules of citing and publishing after what they make):compendium/book/citing/citable.py
from compendium.qualitative.study import QualitativeStudy
from compendium.study import definition

TEXTS = interface_texts("citing")
FOLDER = "chapters/"
CLAIMS = "tab-evidens"
# Gives the thesis's preface in passing, and is about the book.
COLOPHON = "kolofon"


@dataclass(frozen=True)
class Citations:
    """Everything of the book that can be cited: pages by document name, parts by locator, references by item id."""

    metadata: Metadata
    language: Language
    pages: dict[str, Page]
    parts: dict[str, Part]
    references: dict[str, Reference]

    def of_page(self, document: str) -> Reference:
        return self.references[page_item(self.metadata, self.pages[document], self.language)["id"]]

    def of_part(self, locator: str) -> Reference:
        return self.references[part_item(self.metadata, self.parts[locator], self.language)["id"]]

    @property
    def book(self) -> Reference:
        return self.references[book_item(self.metadata, self.language)["id"]]

    @property
    def thesis(self) -> Reference:
        return self.references[thesis_item(self.metadata, self.language)["id"]]


def metadata_of(app: Sphinx) -> Metadata:
    """The metadata of this build."""
    return app.compendium_metadata


def citations_of(app: Sphinx) -> Citations:
    """The citations of this build, once all pages are read."""
    return app.compendium_citations


def _documents_in_order(env: BuildEnvironment) -> list[str]:
    """Documents of the table of contents, front page left out, in reading order."""
    found: list[str] = []

    def walk(document: str) -> None:
        for child in env.toctree_includes.get(document, []):
            if child not in found and child in env.titles:
                found.append(child)
                walk(child)

    walk(env.config.root_doc)
    return found


def _pages(env: BuildEnvironment, study: QualitativeStudy) -> dict[str, Page]:
    retelling = set(study.sections["page"]) - {COLOPHON}
    return {
        document: Page(
            path=f"{document}.html",
            title=env.titles[document].astext(),
            position=position,
            retells=document.removeprefix(FOLDER) in retelling,
        )
        for position, document in enumerate(_documents_in_order(env), start=1)
    }


def _artefact_parts(app: Sphinx, pages: dict[str, Page], language: Language) -> Iterator[Part]:
    for result in app.compendium_results.artefacts.values():
        if page := pages.get(FOLDER + result.artefact.page):
            texts, of_thesis = result.texts[language], result.artefact.of_thesis
            # The first sentence of a table's caption names what is shown; the rest explains.
            title = texts.title or texts.caption.split(". ")[0].rstrip(".")
            yield Part(result.kind, result.id, result.id, page, title, of_thesis=of_thesis)


def _excerpt_parts(app: Sphinx, pages: dict[str, Page], language: Language) -> Iterator[Part]:
    study, words = app.compendium_study, words_of(app.env)
    shown_on = dict(zip(study.sections["section"], study.sections["page"]))
    for excerpt in study.excerpts.sort_values("order").itertuples():
        if page := pages.get(FOLDER + shown_on[excerpt.section]):
            informant = words.of("informant", excerpt.informant_id)
            title = PART_TEXTS[language]["excerpt_title"].format(
                locator=excerpt.excerpt_id,
                informant=informant,
                section=words.of("section", excerpt.section),
            )
            yield Part("excerpt", excerpt.excerpt_id, excerpt.excerpt_id, page, title, informant, of_thesis=True)


def _claim_parts(app: Sphinx, pages: dict[str, Page], language: Language) -> Iterator[Part]:
    if page := pages.get(FOLDER + definition().artefacts[CLAIMS].page):
        for claim in app.compendium_study.claims.itertuples():
            title = PART_TEXTS[language]["claim_title"].format(
                locator=claim.claim_id, section=words_of(app.env).of("section", claim.section)
            )
            yield Part("claim", claim.claim_id, row_label(claim.claim_id), page, title)


def read_book_metadata(app: Sphinx, config) -> None:
    """Read the metadata before anything else; the address of the book is Sphinx's too."""
    try:
        app.compendium_metadata = read_metadata(Path(config.compendium_metadata))
    except MetadataError as error:
        raise ExtensionError(str(error)) from None
    if app.compendium_metadata.address:
        config.html_baseurl = app.compendium_metadata.address


def collect(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Gather the citations; returns the documents to write anew, all of them if any citation is another than before."""
    if app.builder.format != "html":
        return []
    metadata, language = metadata_of(app), language_of(app.config)
    pages = _pages(env, app.compendium_study)
    parts = [part for kind in (_artefact_parts, _excerpt_parts, _claim_parts) for part in kind(app, pages, language)]
    now = Citations(metadata, language, pages, {part.locator: part for part in parts}, {})
    before = getattr(env, "compendium_citations", None)
    if before and env.config_status == CONFIG_OK and replace(before, references={}) == now:
        app.compendium_citations = before
        return []
    items = [
        book_item(metadata, language),
        thesis_item(metadata, language),
        *(page_item(metadata, page, language) for page in pages.values()),
        *(part_item(metadata, part, language) for part in parts),
    ]
    app.compendium_citations = env.compendium_citations = replace(now, references=references(items, language))
    return [] if before == app.compendium_citations else sorted(env.found_docs)


def setup(app: Sphinx) -> None:
    app.add_config_value("compendium_metadata", str(METADATA), "")
    # Before the builder reads the configuration, and before the study is loaded.
    app.connect("config-inited", read_book_metadata, priority=400)
    app.connect("env-updated", collect)
