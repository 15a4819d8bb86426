"""Pages of the book as plain Markdown, that any notebook program shows.

What a page says with roles, directives and substitutions is known once it is a
page: excerpts, numbers, citations and cross-references stand there in full. So
the Markdown is made from the page's HTML, by pandoc, and not from its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pypandoc
from bs4 import BeautifulSoup
from bs4.element import AttributeValueList, PageElement, Tag

# Stands in the Markdown where a page shows a code cell.
CELL = "compendium-cell-stands-here"
# What only a page in a browser can use.
_CONTROLS = (
    "script, style, button, input, form, svg, a.headerlink, .visually-hidden, .toctree-wrapper, "
    "div.citation > span.label"
)
# Jupyter's Markdown has no words for these; their contents stay.
_WRAPPERS = ("section", "div", "details", "figure", "figcaption", "nav")
# The attributes that elements keep.
_KEPT = {"a": "href", "img": "src alt", "td": "colspan rowspan", "th": "colspan rowspan", "ol": "start"}
# GitHub's Markdown; a table that it can't draw is kept as HTML, which notebooks show.
_MARKDOWN = "gfm"


def _element(name: str, content: Iterable[PageElement | str] = (), **attributes: str) -> Tag:
    element = BeautifulSoup("", "html.parser").new_tag(name, attrs=attributes)
    element.extend(list(content))
    return element


def _strong(element: Tag) -> Tag:
    """A paragraph in bold with the contents of an element."""
    return _element("p", [_element("strong", element.contents)])


def _anchor(place: Tag) -> Tag:
    return _element("span", **{"data-anchor": str(place["id"])})


def _anchors(soup: BeautifulSoup) -> None:
    """Every place that a link can lead to as an empty span, which Markdown keeps."""
    for element in soup.find_all(id=True):
        # Docutils counts what has no name of its own; links lead only to works of the list among these.
        if re.fullmatch(r"id\d+", str(element["id"])) and "citation" not in element.get_attribute_list("class"):
            continue
        inside = {"section": ["h1", "h2", "h3", "h4"], "tr": ["td", "th"]}.get(element.name)
        if element.name == "table":
            element.insert_before(_anchor(element))
        else:
            ((inside and element.find(inside, recursive=False)) or element).insert(0, _anchor(element))


def _cells(soup: BeautifulSoup) -> None:
    """In place of each code cell a mark, after the number of the table or figure that it shows and its anchor."""
    for cell in soup.select("div.cell"):
        for shown in cell.select("figure[id], table[id]"):
            number = shown.select_one(".caption-number")
            strong = [_element("strong", [number.get_text().strip()])] if number else []
            cell.insert_before(_element("p", [_anchor(shown), *strong]))
        cell.replace_with(_element("p", [CELL]))


def _links(soup: BeautifulSoup, suffix: str) -> None:
    """Links between pages lead to the same form of the other page."""
    for link in soup.find_all("a", href=True):
        path, mark, place = str(link["href"]).partition("#")
        if path.endswith(".html") and "://" not in path:
            link["href"] = path.removesuffix(".html") + suffix + mark + place


def _blocks(soup: BeautifulSoup) -> None:
    for element in soup.select("p.admonition-title, p.sidebar-title, div.sd-card-title, summary, dt"):
        element.replace_with(_strong(element))
    for element in soup.select("div.admonition, aside"):
        element.name = "blockquote"
    for element in soup.select("dd, dl"):
        element.unwrap()
    for element in soup.select("table:has(> caption)"):
        if caption := element.find("caption", recursive=False):
            element.insert_before(_strong(caption))
            caption.decompose()
    for element in soup.find_all("figcaption"):
        element.name = "div" if element.find(["p", "div", "table"]) else "p"
    for element in soup.find_all(["td", "th"]):
        # A cell with one paragraph needs no HTML; an anchor beside it is no second one.
        inner = [child for child in element.children if str(child).strip() and not _is_anchor(child)]
        if len(inner) == 1 and isinstance(inner[0], Tag) and inner[0].name == "p":
            inner[0].unwrap()
    for element in soup.find_all("pre"):
        frame = element.find_parent("div", class_=re.compile("^highlight-"))
        names = frame.get_attribute_list("class") if frame else []
        language = next((name[10:] for name in names if name.startswith("highlight-")), "")
        element.string = element.get_text()
        element.attrs = {} if language in ("", "default", "none", "text") else {"class": AttributeValueList([language])}


def _is_anchor(element: PageElement) -> bool:
    return isinstance(element, Tag) and element.has_attr("data-anchor")


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
        if _is_anchor(element):
            element.attrs = {"id": element["data-anchor"]}
        elif element.name == "span":
            element.unwrap()
        elif element.name != "pre":
            element.attrs = {
                name: element[name] for name in _KEPT.get(element.name, "").split() if element.has_attr(name)
            }
    return str(soup)


def markdown(html: str, suffix: str = ".ipynb") -> list[str]:
    """A page as Markdown, in pieces between which its code cells stand; `html` is the HTML of its contents.

    Raises `RuntimeError` with pandoc's own words if it fails.
    """
    text = pypandoc.convert_text(cleaned(html, suffix), to=_MARKDOWN, format="html", extra_args=["--wrap=none"])
    return [piece.strip() for piece in f"\n{text}\n".split(f"\n{CELL}\n")]
