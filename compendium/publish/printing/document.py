"""The built pages as one document for print: one chapter after the other, with cover, contents and notes of links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from compendium.artefacts.drawing import FONTS
from compendium.interface import interface_texts

TEXTS = interface_texts("printing")
STYLE = Path(__file__).with_name("book.css")
# The faces of the fonts that the style names beside those of the site: family, style, weight, file.
FACES = (
    ("Compendium Sans", "normal", 400, "CompendiumSans-Regular.ttf"),
    ("Compendium Sans", "italic", 400, "CompendiumSans-Italic.ttf"),
    ("Compendium Sans", "normal", 700, "CompendiumSans-Bold.ttf"),
    ("Compendium Mono", "normal", 400, "CompendiumMono-Regular.ttf"),
)

# What only a screen, a pointer or a keyboard has use for. What is folded stays in the book on the screen, but for
# the numbers of the figures, since what it holds stands elsewhere in print: the excerpts with codes and uses in their list.
LEFT_OUT = (
    "script, style, template, button, form, details, nav, [popover], a[download], .headerlink, .toctree-wrapper, "
    ".table-filter, .pst-js-only, .downloads, .cite-chapter, .cite-parts"
)
# Attributes by which one element names another of its page.
REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details")
_IN_SVG = re.compile(r"url\(#([^)]+)\)")
_PAGE = re.compile(r'(<span class="contents-page">)(</span>)')
# A table of so many columns is set across the page, unless it is short and not much wider.
WIDE, WIDER = 5, 7
SHORT = 12
# Where the numbers of all figures stand; no page of the book has this address.
FIGURES = "figure-numbers"


class NoBook(Exception):
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
        return _prefix(self.address)


@dataclass
class _Notes:
    """Addresses outside the book, numbered in the order in which a chapter leads to them."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, address: str) -> int:
        return self.numbers.setdefault(address, len(self.numbers) + 1)


def _prefix(address: str) -> str:
    return re.sub(r"\W+", "-", posixpath.splitext(address)[0])


def _read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def chapters(html: Path) -> list[Chapter]:
    """The pages of the book in `html`, in the order of its table of contents, the front page first.

    Raises `NoBook` if there is none.
    """
    front = html / "index.html"
    if not front.exists():
        raise NoBook(f"there is no book at {html}. Build it first: python -m compendium book")
    soup = _read(front)
    found = [Chapter("index.html", soup.select_one("article.bd-article h1").find(string=True).strip())]
    part = ""
    for entry in soup.select("nav.bd-docs-nav :is(p.caption, li.toctree-l1 > a)"):
        if entry.name == "p":
            part = entry.get_text(strip=True)
            continue
        address = urlsplit(str(entry["href"]))
        if not address.scheme and address.path:
            found.append(Chapter(unquote(address.path), entry.get_text(strip=True), part))
            part = ""
    return found


def _rename(article: Tag, prefix: str) -> None:
    """Make the ids of a page unique in the whole, and follow them wherever the page refers to them."""
    for node in article.find_all(True):
        if "id" in node.attrs:
            node["id"] = f"{prefix}--{node['id']}"
        for name in REFERRING:
            if name in node.attrs:
                value = node[name] if isinstance(node[name], list) else str(node[name]).split()
                node[name] = " ".join(f"{prefix}--{one}" for one in value)
        for name, value in list(node.attrs.items()):
            if isinstance(value, str) and "url(#" in value:
                node[name] = _IN_SVG.sub(rf"url(#{prefix}--\1)", value)
            elif name in ("href", "xlink:href") and node.name != "a" and str(value).startswith("#"):
                node[name] = f"#{prefix}--{str(value)[1:]}"


