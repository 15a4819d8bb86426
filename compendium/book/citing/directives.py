"""What the book says of itself: its edition, and the references of the book and of the thesis."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from compendium.book.citing.citable import TEXTS, citations_of, metadata_of
from compendium.book.source import language_of
from compendium.checkout.revision import CHANGED, revision
from compendium.publish.references.csl_items import edition

CHANGELOG = "/CHANGELOG.md"


class EditionDirective(SphinxDirective):
    """```{edition}``` says version, edition, changelog and commit; on the colophon alone."""

    def run(self):
        metadata, language = metadata_of(self.env.app), language_of(self.env.config)
        words = TEXTS[language]
        # A new commit changes this page, and no other.
        self.env.compendium_edition_pages = getattr(self.env, "compendium_edition_pages", set()) | {self.env.docname}
        capital = edition(metadata, language)
        changelog = addnodes.download_reference(
            "", "", nodes.literal("", "CHANGELOG.md"), refdoc=self.env.docname, reftarget=CHANGELOG, refexplicit=True
        )
        said: list[tuple[str, list[nodes.Node]]] = [
            (words["version"], [nodes.Text(metadata.version)]),
            (words["edition"], [nodes.Text(f"{capital[0].upper()}{capital[1:]}, {metadata.year}")]),
            (
                words["changelog"],
                [changelog, nodes.Text(f" ({words['changelog_language']})" if language != "en" else "")],
            ),
        ]
        if commit := revision():
            text = commit.removesuffix(CHANGED)
            changed = f" {words['changed']}" if commit.endswith(CHANGED) else ""
            said.append((words["commit"], [nodes.literal("", text), nodes.Text(changed)]))
        fields = [
            nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", *content)))
            for name, content in said
        ]
        return [nodes.field_list("", *fields, classes=["edition"])]


def outdated_by_commit(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> list[str]:
    """The pages that name the commit, once it is another."""
    before, env.compendium_revision = getattr(env, "compendium_revision", None), revision()
    if before == env.compendium_revision:
        return []
    return sorted(getattr(env, "compendium_edition_pages", set()) & set(env.found_docs))


class reference_place(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """Where the reference of a whole work stands, once references are made."""


class ReferenceDirective(SphinxDirective):
    """```{work-reference} book``` gives the reference of the book, ```{work-reference} thesis``` that of the thesis."""

    required_arguments = 1

    def run(self):
        if self.arguments[0] not in ("book", "thesis"):
            raise self.error(f"{self.arguments[0]!r} is neither 'book' nor 'thesis'")
        return [reference_place(work=self.arguments[0])]


def place_references(app: Sphinx, doctree: nodes.document, document: str) -> None:
    """Fill in the references of whole works."""
    for place in list(doctree.findall(reference_place)):
        if app.builder.format != "html":
            place.parent.remove(place)
            continue
        citations = citations_of(app)
        reference = citations.book if place["work"] == "book" else citations.thesis
        place.replace_self(nodes.raw("", f'<p class="cite-reference">{reference.html}</p>', format="html"))


def setup(app: Sphinx) -> None:
    app.add_directive("edition", EditionDirective)
    app.add_directive("work-reference", ReferenceDirective)
    app.connect("env-get-outdated", outdated_by_commit)
    app.connect("doctree-resolved", place_references)
