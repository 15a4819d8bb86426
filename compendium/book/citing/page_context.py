"""The box at the end of a chapter, its files, and what the page's head says to machines."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from compendium.artefacts.rendering import write_picture
from compendium.book.background import in_background
from compendium.book.citing.citable import Citations, citations_of
from compendium.book.citing.popovers import popovers
from compendium.book.citing.social_cards import card, first_chart
from compendium.publish.references.csl_items import Page
from compendium.publish.references.exports import FORMATS
from compendium.publish.references.page_metadata import (
    book_json_ld,
    dataset_json_ld,
    meta_tags,
    open_graph,
    page_json_ld,
)
from compendium.study import DATA
from compendium.tables.schema import DESCRIPTOR
from compendium.templating import render, write_text

TEMPLATES = Path(__file__).parent / "templates"
ABSTRACT_LENGTH = 320
# The page that says when to cite what, and the one that describes the data.
GUIDE = "chapters/siter"
DATA_PAGE = "chapters/vedlegg-data"


def _abstract(doctree: nodes.document) -> str:
    """The first paragraph of a page, without marks of deviations, cut at a sentence."""
    for paragraph in doctree.findall(nodes.paragraph):
        if not isinstance(paragraph.parent, nodes.section):
            continue
        copy = paragraph.deepcopy()
        for mark in [node for node in copy.findall(nodes.inline) if "deviation" in node["classes"]]:
            mark.parent.remove(mark)
        kept = ""
        for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ«])", " ".join(copy.astext().split())):
            if kept and len(kept) + len(sentence) >= ABSTRACT_LENGTH:
                break
            kept = f"{kept} {sentence}".strip()
        if kept:
            return kept
    return ""


def _head(document: str, page: Page, citations: Citations, chart: str) -> str:
    """What the head of a page says to reference managers, indexes and sites that show previews."""
    metadata, language, reference = citations.metadata, citations.language, citations.references[document].text
    if page.path:
        parts = [part for part in citations.parts.values() if part.page.path == page.path]
        things = [page_json_ld(metadata, page, parts, reference, language)]
    else:
        chapters = [page for page in citations.pages.values() if page.path]
        things = [book_json_ld(metadata, chapters, reference, language)]
    if document == DATA_PAGE:
        package = json.loads((DATA / DESCRIPTOR).read_text(encoding="utf-8"))
        things.append(dataset_json_ld(metadata, package, language))
    picture = metadata.url(f"{document}.png") or f"{document.rpartition('/')[2]}.png"
    picture_text = citations.texts["preview_figure" if chart else "preview"].format(title=page.title)
    return render(
        TEMPLATES / "head.html.jinja",
        tags=meta_tags(metadata, page, language),
        open_graph=open_graph(metadata, page, picture, picture_text, language),
        # No text of a page may end the script.
        json_ld=[json.dumps(thing, ensure_ascii=False).replace("<", "\\u003c") for thing in things],
    )


def complete_page(
    app: Sphinx, document: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put box, popovers and head on a page that can be cited, and its files beside it."""
    if doctree is None or app.builder.format != "html" or document not in citations_of(app).pages:
        return
    citations = citations_of(app)
    metadata, page = citations.metadata, citations.pages[document]
    if page.path:
        page = replace(page, abstract=_abstract(doctree))
    beside = Path(app.outdir, document)
    item, files = citations.item(page), []
    for form in FORMATS:
        path, text = beside.with_name(beside.name + form.suffix), form.write(item)
        write_text(path, text)
        files.append((form.name, path.name, text))
    chart = first_chart(doctree)
    picture = card(metadata, page.title if page.path else "", chart, citations.language)
    in_background(app, write_picture, picture, beside.with_name(f"{beside.name}.png"))
    context["metatags"] = context.get("metatags", "") + _head(document, page, citations, chart)
    if page.path:
        guide = GUIDE in citations.pages and document != GUIDE and app.builder.get_relative_uri(document, GUIDE)
        context["body"] += render(
            TEMPLATES / "chapter_box.html.jinja",
            texts=citations.texts,
            page=page,
            reference=citations.references[document],
            files=files,
            guide=guide,
        )
    elif metadata.address:
        context["pageurl"] = metadata.url()
    context["body"] += popovers(app, document, doctree)


def setup(app: Sphinx) -> None:
    app.add_css_file("cite.css")
    app.add_js_file("cite.js", loading_method="defer")
    app.connect("html-page-context", complete_page)
