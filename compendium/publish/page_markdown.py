"""Pages of the book as plain Markdown, that any notebook program shows.

What a page says with roles, directives and substitutions is known once it is a
page: excerpts, numbers, citations and cross-references stand there in full. So
the Markdown is made from the page's HTML, by pandoc, and not from its source.
"""

from __future__ import annotations

import re

import pypandoc
from bs4 import BeautifulSoup, Tag

# Stands in the Markdown where a page shows a code cell.
CELL = "compendium-cell-stands-here"
# What only a page in a browser can use.
_CONTROLS = "script, style, button, input, form, svg, a.headerlink, .visually-hidden, .toctree-wrapper, div.citation > span.label"
# Jupyter's Markdown has no words for these; their contents stay.
_WRAPPERS = ("section", "div", "details", "figure", "figcaption", "nav")
_KEPT = {
    "a": ("href",),
    "img": ("src", "alt"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    "ol": ("start",),
}
# GitHub's Markdown; a table that it can't draw is kept as HTML, which notebooks show.
_MARKDOWN = "gfm"


def _strong(soup: BeautifulSoup, element: Tag) -> None:
    """A paragraph in bold in place of an element."""
    paragraph = soup.new_tag("p")
    strong = soup.new_tag("strong")
    strong.extend(list(element.contents))
    paragraph.append(strong)
    element.replace_with(paragraph)


def _anchors(soup: BeautifulSoup) -> None:
    """Every place that a link can lead to as an empty span, which Markdown keeps."""
    for element in soup.find_all(id=True):
        # Docutils counts what has no name of its own; links lead only to works of the list among these.
        if not re.fullmatch(r"id\d+", element["id"]) or "citation" in element.get("class", []):
            anchor = soup.new_tag("span", attrs={"data-anchor": element["id"]})
            if element.name in ("section", "div", "figure", "span", "table", "dl"):
                target = element.find(["h1", "h2", "h3", "h4"], recursive=False) if element.name == "section" else None
                (target or element).insert(0, anchor) if target or element.name != "table" else element.insert_before(
                    anchor
                )
            elif element.name == "tr":
                element.find(["td", "th"]).insert(0, anchor)
            else:
                element.insert(0, anchor)


def _cells(soup: BeautifulSoup) -> None:
    """In place of each code cell a mark, after the number of the table or figure that it shows and its anchor."""
    for cell in soup.select("div.cell"):
        mark = soup.new_tag("p")
        mark.string = CELL
        for shown in cell.select("figure[id], table[id]"):
            line = soup.new_tag("p")
            line.append(soup.new_tag("span", attrs={"data-anchor": shown["id"]}))
            if number := shown.select_one(".caption-number"):
                strong = soup.new_tag("strong")
                strong.string = number.get_text().strip()
                line.append(strong)
            cell.insert_before(line)
        cell.replace_with(mark)


def _links(soup: BeautifulSoup, suffix: str) -> None:
    """Links between pages lead to the same form of the other page."""
    for link in soup.find_all("a", href=True):
        path, mark, place = link["href"].partition("#")
        if path.endswith(".html") and "://" not in path:
            link["href"] = path.removesuffix(".html") + suffix + mark + place


def _blocks(soup: BeautifulSoup) -> None:
    for element in soup.select("p.admonition-title, p.sidebar-title, div.sd-card-title, summary, dt"):
        _strong(soup, element)
    for element in soup.select("div.admonition, aside"):
        element.name = "blockquote"
    for element in soup.find_all("dd"):
        element.unwrap()
    for element in soup.find_all("dl"):
        element.unwrap()
    for element in soup.find_all("caption"):
        table = element.find_parent("table")
        _strong(soup, element)
        table.insert_before(table.find("p").extract())
    for element in soup.find_all("figcaption"):
        element.name = "p" if not element.find(["p", "div", "table"]) else "div"
    for element in soup.find_all(["td", "th"]):
        # A cell with one paragraph needs no HTML; an anchor beside it is no second one.
        inner = [
            child
            for child in element.children
            if str(child).strip() and not getattr(child, "attrs", {}).get("data-anchor")
        ]
        if len(inner) == 1 and inner[0].name == "p":
            inner[0].unwrap()
    for element in soup.find_all("pre"):
        frame = element.find_parent("div", class_=re.compile("^highlight-"))
        language = next(
            (
                name.removeprefix("highlight-")
                for name in (frame or {}).get("class", [])
                if name.startswith("highlight-")
            ),
            "",
        )
        element.string = element.get_text()
        element.attrs = {} if language in ("", "default", "none", "text") else {"class": [language]}


def cleaned(html: str, suffix: str) -> str:
    """The contents of a page without what only a browser uses, and with a mark for each code cell.

    Links between pages end in `suffix`, such as `.ipynb`, in place of `.html`.
    """
    soup = BeautifulSoup(html, "html.parser")
    _cells(soup)
    for element in soup.select(_CONTROLS):
        element.decompose()
    _anchors(soup)
    _links(soup, suffix)
    _blocks(soup)
    for element in soup.find_all(_WRAPPERS):
        element.unwrap()
    for element in soup.find_all(True):
        if element.name == "span" and not element.get("data-anchor"):
            element.unwrap()
        elif element.name == "span":
            anchor = element["data-anchor"]
            element.attrs = {"id": anchor}
            for child in list(element.contents):
                element.insert_after(child.extract())
        elif element.name != "pre":
            element.attrs = {name: element[name] for name in _KEPT.get(element.name, ()) if element.has_attr(name)}
    return str(soup)


def markdown(html: str, suffix: str = ".ipynb") -> list[str]:
    """A page as Markdown, in pieces between which its code cells stand; `html` is the HTML of its contents.

    Raises `RuntimeError` with pandoc's own words if it fails.
    """
    text = pypandoc.convert_text(cleaned(html, suffix), to=_MARKDOWN, format="html", extra_args=["--wrap=none"])
    return [piece.strip() for piece in f"\n{text}\n".split(f"\n{CELL}\n")]
