"""Of the theme's icons stay those that a page may show."""

import io

import pytest
from compendium.icons import STYLES, THEME_STATIC, icon_font, named_icons, slim_styles, slim_theme
from fontTools.ttLib import TTFont

CSS = (THEME_STATIC / STYLES).read_text(encoding="utf-8")


def test_icons_are_found_by_their_class():
    assert named_icons(['<i class="fa-solid fa-bars"></i>', "x.className='fas fa-angle-left'"]) == {"solid", "bars", "angle-left"}


def test_font_holds_the_wanted_icons_alone_under_a_name_of_its_own():
    font = TTFont(io.BytesIO(icon_font([0xF0C9, 0xF186])))
    assert set(font.getBestCmap()) == {0xF0C9, 0xF186}
    names = [record.toUnicode() for record in font["name"].names if record.nameID in (1, 4, 6)]
    assert names and not any("Awesome" in name for name in names)


def test_font_is_the_same_each_time():
    assert icon_font([0xF0C9, 0xF186]) == icon_font([0xF186, 0xF0C9])


def test_styles_keep_wanted_icons_those_of_other_rules_and_the_licence():
    slim = slim_styles(CSS, {"bars"}, ['.mine::after{content:"\\f0f3"}'])
    assert '.fa-bars:before{content:"\\f0c9"}' in slim
    assert ".fa-moon:before" not in slim and "fa-solid-900" not in slim
    assert "fontawesome.com/license/free" in slim
    assert slim.count("@font-face") == 1
    assert len(slim) < len(CSS) * 0.9


def test_another_form_of_the_theme_is_refused():
    with pytest.raises(LookupError, match="Font Awesome"):
        slim_styles("body{color:red}", {"bars"})


def test_theme_is_slimmed_in_place_and_twice_alike(tmp_path):
    for name in (STYLES, "scripts/fontawesome.js", "vendor/fontawesome/webfonts/fa-solid-900.woff2"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((THEME_STATIC / name).read_bytes())
    pages = ['<i class="fa-solid fa-bars"></i>']
    slim_theme(tmp_path, pages)
    once = (tmp_path / STYLES).read_bytes()
    slim_theme(tmp_path, pages)
    assert (tmp_path / STYLES).read_bytes() == once
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["pydata-sphinx-theme.css"]