def _lead_inside(
    article: Tag, chapter: Chapter, printed: dict[str, str], notes: _Notes, soup: BeautifulSoup, word: str
) -> None:
    """Turn links within the book into links within the document, and number those that lead out of it."""
    for link in article.find_all("a", href=True):
        address = urlsplit(str(link["href"]))
        link.attrs = {name: value for name, value in link.attrs.items() if name in ("href", "id", "class")}
        if address.scheme in ("http", "https"):
            if link.get_text(strip=True) != link["href"]:
                mark = soup.new_tag("sup", attrs={"class": "note-mark"})
                mark.string = f"{word} {notes.number(str(link['href']))}"
                link.insert_after(mark)
            continue
        if address.scheme:
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(chapter.address), unquote(address.path)))
            if address.path
            else chapter.address
        )
        if target in printed:
            link["href"] = (
                f"#{printed[target]}--{unquote(address.fragment)}" if address.fragment else f"#{printed[target]}"
            )
        else:
            # A file of the book, which no printed page can open.
            link.name = "span"
            del link["href"]


def _note_list(notes: _Notes, title: str, soup: BeautifulSoup) -> Tag:
    section = soup.new_tag("aside", attrs={"class": "notes"})
    heading = soup.new_tag("p", attrs={"class": "notes-title"})
    heading.string = title
    items = soup.new_tag("ol")
    for address in notes.numbers:
        item, link = soup.new_tag("li"), soup.new_tag("a", attrs={"href": address})
        link.string = address
        item.append(link)
        items.append(item)
    section.extend([heading, items])
    return section


def _columns(table: Tag) -> int:
    return max((len(row.find_all(["td", "th"])) for row in table.find_all("tr")), default=0)


def _is_wide(table: Tag) -> bool:
    columns = _columns(table)
    return columns >= WIDER or (columns >= WIDE and len(table.find_all("tr")) > SHORT)


def _set_across(table: Tag, soup: BeautifulSoup) -> None:
    """Give a table pages of its own, which lie, with the line on where it comes from."""
    block = table.find_parent("div", class_="pst-scrollable-table-container") or table
    source = block.find_next_sibling()
    across = block.wrap(soup.new_tag("div", attrs={"class": "across"}))
    if source is not None and "artefact-source" in source.get("class", []):
        across.append(source)


def _unfold_numbers(article: Tag) -> None:
    """Take the tables under the figures out of what is folded."""
    for folded in article.select("figure.artefact details"):
        folded.summary.decompose()
        folded.name, folded.attrs = "div", {"class": "figure-numbers"}


def _numbers(article: Tag, soup: BeautifulSoup) -> Iterator[Tag]:
    """Take the tables of the figures out of a printed page, each as a section under the figure's number and title."""
    for figure in article.select("figure.artefact:has(.figure-numbers)"):
        section = soup.new_tag("section")
        heading, link = soup.new_tag("h2"), soup.new_tag("a", attrs={"href": f"#{figure['id']}"})
        link.string = f"{figure.select_one('.caption-number').get_text(strip=True)} {figure.select_one('.caption-text strong').get_text(strip=True)}"
        heading.append(link)
        section.extend([heading, figure.select_one(".figure-numbers").extract()])
        for table in section.select("table"):
            # Labels and numbers are short, so that one column more than elsewhere stands upright.
            if _columns(table) > WIDER:
                _set_across(table, soup)
        yield section


def _printed(chapter: Chapter, html: Path, printed: dict[str, str], words: dict[str, str], soup: BeautifulSoup) -> Tag:
    """One page as a section of the document."""
    article = _read(html / chapter.address).select_one("article.bd-article")
    _unfold_numbers(article)
    for node in article.select(LEFT_OUT):
        # Part of something that is gone already.
        if not node.decomposed:
            node.decompose()
    _rename(article, chapter.anchor)
    notes = _Notes()
    _lead_inside(article, chapter, printed, notes, soup, words["note"])
    for table in article.select("table:not(.figure-numbers *)"):
        if _is_wide(table):
            _set_across(table, soup)
    for tall in article.select("[tabindex]"):
        del tall["tabindex"]
    article.name, article.attrs = "section", {"id": chapter.anchor, "class": "chapter"}
    if notes.numbers:
        article.append(_note_list(notes, words["links"], soup))
    return article


