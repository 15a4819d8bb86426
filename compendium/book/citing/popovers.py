"""The "siter" control of each figure, table, excerpt and claim, and what it opens.

It opens without a script: the control is a button that names a popover of the
page (HTML, `popovertarget`), and all popovers stand at the page's end, so that
the text stays as calm as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from compendium.book.citing.citable import citations_of
from compendium.book.uses import SHOWN
from compendium.publish.references.csl_items import Part
from compendium.publish.references.formatting import cited_part
from compendium.templating import render

TEMPLATE = Path(__file__).parent / "templates" / "popovers.html.jinja"
ROW = re.compile(r"rad-([sc]\d+)")


class cite_control(nodes.Inline, nodes.Element):  # type: ignore[misc]  # noqa: N801 - docutils names its nodes so
    """A button that opens the reference of a part of the page."""


def _visit(writer: nodes.NodeVisitor, node: cite_control) -> None:
    writer.body.append(
        f'<button type="button" class="cite-control" popovertarget="siter-{escape(node["locator"])}" '
        f'aria-label="{escape(node["label"])}">{escape(node["text"])}</button>'
    )
    raise nodes.SkipNode


def _places(doctree: nodes.document, parts: dict[str, Part]) -> Iterator[tuple[nodes.Element, str]]:
    """Where a control belongs: the node that it is added to, and the part that it is for."""
    for node in doctree.findall(lambda node: isinstance(node, (nodes.figure, nodes.table))):
        locator = next((name for name in node["ids"] if name in parts), None)
        caption = next(node.findall(nodes.caption if isinstance(node, nodes.figure) else nodes.title), None)
        if locator and caption is not None:
            yield caption, locator
    for quote in doctree.findall(nodes.block_quote):
        if (locator := quote.get(SHOWN)) in parts:
            yield next(node for node in quote.children if "attribution" in node["classes"]), locator
    for target in doctree.findall(nodes.target):
        for row in filter(None, map(ROW.fullmatch, target["ids"])):
            if row[1].upper() in parts:
                yield target.parent, row[1].upper()


def add_controls(app: Sphinx, doctree: nodes.document, document: str) -> None:
    """Give each part of a page its control."""
    if app.builder.format != "html":
        return
    citations = citations_of(app)
    for place, locator in list(_places(doctree, citations.parts)):
        label = citations.texts["cite_part"].format(locator=locator)
        place += [nodes.Text(" "), cite_control(locator=locator, text=citations.texts["cite"], label=label)]


def popovers(app: Sphinx, document: str, doctree: nodes.document) -> str:
    """The references that the controls of a page open, each once, as HTML; empty for a page without controls."""
    citations, parts = citations_of(app), []
    for locator in dict.fromkeys(node["locator"] for node in doctree.findall(cite_control)):
        part, reference = citations.parts[locator], citations.references[locator]
        elsewhere = part.page.path.removesuffix(".html")
        page = "" if elsewhere == document else app.builder.get_relative_uri(document, elsewhere)
        parts.append(
            {
                "locator": locator,
                "html": reference.html,
                "in_text": cited_part(part, reference.in_text, citations.language),
                "target": f"{page}#{part.anchor}",
            }
        )
    return render(TEMPLATE, texts=citations.texts, parts=parts) if parts else ""


def setup(app: Sphinx) -> None:
    app.add_node(cite_control, html=(_visit, None))
    app.connect("doctree-resolved", add_controls)
