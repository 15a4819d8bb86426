"""The "siter" control of each figure, table, excerpt and claim, and what it opens.

It opens without a script: the control is a button that names a popover of the
page (HTML, `popovertarget`), and all popovers stand at the page's end, so that
the text stays as calm as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from compendium.book.citing.citable import TEXTS, Citations, citations_of
from compendium.book.uses import SHOWN
from compendium.publish.references.csl_items import Part
from compendium.publish.references.formatting import cited_part

ROW = re.compile(r"rad-([sc]\d+)")


class cite_control(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """A button that opens the reference of a part of the page."""


def _visit(writer, node: cite_control) -> None:
    locator = escape(node["locator"])
    writer.body.append(
        f'<button type="button" class="cite-control" popovertarget="siter-{locator}" '
        f'aria-label="{escape(node["label"])}">{escape(node["text"])}</button>'
    )
    raise nodes.SkipNode


def _skip(writer, node: cite_control) -> None:
    raise nodes.SkipNode


def _control(locator: str, citations: Citations) -> cite_control:
    words = TEXTS[citations.language]
    return cite_control(locator=locator, text=words["cite"], label=words["cite_part"].format(locator=locator))


def _places(doctree: nodes.document, parts: dict[str, Part]) -> Iterable[tuple[nodes.Element, str]]:
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
        place += [nodes.Text(" "), _control(locator, citations)]


def popovers(app: Sphinx, document: str, doctree: nodes.document) -> str:
    """The references that the controls of a page open, each once, as HTML."""
    citations = citations_of(app)
    locators = dict.fromkeys(node["locator"] for node in doctree.findall(cite_control))
    return "\n".join(_popover(app, document, citations, locator) for locator in locators)


def _popover(app: Sphinx, document: str, citations: Citations, locator: str) -> str:
    words, part, reference = TEXTS[citations.language], citations.parts[locator], citations.of_part(locator)
    page = app.builder.get_relative_uri(document, part.page.path.removesuffix(".html"))
    target = f"#{part.anchor}" if part.page == citations.pages.get(document) else f"{page}#{part.anchor}"
    in_text = cited_part(part, reference.in_text, citations.language)
    return f"""<div class="cite-part" id="siter-{escape(locator)}" popover data-cite aria-label="{escape(words["cite_part"].format(locator=locator))}" role="dialog">
<p class="cite-reference">{reference.html}</p>
<p class="cite-in-text">{escape(words["in_text"])} {escape(in_text)}</p>
<p class="cite-actions"><button type="button" hidden data-copy=".cite-reference" data-done="{escape(words["copied"])}" data-failed="{escape(words["failed"])}">{escape(words["copy_reference"])}</button>
<a href="{escape(target)}">{escape(words["permanent"])}</a>
<button type="button" popovertarget="siter-{escape(locator)}" popovertargetaction="hide">{escape(words["close"])}</button></p>
</div>"""


def setup(app: Sphinx) -> None:
    skipped = {writer: (_skip, None) for writer in ("latex", "text", "man", "texinfo")}
    app.add_node(cite_control, html=(_visit, None), **skipped)
    app.connect("doctree-resolved", add_controls)
