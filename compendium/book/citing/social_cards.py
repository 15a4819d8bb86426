"""The picture of a page where its link is shared: a title card, with the page's first figure if it has one."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from docutils import nodes

from compendium.artefacts.language import Language
from compendium.artefacts.rendering import FAMILY
from compendium.publish.references.csl_items import edition
from compendium.publish.references.metadata import Metadata
from compendium.templating import render

TEMPLATE = Path(__file__).parent / "templates" / "social_card.svg.jinja"
# The size that sites which show previews ask for.
WIDTH, HEIGHT = 1200, 630
MARGIN = 64
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


def card(metadata: Metadata, title: str, chart: str, language: Language) -> str:
    """The card of a page as SVG; of the book itself if `title` is empty.

    The chart is scaled into the right half, and drawn in the card's ink.
    """
    width = (WIDTH - 3 * MARGIN) / 2 if chart else WIDTH - 2 * MARGIN
    size = 52 if chart else 68
    authors = " · ".join(person.direct for person in metadata.authors)
    drawn = re.fullmatch(r'<svg\b[^>]*\bviewBox="([^"]+)"[^>]*>(.*)', chart, flags=re.DOTALL)
    return render(
        TEMPLATE,
        title=_lines(title or metadata.title[language], size, width, 5),
        book=_lines(metadata.title[language], 28, width, 2) if title else [],
        small=[
            *_lines(authors, 24, width, 2),
            *_lines(f"{edition(metadata, language)} ({metadata.year})", 24, width, 2),
        ],
        chart=drawn and {"box": drawn[1], "inner": drawn[2]},
        size=size,
        text_width=width,
        width=WIDTH,
        height=HEIGHT,
        margin=MARGIN,
        family=FAMILY,
    )
