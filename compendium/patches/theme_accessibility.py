"""Mends in the markup that the theme and the notebook reader write, for screen readers and for valid HTML.

Each mend names what was wrong. A mend whose fault is no longer there changes
nothing; that none is left, axe and vnu see to in the tests.
"""

from __future__ import annotations

import re

from sphinx.locale import get_translation

_ICON = re.compile(r'<(i|span) (?=class="[^"]*\bfa[srb]?(?:-solid|-regular|-brands)?\b)(?![^>]*aria-hidden)')
_SEARCH_BUTTON = re.compile(r'(<button class="[^"]*\bsearch-button-field\b[^>]*?) aria-label="[^"]*"')
_EMPTY_HEADER = re.compile(r'<header (id="pst-header"[^>]*>)\s*</header>')
_SIDE_BAR = '<div id="pst-primary-sidebar" class='
_TITLE = re.compile(r"<title>([^<]*\S)\s+(?:&#8212;|-)\s+([^<]*)</title>")
_HEADING_CELL = re.compile(r'<th (?=class="head\b)')


def _silent_icons(html: str) -> str:
    """An icon has no words; a screen reader would read out a character of nobody's alphabet."""
    return _ICON.sub(r'<\1 aria-hidden="true" ', html)


def _search_button_named_by_its_text(html: str) -> str:
    """A label that lacks the visible keys of the button keeps one who speaks commands from naming it."""
    return _SEARCH_BUTTON.sub(r"\1", html)


def _banner(html: str) -> str:
    """Title and search stand in the side bar, outside any landmark, beside a header that is empty."""
    if not _EMPTY_HEADER.search(html):
        return html
    html = _EMPTY_HEADER.sub(r"<div \1</div>", html)
    return html.replace(_SIDE_BAR, _SIDE_BAR.replace("class=", 'role="banner" class='))


def _list_of_works(html: str) -> str:
    """ARIA no longer knows the role of an entry of a bibliography, and a list has to hold items."""
    return html.replace('role="doc-biblioentry"', 'role="listitem"')


def _column_headings(html: str) -> str:
    """A heading cell says that it heads a column, not a row."""
    return _HEADING_CELL.sub('<th scope="col" ', html)


def _no_empty_titles(html: str) -> str:
    """A margin note without a title has an empty paragraph for one."""
    return html.replace('<p class="sidebar-title"></p>\n', "")


def _title_once(html: str) -> str:
    """The front page has the book's title twice; and a Norwegian dash between two titles is the short one."""

    def said(title: re.Match) -> str:
        page, book = title.groups()
        return f"<title>{page if page == book else f'{page} – {book}'}</title>"

    return _TITLE.sub(said, html, count=1)


def _named_landmarks(html: str) -> str:
    """Names of landmarks that the theme's templates hold in English, whatever the language."""
    translate = get_translation("sphinx")
    for name in ("Main", "Page"):
        html = html.replace(f'<nav aria-label="{name}"', f'<nav aria-label="{translate(name)}"')
        html = html.replace(f'bd-docs-nav" aria-label="{name}"', f'bd-docs-nav" aria-label="{translate(name)}"')
    return html


MENDS = (
    _silent_icons,
    _search_button_named_by_its_text,
    _banner,
    _list_of_works,
    _column_headings,
    _no_empty_titles,
    _title_once,
    _named_landmarks,
)


def mend(html: str) -> str:
    """The text of a page with every fault mended; mending twice changes nothing more."""
    for one in MENDS:
        html = one(html)
    return html
