"""Fixes in the markup of the theme for screen readers. Each says what was wrong; made twice, it changes nothing more.

package: pydata-sphinx-theme 0.17.1
reason: icons are read out, the search button can't be named by its text, the header is empty, landmarks are in
  English
upstream: none found
"""

from __future__ import annotations

import re

from sphinx.locale import get_translation

_ICON = re.compile(r'<(i|span) (?=class="[^"]*\bfa[srb]?(?:-solid|-regular|-brands)?\b)(?![^>]*aria-hidden)')
_SEARCH_BUTTON = re.compile(r'(<button class="[^"]*\bsearch-button-field\b[^>]*?) aria-label="[^"]*"')
_EMPTY_HEADER = re.compile(r'<header (id="pst-header"[^>]*>)\s*</header>')
_SIDE_BAR = '<div id="pst-primary-sidebar" class='


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


def _named_landmarks(html: str) -> str:
    """Names of landmarks that the theme's templates hold in English, whatever the language."""
    translate = get_translation("sphinx")
    for name in ("Main", "Page"):
        for before in ("<nav", 'bd-docs-nav"'):
            html = html.replace(f'{before} aria-label="{name}"', f'{before} aria-label="{translate(name)}"')
    return html


FIXES = (_silent_icons, _search_button_named_by_its_text, _banner, _named_landmarks)
