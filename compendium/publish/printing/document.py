"""The built pages as one document for print: one chapter after the other, with cover, contents and notes of links."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from compendium.artefacts.rendering import FONTS
from compendium.interface import interface_texts
from compendium.tables.problems import UserError
from compendium.templating import render

STYLE = Path(__file__).with_name("book.css")
TEMPLATE = Path(__file__).with_name("book.html.jinja")

# What only a screen, a pointer or a keyboard has use for. What is folded stays in the book on the screen, but for the
# numbers of the figures, since what it holds stands elsewhere in print: the excerpts with codes and uses in a list.
LEFT_OUT = (
    "script, style, template, button, form, details, nav, [popover], a[download], .headerlink, .toctree-wrapper, "
    ".table-filter, .pst-js-only, .downloads, .cite-chapter, .cite-parts"
)
# Attributes by which one element names another of its page.
REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details")
_IN_SVG = re.compile(r"url\(#([^)]+)\)")
_PAGE = re.compile(r'(?<=<span class="contents-page">)(?=</span>)')
# A table of so many columns is set across the page, unless it is short and not much wider.
WIDE, WIDER = 5, 7
SHORT = 12
# Where the numbers of all figures stand; no page of the book has this address.
FIGURES = "figure-numbers"


class NoBook(UserError):
    """There is no built book to print."""


@dataclass(frozen=True)
class Chapter:
    """A page of the book: its address below the book's folder, its title, and the part it opens, if it opens one."""

    address: str
    title: str
    part: str = ""

    @property
    def anchor(self) -> str:
        """The id of the chapter in the printed document."""
        return re.sub(r"\W+", "-", posixpath.splitext(self.address)[0])

    @property
    def css_title(self) -> str:
        """The title as a string of CSS."""
        return json.dumps(self.title, ensure_ascii=False)


def _read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _element(name: str, text: str = "", **attributes: str) -> Tag:
    element = BeautifulSoup("", "html.parser").new_tag(name, attrs=attributes)
    element.string = text
    return element


def _one(within: Tag, selector: str) -> Tag:
    """The first element of that kind, which every page has."""
    found = within.select_one(selector)
    if found is None:
        raise NoBook(f"a page has no {selector}. Build the book anew: make clean book")
    return found


def chapters(html: Path) -> list[Chapter]:
    """The pages of the book in `html`, in the order of its table of contents, the front page first.

    Raises `NoBook` if there is none.
    """
    front = html / "index.html"
    if not front.exists():
        raise NoBook(f"there is no book at {html}. Build it first: python -m compendium book")
    soup = _read(front)
    found = [Chapter("index.html", str(_one(soup, "article.bd-article h1").find(string=True)).strip())]
    part = ""
    for entry in soup.select("nav.bd-docs-nav :is(p.caption, li.toctree-l1 > a)"):
        address = urlsplit(str(entry.get("href", "")))
        if entry.name == "p":
            part = entry.get_text(strip=True)
        elif not address.scheme and address.path:
            found.append(Chapter(unquote(address.path), entry.get_text(strip=True), part))
            part = ""
    return found


def _rename(article: Tag, prefix: str) -> None:
    """Make the ids of a page unique in the whole, and follow them wherever the page refers to them."""
    for node in article.find_all(True):
        for name, value in list(node.attrs.items()):
            if name == "id":
                node[name] = f"{prefix}--{value}"
            elif name in REFERRING:
                ids = value if isinstance(value, list) else str(value).split()
                node[name] = " ".join(f"{prefix}--{one}" for one in ids)
            elif isinstance(value, str) and "url(#" in value:
                node[name] = _IN_SVG.sub(rf"url(#{prefix}--\1)", value)
            elif name in ("href", "xlink:href") and node.name != "a" and str(value).startswith("#"):
                node[name] = f"#{prefix}--{str(value)[1:]}"


def _lead_inside(article: Tag, address: str, anchors: dict[str, str], word: str) -> list[str]:
    """Turn links within the book into links within the document, and number those that lead out of it.

    `anchors` are those of the chapters by address; returns the addresses outside, in the order of their numbers.
    """
    notes: dict[str, int] = {}
    for link in article.find_all("a", href=True):
        href = str(link["href"])
        target = urlsplit(href)
        link.attrs = {name: value for name, value in link.attrs.items() if name in ("href", "id", "class")}
        path = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(target.path)))
        anchor = anchors.get(path if target.path else address)
        if target.scheme in ("http", "https"):
            if link.get_text(strip=True) != href:
                number = notes.setdefault(href, len(notes) + 1)
                link.insert_after(_element("sup", f"{word} {number}", **{"class": "note-mark"}))
        elif anchor and not target.scheme:
            link["href"] = f"#{anchor}--{unquote(target.fragment)}" if target.fragment else f"#{anchor}"
        elif not target.scheme:
            # A file of the book, which no printed page can open.
            link.name = "span"
            del link["href"]
    return list(notes)


