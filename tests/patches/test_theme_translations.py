"""The theme speaks no Norwegian of itself."""

from compendium.patches.theme_translations import CATALOGUE, LOCALES

WORDS = "Fullscreen mode"


def test_still_needed(bare_page):
    assert WORDS in bare_page


def test_words_are_those_of_our_catalogue(patched_book):
    assert f'msgid "{WORDS}"' in (LOCALES / "nb_NO" / "LC_MESSAGES" / f"{CATALOGUE}.po").read_text(encoding="utf-8")
    page = (patched_book("theme_translations") / "index.html").read_text(encoding="utf-8")
    assert "Fullskjerm" in page and WORDS not in page
