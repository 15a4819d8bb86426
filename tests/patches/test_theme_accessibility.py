"""Fixes of the markup that the theme writes."""

import pytest

from compendium.patches import theme_accessibility
from compendium.patches.theme_accessibility import FIXES


@pytest.fixture(autouse=True)
def norwegian(monkeypatch):
    words = {"Main": "Hovedmeny", "Page": "Siden"}
    monkeypatch.setattr(theme_accessibility, "get_translation", lambda catalogue: words.get)


def fixed_once(html):
    for fix in FIXES:
        html = fix(html)
    return html


@pytest.mark.parametrize("fix", FIXES)
def test_still_needed(fix, plain_page):
    assert fix(plain_page) != plain_page


@pytest.mark.parametrize(
    ("faulty", "fixed"),
    [
        ('<i class="fa-solid fa-bars"></i>', '<i aria-hidden="true" class="fa-solid fa-bars"></i>'),
        ('<span class="fas fa-code"></span>', '<span aria-hidden="true" class="fas fa-code"></span>'),
        (
            '<button class="btn search-button-field" title="Søk" aria-label="Søk">',
            '<button class="btn search-button-field" title="Søk">',
        ),
        (
            '<header id="pst-header" class="h">\n </header><div id="pst-primary-sidebar" class="s">',
            '<div id="pst-header" class="h"></div><div id="pst-primary-sidebar" role="banner" class="s">',
        ),
        ('<nav class="x bd-docs-nav" aria-label="Main">', '<nav class="x bd-docs-nav" aria-label="Hovedmeny">'),
        ('<nav aria-label="Page">', '<nav aria-label="Siden">'),
    ],
)
def test_fixes(faulty, fixed):
    assert fixed_once(faulty) == fixed_once(fixed) == fixed


@pytest.mark.parametrize(
    "sound",
    [
        "<p>fa-solid</p>",
        '<span class="fasit">Fasit</span>',
        '<header id="pst-header"><nav>Meny</nav></header><div id="pst-primary-sidebar" class="s">',
        "<summary>Tallene i figuren</summary>",
    ],
)
def test_what_is_sound_stays(sound):
    assert fixed_once(sound) == sound