def _columns(table: Tag) -> int:
    return max((len(row.find_all(["td", "th"])) for row in table.find_all("tr")), default=0)


def _set_across(table: Tag) -> None:
    """Give a table pages of its own, which lie, with the line on where it comes from."""
    block = table.find_parent("div", class_="pst-scrollable-table-container") or table
    source = block.find_next_sibling()
    across = block.wrap(_element("div", **{"class": "across"}))
    if isinstance(source, Tag) and "artefact-source" in source.get_attribute_list("class"):
        across.append(source)


def _take_numbers(article: Tag) -> Iterator[dict[str, str]]:
    """Take the tables of the figures out of a page: each with its figure's id, number and title."""
    for figure in article.select("figure.artefact:has(.figure-numbers)"):
        block = _one(figure, ".figure-numbers").extract()
        number, title = (
            _one(figure, part).get_text(strip=True) for part in (".caption-number", ".caption-text strong")
        )
        for table in block.select("table"):
            # Labels and numbers are short, so that one column more than elsewhere stands upright.
            if _columns(table) > WIDER:
                _set_across(table)
        yield {"figure": str(figure["id"]), "title": f"{number} {title}", "html": str(block)}


def _prepare(article: Tag, chapter: Chapter, anchors: dict[str, str], word: str) -> list[str]:
    """Make a page ready for print; returns the addresses that it leads out to."""
    # The tables under the figures are not folded in print.
    for folded in article.select("figure.artefact details"):
        _one(folded, "summary").decompose()
        folded.name, folded.attrs = "div", {"class": "figure-numbers"}
    for node in article.select(LEFT_OUT):
        # Part of something that is gone already.
        if not node.decomposed:
            node.decompose()
    _rename(article, chapter.anchor)
    notes = _lead_inside(article, chapter.address, anchors, word)
    for table in article.select("table:not(.figure-numbers *)"):
        columns, is_long = _columns(table), len(table.find_all("tr")) > SHORT
        if columns >= WIDER or (columns >= WIDE and is_long):
            _set_across(table)
    for tall in article.select("[tabindex]"):
        del tall["tabindex"]
    return notes


def with_pages(document: str, pages: Iterable[int]) -> str:
    """An assembled document with the page of each chapter, in their order, in its contents."""
    numbers = iter(pages)
    return _PAGE.sub(lambda place: str(next(numbers)), document)


def assemble(html: Path, date: str) -> str:
    """The book in `html` as one document; in its contents the page numbers are open, for `with_pages` to fill.

    `date` stands on the cover. Raises `NoBook` if there is no book.
    """
    found = chapters(html)
    front = _read(html / "index.html")
    language = str(_one(front, "html").get("lang", "nb"))
    texts, title = interface_texts("printing")["en" if language.startswith("en") else "nb"], found[0].title
    found[0] = replace(found[0], title=texts["front"])
    anchors = {chapter.address: chapter.anchor for chapter in found}
    cover = [
        (name, line.get_text(" ", strip=True))
        for name in ("problem", "byline")
        if (line := _one(front, "article.bd-article").select_one(f".{name} p"))
    ]
    sections: list[dict[str, object]] = []
    tables: list[dict[str, str]] = []
    for chapter in found:
        article = _one(_read(html / chapter.address), "article.bd-article")
        notes = _prepare(article, chapter, anchors, texts["note"])
        if chapter is found[0]:
            _one(article, "h1").string = texts["front"]
        tables += _take_numbers(article)
        sections.append({"anchor": chapter.anchor, "html": article.decode_contents(), "notes": notes})
    return render(
        TEMPLATE,
        language=language,
        title=title,
        date=date,
        texts=texts,
        stylesheet=STYLE.read_text(encoding="utf-8").replace('url("fonts/', f'url("{FONTS.resolve().as_uri()}/'),
        cover=cover,
        chapters=found,
        figures=Chapter(FIGURES, texts["figures"]),
        sections=sections,
        tables=tables,
    )
