"""The theme's icons without its 1.5 MB script: a font that holds only the icons that the book shows.

The fonts and rules alone draw the icons that the script draws too, so the script
goes, and the fonts shrink to what the rules that are left show.

package: pydata-sphinx-theme 0.17.1
reason: it brings Font Awesome twice over, as a script of 1.5 MB and as three whole fonts with a style rule per icon
upstream: https://github.com/pydata/pydata-sphinx-theme/issues/2379
"""

from __future__ import annotations

import base64
import io
import logging
import re
from collections.abc import Iterable
from pathlib import Path

import pydata_sphinx_theme
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

THEME_STATIC = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLES = "styles/pydata-sphinx-theme.css"
FONT = "vendor/fontawesome/webfonts/fa-solid-900.ttf"
# What no page loads any more, and what serves the theme's developers alone; below the folder of static files.
SUPERFLUOUS = ("scripts/fontawesome.js", "vendor/fontawesome/webfonts/*", "**/*.map")
# The fonts' licence, SIL OFL 1.1, reserves their name for the unchanged font.
FONT_NAME = "Compendium Icons"

# It tells each table that it cuts, to whoever listens at all.
logging.getLogger("fontTools").setLevel(logging.WARNING)

_FACES = re.compile(r"@font-face\{[^}]*Font Awesome[^}]*\}")
_SHOWN = re.compile(r'content:\s*"(?:\\([0-9a-f]+) ?|(.))"|"([\ue000-\uf8ff])"')


def missing_font() -> list[str]:
    """A line that says how to come by the font, if the theme lacks it."""
    remedy = "install it again: pip install --force-reinstall --require-hashes -r requirements.txt"
    font = THEME_STATIC / FONT
    return [] if font.is_file() else [f"the theme lacks its icon font {font}; {remedy}"]


def icons_shown(css: str) -> set[int]:
    """The characters that style rules show alone, as code points; icons are among them."""
    return {int(code, 16) if code else ord(char or icon) for code, char, icon in _SHOWN.findall(css)}


def icon_font(code_points: Iterable[int]) -> bytes:
    """The theme's icon font cut down to some code points, in WOFF; a code point it lacks is passed over."""
    options = Options(flavor="woff", hinting=False, layout_features=[], name_IDs=[0, 13], notdef_outline=True)
    font = TTFont(THEME_STATIC / FONT, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    for name_id in (1, 4, 6):
        # A PostScript name, the sixth, has no spaces.
        font["name"].setName(FONT_NAME.replace(" ", "") if name_id == 6 else FONT_NAME, name_id, 3, 1, 0x409)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file, reorderTables=False)
    return file.getvalue()


def with_own_icons(css: str, other_styles: Iterable[str] = ()) -> str:
    """The theme's style sheet with one small font, of the icons that it or another sheet shows, in place of its three.

    Raises LookupError if the sheet names no Font Awesome.
    """
    faces = _FACES.findall(css)
    if not faces:
        raise LookupError("the theme's style sheet holds no Font Awesome as it used to")
    data = base64.b64encode(icon_font(icons_shown("".join([css, *other_styles])))).decode()
    # As data, since a browser may refuse a page of the file system a font file.
    own = re.sub(r"src:[^}]*", f'src:url("data:font/woff;base64,{data}") format("woff")', faces[0])
    for face, replacement in zip(faces, [own, *[""] * len(faces)], strict=False):
        css = css.replace(face, replacement)
    return css
