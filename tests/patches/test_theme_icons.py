"""Of the theme's icons stay those that a page may show."""

import io

import pytest
from fontTools.ttLib import TTFont

from compendium.patches.theme_icons import FONT, STYLES, THEME_STATIC, icon_font, icons_shown, with_own_icons

CSS = (THEME_STATIC / STYLES).read_text(encoding="utf-8")


def test_still_needed():
    assert (THEME_STATIC / "scripts" / "fontawesome.js").stat().st_size > 1_000_000
    assert CSS.count("@font-face") == 3
    assert sum(font.stat().st_size for font in (THEME_STATIC / FONT).parent.glob("*.woff2")) > 200_000


def test_icons_are_found_by_the_character_that_a_rule_shows():
    css = '.a:before{content:"\\f0c9"} .b::after { content: "\\31 " } :root{--icon:"\uf186"} p{content:""}'
    assert icons_shown(css) == {0xF0C9, 0x31, 0xF186}


def test_font_holds_the_wanted_icons_alone_under_a_name_of_its_own():
    font = TTFont(io.BytesIO(icon_font([0xF0C9, 0xF186])))
    assert set(font.getBestCmap()) == {0xF0C9, 0xF186}
    names = [record.toUnicode() for record in font["name"].names if record.nameID in (1, 4, 6)]
    assert names and not any("Awesome" in name for name in names)


def test_font_is_the_same_each_time():
    assert icon_font([0xF0C9, 0xF186]) == icon_font([0xF186, 0xF0C9])


def test_styles_name_one_font_that_holds_the_icons_and_keep_the_licence():
    css = with_own_icons(CSS)
    assert css.count("@font-face") == 1 and "fa-solid-900" not in css and "base64," in css
    assert "fontawesome.com/license/free" in css


def test_icon_of_another_sheet_is_in_the_font():
    bare = "@font-face{font-family:Font Awesome\\ 6 Free;src:url(a.woff2)}"
    assert len(with_own_icons(bare, ['.mine::after{content:"\\f0f3"}'])) > len(with_own_icons(bare))


def test_another_form_of_the_theme_is_refused():
    with pytest.raises(LookupError, match="Font Awesome"):
        with_own_icons("body{color:red}")
