"""The box at the end of a chapter, its files, and what the page's head says to machines."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from compendium.artefacts.drawing import write_picture
from compendium.book.aside import later
from compendium.book.citing.citable import TEXTS, Citations, citations_of
from compendium.book.citing.popovers import popovers
from compendium.book.citing.social_cards import card, first_chart
from compendium.publish.references.csl_items import Item, Page, book_item, page_item
from compendium.publish.references.exports import FORMATS
from compendium.publish.references.page_metadata import (
    book_json_ld,
    book_tags,
    dataset_json_ld,
    open_graph,
    page_json_ld,
    page_tags,
)
from compendium.study import DATA
from compendium.tables.schema import DESCRIPTOR

ABSTRACT_LENGTH = 320
SITER = "chapters/siter"
DATA_PAGE = "chapters/vedlegg-data"


def _abstract(doctree: nodes.document) -> str:
    """The first paragraph of a page, without marks of deviations, cut at a sentence."""
    for paragraph in doctree.findall(nodes.paragraph):
        if not isinstance(paragraph.parent, nodes.section):
            continue
        copy = paragraph.deepcopy()
        for mark in [node for node in copy.findall(nodes.inline) if "deviation" in node["classes"]]:
            mark.parent.remove(mark)
        text = " ".join(copy.astext().split())
        kept = ""
        for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ«])", text):
            if kept and len(kept) + len(sentence) >= ABSTRACT_LENGTH:
                break
            kept = f"{kept} {sentence}".strip()
        if kept:
            return kept
    return ""


def _meta(kind: str, tags: list[tuple[str, str]]) -> str:
    return "".join(f'<meta {kind}="{escape(name)}" content="{escape(content)}" />\n' for name, content in tags)


def _json_ld(thing: dict) -> str:
    # No text of a page may end the script.
    text = json.dumps(thing, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'


def _write_files(app: Sphinx, document: str, item: Item) -> dict[str, str]:
    """Write the reference beside its page in each form; returns the texts by suffix."""
    texts = {form.suffix: form.write(item) for form in FORMATS}
    for suffix, text in texts.items():
        path = Path(app.outdir, f"{document}{suffix}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return texts


def _copy_button(words: dict[str, str], text: str, what: str, label: str = "") -> str:
    """A button that the script shows, since without it nothing could be copied."""
    named = f' aria-label="{escape(label)}"' if label else ""
    return (
        f'<button type="button" hidden data-copy="{what}" data-done="{escape(words["copied"])}" '
        f'data-failed="{escape(words["failed"])}"{named}>{escape(text)}</button>'
    )


def _box(app: Sphinx, document: str, citations: Citations, texts: dict[str, str]) -> str:
    words, page, reference = TEXTS[citations.language], citations.pages[document], citations.of_page(document)
    rows = []
    for form in FORMATS:
        copy = _copy_button(words, words["copy"], "pre", words["copy_named"].format(name=form.name))
        file = document.rpartition("/")[2] + form.suffix
        rows.append(
            f'<li data-cite><details><summary>{form.name}</summary><pre tabindex="0">{escape(texts[form.suffix])}</pre></details>'
            f'<span>{copy}<a href="{escape(file)}" download aria-label="{escape(words["download_named"].format(name=form.name))}">'
            f"{escape(words['download'])}</a></span></li>"
        )
    more = ""
    if SITER in citations.pages and document != SITER:
        more = f' <a href="{escape(app.builder.get_relative_uri(document, SITER))}">{escape(words["when"])}</a>.'
    return f"""
<section class="cite-chapter" id="siter-kapittelet">
<h2>{escape(words["cite_chapter"])}</h2>
<div data-cite>
<p class="cite-reference">{reference.html}</p>
<p class="cite-in-text">{escape(words["in_text"])} {escape(reference.in_text)}</p>
<p class="cite-actions">{_copy_button(words, words["copy_reference"], ".cite-reference")}</p>
</div>
<ul class="cite-formats">
{chr(10).join(rows)}
</ul>
<p class="cite-note">{escape(words["retold" if page.retells else "own"])}{more}</p>
</section>
"""


def _head(citations: Citations, page: Page | None, reference: str, picture: str, picture_text: str) -> str:
    metadata, language = citations.metadata, citations.language
    if page:
        tags = page_tags(metadata, page, language)
        parts = [part for part in citations.parts.values() if part.page.path == page.path]
        things = [page_json_ld(metadata, page, parts, reference, language)]
    else:
        tags = book_tags(metadata, language)
        things = [book_json_ld(metadata, citations.pages.values(), reference, language)]
    if page and page.path == f"{DATA_PAGE}.html":
        package = json.loads((DATA / DESCRIPTOR).read_text(encoding="utf-8"))
        things.append(dataset_json_ld(metadata, package, language))
    return (
        _meta("name", tags)
        + _meta("property", open_graph(metadata, page, picture, picture_text, language))
        + "".join(map(_json_ld, things))
    )


def complete_page(app: Sphinx, document: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    """Put box, popovers and head on a page that can be cited, and its files beside it."""
    root = app.config.root_doc
    if doctree is None or app.builder.format != "html":
        return
    citations = citations_of(app)
    if document != root and document not in citations.pages:
        return
    metadata, language, words = citations.metadata, citations.language, TEXTS[citations.language]
    page = None if document == root else replace(citations.pages[document], abstract=_abstract(doctree))
    item = page_item(metadata, page, language) if page else book_item(metadata, language)
    texts = _write_files(app, document, item)
    title = page.title if page else metadata.title[language]
    chart = first_chart(doctree)
    picture_path = f"{document}.png"
    later(app, write_picture, card(metadata, title if page else "", chart, language), Path(app.outdir, picture_path))
    picture = metadata.url(picture_path) or picture_path.rpartition("/")[2]
    picture_text = words["preview_figure" if chart else "preview"].format(title=title)
    reference = citations.of_page(document) if page else citations.book
    context["metatags"] = context.get("metatags", "") + _head(citations, page, reference.text, picture, picture_text)
    if page:
        context["body"] += _box(app, document, citations, texts)
    elif metadata.address:
        context["pageurl"] = metadata.url()
    if parts := popovers(app, document, doctree):
        context["body"] += f'<div class="cite-parts">\n{parts}\n</div>\n'


def setup(app: Sphinx) -> None:
    app.add_css_file("cite.css")
    app.add_js_file("cite.js", loading_method="defer")
    app.connect("html-page-context", complete_page)
