"""Style sheets lose the rules for what the book never shows, and no other."""

import pytest

from compendium.patches.theme_unused_css import Words, slim

WORDS = Words(
    ['<p class="shown also-shown">nevnt</p>'], ['node.className = "bs-tooltip-" + side; other("made-by-script")']
)


def test_still_needed(plain_book):
    pages, scripts = (
        [path.read_text(encoding="utf-8") for path in found]
        for found in (plain_book.glob("*.html"), plain_book.rglob("*.js"))
    )
    css = (plain_book / "_static" / "styles" / "pydata-sphinx-theme.css").read_text(encoding="utf-8")
    assert len(slim(css, Words(pages, scripts))) < len(css) * 0.6


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        "#anything{color:red}",
        ".shown{color:red}",
        '.shown.also-shown > a:hover::before{content:"}"}',
        ".made-by-script{color:red}",
        ".bs-tooltip-top .shown{color:red}",
        ".shown:not(.hidden){color:red}",
        '[data-kind~="x"]{color:red}',
        "@media print{.shown{color:red}}",
        "@keyframes turn{to{rotate:1turn}}",
        "@font-face{font-family:f;src:url(f.woff2)}",
        "/*! licence */",
    ],
)
def test_what_may_be_shown_stays(rule):
    assert slim(rule, WORDS) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".unheard{color:red}",
        ".shown .unheard{color:red}",
        "@media print{.unheard{color:red}}",
        ".sd-g-0\\.5{color:red}",
    ],
)
def test_what_nothing_names_goes(rule):
    assert slim(rule, WORDS) == ""


def test_of_several_selectors_the_shown_ones_stay():
    assert slim(".unheard,.shown, p{color:red}.x{}", WORDS) == ".shown,p{color:red}"


def test_escaped_class_is_known_by_its_parts():
    assert slim(r".half-1\.5{a:b}", Words(['<p class="half-1.5">'], [])) == r".half-1\.5{a:b}"


def test_only_words_that_a_sheet_asks_for_are_met_in_it():
    assert WORDS.met_in([".shown{color:red}", ".unheard > p{}"]) == ["bs-tooltip-", "p", "shown"]
