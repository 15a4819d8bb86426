"""The theme of all charts, and their pictures."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import altair as alt

from compendium.artefacts.artefact import Figure
from compendium.artefacts.language import Language
from compendium.artefacts.rendering import FAMILY
from compendium.artefacts.selection import choices, selectable
from compendium.artefacts.view import View

# currentColor lets text and lines follow the page, on light and on dark ground.
INK = "currentColor"
# Okabe and Ito (2008), "Color universal design": told apart with any colour vision.
# Those come first that stand out by 3 to 1, as WCAG asks, on light and on dark ground.
PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"]
# Drawn and measured with the book's own font; a reader's browser has one of the others, which have its widths.
FONT = f"{FAMILY}, Arial, Liberation Sans, Helvetica, sans-serif"

# How numbers are written; in English as Vega does by itself.
NUMBERS: dict[Language, dict[str, Any]] = {
    "nb": {
        "locale": {"number": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}}
    },
    "en": {},
}

THEME: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "padding": 12,
    "view": {"stroke": "transparent"},
    "range": {"category": PALETTE},
    "text": {"color": INK, "fontSize": 12},
    "title": {"color": INK, "fontSize": 14},
    "axis": {
        "domainColor": INK,
        "domainOpacity": 0.5,
        "gridColor": INK,
        "gridOpacity": 0.15,
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 260,
        "tickColor": INK,
        "tickOpacity": 0.5,
        "titleColor": INK,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {"labelColor": INK, "labelFontSize": 12, "labelLimit": 260, "titleColor": INK, "titleFontSize": 12},
    "header": {"labelColor": INK, "labelFontSize": 12, "titleColor": INK, "titleFontSize": 12},
}


def themed_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The Vega-Lite spec of a chart in the book's theme.

    Altair names data sets and selections by counters and hashes; the data are
    put in place, so that equal data give equal bytes.
    """
    with alt.data_transformers.enable("default", consolidate_datasets=False, max_rows=None):
        spec = chart.to_dict()
    # A chart's own settings win over the theme's, key by key.
    own = spec.get("config", {})
    spec["config"] = {
        key: {**THEME[key], **own[key]}
        if isinstance(THEME.get(key), dict) and key in own
        else own.get(key, THEME.get(key))
        for key in sorted({*THEME, *own})
        # Altair's default view of 300 by 300 is not the chart's own wish.
        if not (key == "view" and key not in THEME)
    }
    return spec


def figure_spec(figure: Figure, view: View) -> dict[str, Any]:
    """The Vega-Lite spec of a figure, drawn from its frame in one language."""
    spec = themed_spec(figure.draw(view))
    spec["config"] |= NUMBERS[view.words.language]
    return selectable(spec, choices(figure, view))


def accessible_svg(svg: str, figure_id: str, alt_text: str) -> str:
    """An SVG of vl-convert with an accessible name, and with ids that no other figure shares."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{figure_id}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{figure_id}-\1)", svg)
    svg = re.sub(r'href="#([^"]+)"', rf'href="#{figure_id}-\1"', svg)
    # The marks' own roles would be read out one by one inside role="img".
    svg = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    label = f'<svg role="img" aria-label="{escape(alt_text)}" '
    return svg.replace("<svg ", label, 1)