def _cover(front: Tag, title: str, date: str, soup: BeautifulSoup) -> Tag:
    cover = soup.new_tag("section", attrs={"class": "cover"})
    name = soup.new_tag("p", attrs={"class": "cover-title"})
    name.string = title
    cover.append(name)
    for part in (".problem p", ".byline p"):
        if found := front.select_one(part):
            line = soup.new_tag("p", attrs={"class": f"cover-{part.split()[0][1:]}"})
            line.string = found.get_text(" ", strip=True)
            cover.append(line)
    printed = soup.new_tag("p", attrs={"class": "cover-date"})
    printed.string = date
    cover.append(printed)
    return cover


def _contents(found: list[Chapter], title: str, soup: BeautifulSoup) -> Tag:
    section = soup.new_tag("nav", attrs={"class": "contents", "id": "contents"})
    heading = soup.new_tag("h1")
    heading.string = title
    section.append(heading)
    items = soup.new_tag("ol")
    for chapter in found:
        if chapter.part:
            part = soup.new_tag("li", attrs={"class": "contents-part"})
            part.string = chapter.part
            items.append(part)
        item = soup.new_tag("li")
        link = soup.new_tag("a", attrs={"href": f"#{chapter.anchor}"})
        name, page = soup.new_tag("span"), soup.new_tag("span", attrs={"class": "contents-page"})
        name.string = chapter.title
        link.extend([name, page])
        item.append(link)
        items.append(item)
    section.append(items)
    return section


def with_pages(document: str, pages: Iterable[int]) -> str:
    """An assembled document with the page of each chapter, in their order, in its contents."""
    numbers = iter(pages)
    return _PAGE.sub(lambda place: f"{place.group(1)}{next(numbers)}{place.group(2)}", document)


def assemble(html: Path, date: str) -> str:
    """The book in `html` as one document; in its contents the page numbers are open, for `with_pages` to fill.

    `date` stands on the cover. Raises `NoBook` if there is no book.
    """
    found = chapters(html)
    front = _read(html / "index.html")
    language = "en" if str(front.html.get("lang", "nb")).startswith("en") else "nb"
    words, title = TEXTS[language], found[0].title
    found[0] = Chapter("index.html", words["front"])
    printed = {chapter.address: chapter.anchor for chapter in found}
    numbers = Chapter(FIGURES, words["figures"])
    listed = [*found, numbers]
    soup = BeautifulSoup("", "html.parser")
    page = soup.new_tag("html", attrs={"lang": str(front.html.get("lang", "nb"))})
    head, body = soup.new_tag("head"), soup.new_tag("body")
    name = soup.new_tag("title")
    name.string = title
    style = soup.new_tag("style")
    style.string = (
        _faces()
        + STYLE.read_text(encoding="utf-8")
        + "".join(
            f'@page {chapter.anchor} {{ @top-right {{ content: "{_quoted(chapter.title)}"; }} }}\n#{chapter.anchor} {{ page: {chapter.anchor}; }}\n'
            f'@page {chapter.anchor}-across {{ margin: 18mm 20mm; size: A4 landscape; @top-right {{ content: "{_quoted(chapter.title)}"; }} }}\n'
            f"#{chapter.anchor} .across {{ page: {chapter.anchor}-across; }}\n"
            for chapter in listed
        )
    )
    head.extend([soup.new_tag("meta", attrs={"charset": "utf-8"}), name, style])
    article = front.select_one("article.bd-article")
    body.append(_cover(article, title, date, soup))
    body.append(_contents(listed, words["contents"], soup))
    of_figures: list[Tag] = []
    for chapter in found:
        section = _printed(chapter, html, printed, words, soup)
        if chapter.address == "index.html":
            section.find("h1").string = words["front"]
        of_figures += _numbers(section, soup)
        body.append(section)
    body.append(_last(numbers, of_figures, soup))
    page.extend([head, body])
    return f"<!DOCTYPE html>\n{page}\n"


def _last(chapter: Chapter, parts: list[Tag], soup: BeautifulSoup) -> Tag:
    section, heading = soup.new_tag("section", attrs={"class": "chapter", "id": chapter.anchor}), soup.new_tag("h1")
    heading.string = chapter.title
    section.extend([heading, *parts])
    return section


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; '
        f'src: url("{(FONTS / file).resolve().as_uri()}") format("truetype"); }}\n'
        for family, style, weight, file in FACES
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
