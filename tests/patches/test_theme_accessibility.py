"""Mends of the markup that theme and tools write."""

import pytest

from compendium.book.accessible import mend


@pytest.mark.parametrize(
    ("faulty", "mended"),
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
        ('<div class="citation" role="doc-biblioentry">', '<div class="citation" role="listitem">'),
        ('<th class="head"><p>Kode</p></th>', '<th scope="col" class="head"><p>Kode</p></th>'),
        (
            '<aside class="margin sidebar">\n<p class="sidebar-title"></p>\n<p>Merk</p>',
            '<aside class="margin sidebar">\n<p>Merk</p>',
        ),
        ("<title>Bok &#8212; Bok</title>", "<title>Bok</title>"),
        ("<title>Teori &#8212; Bok</title>", "<title>Teori – Bok</title>"),
        ("<title>Søk - Bok</title>", "<title>Søk – Bok</title>"),
    ],
)
def test_mends(faulty, mended):
    assert mend(faulty) == mended
    assert mend(mended) == mended


@pytest.mark.parametrize(
    "sound",
    [
        "<p>fa-solid</p>",
        '<span class="fasit">Fasit</span>',
        '<header id="pst-header"><nav>Meny</nav></header><div id="pst-primary-sidebar" class="s">',
        "<summary>Tallene i figuren</summary>",
        "<title>Øko-industriell park</title>",
    ],
)
def test_what_is_sound_stays(sound):
    assert mend(sound) == sound
