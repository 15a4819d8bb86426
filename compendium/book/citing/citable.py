"""What of the book can be cited, and all its references, gathered once for each build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import CONFIG_OK, BuildEnvironment
from sphinx.errors import ExtensionError

from compendium.artefacts.language import Language
from compendium.book.source import language_of, words_of
from compendium.interface import interface_texts
from compendium.publish.references import csl_items
from compendium.publish.references.csl_items import Item, Page, Part
from compendium.publish.references.formatting import Reference, references
from compendium.publish.references.metadata import METADATA, Metadata, MetadataError, read_metadata
from compendium.qualitative.labels import row_label
from compendium.qualitative.study import QualitativeStudy
from compendium.study import definition

FOLDER = "chapters/"
CLAIMS = "tab-evidens"
# Gives the thesis's preface in passing, and is about the book.
COLOPHON = "kolofon"
THESIS = "thesis"


@dataclass(frozen=True)
class Citations:
    """Everything of the book that can be cited.

    `pages` are by document name, in reading order, the front page first; `parts`
    by locator; `references` by either, and that of the thesis by `THESIS`.
    """

    metadata: Metadata
    language: Language
    pages: dict[str, Page]
    parts: dict[str, Part]
    references: dict[str, Reference]

    @property
    def texts(self) -> dict[str, str]:
        """What boxes, popovers and notes around citations say."""
        return interface_texts("citing")[self.language]

    def item(self, page: Page) -> Item:
        """What is cited as a page: a chapter, or as the front page the book."""
        return (
            csl_items.page_item(self.metadata, page, self.language)
            if page.path
            else csl_items.book_item(self.metadata, self.language)
        )


def metadata_of(app: Sphinx) -> Metadata:
    """The metadata of this build."""
    return app.compendium_metadata  # type: ignore[attr-defined,no-any-return]


def citations_of(app: Sphinx) -> Citations:
    """The citations of this build, once all pages are read."""
    return app.compendium_citations  # type: ignore[attr-defined,no-any-return]


def _documents_in_order(env: BuildEnvironment, document: str, found: list[str]) -> list[str]:
    """A document and what its tables of contents lead to that is not `found` yet, in reading order."""
    found.append(document)
    for child in env.toctree_includes.get(document, []):
        if child not in found and child in env.titles:
            _documents_in_order(env, child, found)
    return found


def _pages(env: BuildEnvironment, study: QualitativeStudy, metadata: Metadata, language: Language) -> dict[str, Page]:
    retelling = set(study.sections["page"]) - {COLOPHON}
    root, *documents = _documents_in_order(env, env.config.root_doc, [])
    chapters = {
        document: Page(
            path=f"{document}.html",
            title=env.titles[document].astext(),
            position=position,
            retells=document.removeprefix(FOLDER) in retelling,
        )
        for position, document in enumerate(documents, start=1)
    }
    return {root: csl_items.front_page(metadata, language), **chapters}


def _parts(app: Sphinx, pages: dict[str, Page], language: Language) -> Iterator[Part]:
    """Tables and figures, excerpts and claims that stand on one of the pages."""
    study: QualitativeStudy = app.compendium_study  # type: ignore[attr-defined]
    texts, words = csl_items.TEXTS[language], words_of(app.env)
    for result in app.compendium_results.artefacts.values():  # type: ignore[attr-defined]
        if page := pages.get(FOLDER + result.artefact.page):
            said = result.texts[language]
            # The first sentence of a table's caption names what is shown; the rest explains.
            title = said.title or said.caption.split(". ")[0].rstrip(".")
            yield Part(result.kind, result.id, result.id, page, title, of_thesis=result.artefact.of_thesis)
    shown_on = dict(zip(study.sections["section"], study.sections["page"]))
    for excerpt in study.excerpts.sort_values("order").itertuples():
        if page := pages.get(FOLDER + shown_on[excerpt.section]):
            locator, informant = excerpt.excerpt_id, words.of("informant", excerpt.informant_id)
            section = words.of("section", excerpt.section)
            title = texts["excerpt_title"].format(locator=locator, informant=informant, section=section)
            yield Part("excerpt", locator, locator, page, title, informant, of_thesis=True)
    if page := pages.get(FOLDER + definition().artefacts[CLAIMS].page):
        for claim in study.claims.itertuples():
            section = words.of("section", claim.section)
            title = texts["claim_title"].format(locator=claim.claim_id, section=section)
            yield Part("claim", claim.claim_id, row_label(claim.claim_id), page, title)


def read_book_metadata(app: Sphinx, config: Config) -> None:
    """Read the metadata before anything else; the address of the book is Sphinx's too."""
    try:
        metadata = read_metadata(Path(config.compendium_metadata))
    except MetadataError as error:
        raise ExtensionError(str(error)) from None
    app.compendium_metadata = metadata  # type: ignore[attr-defined]
    if metadata.address:
        config.html_baseurl = metadata.address


def collect(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Gather the citations; returns the documents to write anew, all of them if any citation is another than before."""
    if app.builder.format != "html":
        return []
    metadata, language = metadata_of(app), language_of(app.config)
    pages = _pages(env, app.compendium_study, metadata, language)  # type: ignore[attr-defined]
    now = Citations(metadata, language, pages, {part.locator: part for part in _parts(app, pages, language)}, {})
    before = getattr(env, "compendium_citations", None)
    if not before or env.config_status != CONFIG_OK or replace(before, references={}) != now:
        items = {
            THESIS: csl_items.thesis_item(metadata, language),
            **{document: now.item(page) for document, page in pages.items()},
            **{locator: csl_items.part_item(metadata, part, language) for locator, part in now.parts.items()},
        }
        made = references(list(items.values()), language)
        now = replace(now, references={name: made[item["id"]] for name, item in items.items()})
    else:
        now = before
    app.compendium_citations = env.compendium_citations = now  # type: ignore[attr-defined]
    return [] if now == before else sorted(env.found_docs)


def setup(app: Sphinx) -> None:
    app.add_config_value("compendium_metadata", str(METADATA), "")
    # Before the builder reads the configuration, and before the study is loaded.
    app.connect("config-inited", read_book_metadata, priority=400)
    app.connect("env-updated", collect)
