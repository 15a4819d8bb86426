"""What the book says of itself: its edition, and the references of the book and of the thesis."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from compendium.book.citing.citable import THESIS, citations_of, metadata_of
from compendium.book.source import language_of
from compendium.checkout.revision import CHANGED, revision
from compendium.interface import interface_texts
from compendium.publish.references.csl_items import edition

CHANGELOG = "/CHANGELOG.md"


class EditionDirective(SphinxDirective):
    """```{edition}``` says version, edition, changelog and commit; on the colophon alone."""

    def run(self) -> list[nodes.Node]:
        metadata, language = metadata_of(self.env.app), language_of(self.env.config)
        texts, place = interface_texts("citing")[language], self.env.docname
        # A new commit changes this page, and no other.
        pages: set[str] = getattr(self.env, "compendium_edition_pages", set())
        self.env.compendium_edition_pages = pages | {place}  # type: ignore[attr-defined]
        adapted = edition(metadata, language)
        changelog = addnodes.download_reference(
            "", "", nodes.literal("", "CHANGELOG.md"), refdoc=place, reftarget=CHANGELOG, refexplicit=True
        )
        foreign = f" ({texts['changelog_language']})" if language != "en" else ""
        said: dict[str, list[nodes.Node]] = {
            "version": [nodes.Text(metadata.version)],
            "edition": [nodes.Text(f"{adapted[0].upper()}{adapted[1:]}, {metadata.year}")],
            "changelog": [changelog, nodes.Text(foreign)],
        }
        if commit := revision():
            changed = f" {texts['changed']}" if commit.endswith(CHANGED) else ""
            said["commit"] = [nodes.literal("", commit.removesuffix(CHANGED)), nodes.Text(changed)]
        fields = [
            nodes.field("", nodes.field_name("", texts[key]), nodes.field_body("", nodes.paragraph("", "", *content)))
            for key, content in said.items()
        ]
        return [nodes.field_list("", *fields, classes=["edition"])]


def outdated_by_commit(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages that name the commit, once it is another."""
    before, now = getattr(env, "compendium_revision", None), revision()
    env.compendium_revision = now  # type: ignore[attr-defined]
    return [] if before == now else sorted(getattr(env, "compendium_edition_pages", set()) & set(env.found_docs))


class reference_place(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 - docutils names its nodes so
    """Where the reference of a whole work stands, once references are made."""


class ReferenceDirective(SphinxDirective):
    """```{work-reference} book``` gives the reference of the book, ```{work-reference} thesis``` that of the thesis."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        works = {"book": self.env.config.root_doc, "thesis": THESIS}
        if self.arguments[0] not in works:
            raise self.error(f"{self.arguments[0]!r} is neither 'book' nor 'thesis'")
        return [reference_place(work=works[self.arguments[0]])]


def place_references(app: Sphinx, doctree: nodes.document, document: str) -> None:
    """Fill in the references of whole works."""
    for place in list(doctree.findall(reference_place)):
        if app.builder.format != "html":
            place.parent.remove(place)
            continue
        reference = citations_of(app).references[place["work"]]
        place.replace_self(nodes.raw("", f'<p class="cite-reference">{reference.html}</p>', format="html"))


def setup(app: Sphinx) -> None:
    app.add_directive("edition", EditionDirective)
    app.add_directive("work-reference", ReferenceDirective)
    app.connect("env-get-outdated", outdated_by_commit)
    app.connect("doctree-resolved", place_references)
