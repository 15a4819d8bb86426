"""The picture that stands for a page where its link is shared: a title card, with the page's first figure if it has one."""

from __future__ import annotations

import re
import textwrap
from html import escape

from docutils import nodes

from compendium.artefacts.drawing import FAMILY
from compendium.artefacts.language import Language
from compendium.publish.references.csl_items import edition
from compendium.publish.references.metadata import Metadata

# The size that sites which show previews ask for.
WIDTH, HEIGHT = 1200, 630
MARGIN = 64
INK, GROUND, ACCENT = "#1b2a2f", "#ffffff", "#0072b2"
LINE = 1.18
# A letter of the book's font is about half as wide as it is high.
LETTER = 0.52


def first_chart(doctree: nodes.document) -> str:
    """The SVG of the first figure of a page that carries one, else nothing."""
    for figure in doctree.findall(nodes.figure):
        for raw in figure.findall(nodes.raw):
            if found := re.search(r"<svg\b.*</svg>", raw.astext(), flags=re.DOTALL):
                return found[0]
    return ""


def _lines(text: str, size: float, width: float, most: int) -> list[str]:
    lines = textwrap.wrap(text, max(8, int(width / (size * LETTER))))
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip(" .,") + " …"]


def _text(lines: list[str], x: float, y: float, size: float, weight: str = "normal", fill: str = INK) -> str:
    return "".join(
        f'<text x="{x}" y="{y + index * size * LINE:.1f}" font-family="{FAMILY}" font-size="{size}" '
        f'font-weight="{weight}" fill="{fill}">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )


def _fitted(svg: str, x: float, y: float, width: float, height: float) -> str:
    """A chart scaled into a box, drawn in the card's ink."""
    head = re.match(r"<svg\b[^>]*>", svg)[0]
    box = re.search(r'viewBox="([^"]+)"', head)
    if not box:
        return ""
    inner = svg[len(head) :]
    return (
        f'<svg x="{x}" y="{y}" width="{width}" height="{height}" viewBox="{box[1]}" color="{INK}" '
        f'preserveAspectRatio="xMinYMid meet">{inner}'
    )


def card(metadata: Metadata, title: str, chart: str, language: Language) -> str:
    """The card of a page as SVG; of the book itself if `title` is empty."""
    width = (WIDTH - 3 * MARGIN) / 2 if chart else WIDTH - 2 * MARGIN
    size = 52 if chart else 68
    lines = _lines(title or metadata.title[language], size, width, 5)
    book = [] if not title else _lines(metadata.title[language], 28, width, 2)
    authors = " · ".join(person.direct for person in metadata.authors)
    small = [*_lines(authors, 24, width, 2), *_lines(f"{edition(metadata, language)} ({metadata.year})", 24, width, 2)]
    top = MARGIN + size
    foot = HEIGHT - MARGIN - (len(small) - 1) * 24 * LINE
    picture = _fitted(chart, 2 * MARGIN + width, MARGIN, width, HEIGHT - 2 * MARGIN) if chart else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>'
        f'<rect width="{WIDTH}" height="12" fill="{ACCENT}"/>'
        f"{_text(lines, MARGIN, top, size, 'bold')}"
        f"{_text(book, MARGIN, top + len(lines) * size * LINE + 12, 28, fill=ACCENT)}"
        f"{_text(small, MARGIN, foot, 24)}{picture}</svg>"
    )
