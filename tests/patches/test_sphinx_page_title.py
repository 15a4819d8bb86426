"""The title of a page in the window."""

import pytest

from compendium.patches.sphinx_page_title import with_short_title


def test_still_needed(plain_page, bare_page):
    assert "<title>One &#8212; Bok" in plain_page and "<title>Bok &#8212; Bok" in bare_page


@pytest.mark.parametrize(
    ("faulty", "fixed"),
    [
        ("<title>Bok &#8212; Bok</title>", "<title>Bok</title>"),
        ("<title>Teori &#8212; Bok</title>", "<title>Teori – Bok</title>"),
        ("<title>Søk - Bok</title>", "<title>Søk – Bok</title>"),
        ("<title>Øko-industriell park</title>", "<title>Øko-industriell park</title>"),
    ],
)
def test_titles(faulty, fixed):
    assert with_short_title(faulty) == with_short_title(fixed) == fixed
