"""The theme's icons without its 1.5 MB script: a font that holds only the icons that the book shows.

The theme brings Font Awesome three times over: a script with every icon, three
whole fonts, and a style rule per icon. The fonts and rules alone draw the same
icons, so the script goes, and of fonts and rules stays what a page may show.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pydata_sphinx_theme
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

THEME_STATIC = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLES = "styles/pydata-sphinx-theme.css"
FONT = "vendor/fontawesome/webfonts/fa-solid-900.ttf"
SUPERFLUOUS = ("scripts/fontawesome.js", "vendor/fontawesome/webfonts/*", "**/*.map")
# The fonts' licence, SIL OFL 1.1, reserves their name for the unchanged font.
FONT_NAME = "Compendium Icons"

_RULE = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"([^"]*)"\}')
_FACES = re.compile(r"@font-face\{[^}]*Font Awesome[^}]*\}")
_ICON_CLASS = re.compile(r"\bfa-([a-z0-9]+(?:-[a-z0-9]+)*)\b")
_PRIVATE_USE = re.compile(r"\\([ef][0-9a-f]{3})\b|([\ue000-\uf8ff])")


def named_icons(texts: Iterable[str]) -> set[str]:
    """Names of all icons that pages and scripts name by class, such as `bars` for fa-bars."""
    return {name for text in texts for name in _ICON_CLASS.findall(text)}


def _code_points(css: str) -> set[int]:
    """The icons that style rules show by their code, as code points."""
    return {int(code, 16) if code else ord(char) for code, char in _PRIVATE_USE.findall(css)}


def _character(content: str) -> int:
    """The code point of a rule's content: an escape such as \\f0c9 or \\31, or a character."""
    return int(content[1:], 16) if re.fullmatch(r"\\[0-9a-f]+ ?", content) else ord(content[-1])


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


def slim_styles(css: str, names: set[str], other_styles: Iterable[str] = ()) -> str:
    """The theme's style sheet with rules and font for the named icons, and for those that other rules show.

    Raises LookupError if the theme's sheet does not hold what is to be cut.
    """
    shown: set[int] = set()

    def keep_shown(rule: re.Match) -> str:
        wanted = [name for name in re.findall(r"\.fa-([\w-]+):before", rule.group(1)) if name in names]
        if not wanted:
            return ""
        shown.add(_character(rule.group(2)))
        return ",".join(f".fa-{name}:before" for name in wanted) + f'{{content:"{rule.group(2)}"}}'

    slim, rules = _RULE.subn(keep_shown, css)
    faces = _FACES.findall(css)
    if not rules or not faces:
        raise LookupError("the theme's style sheet holds no Font Awesome as it used to")
    shown |= _code_points("".join([slim, *other_styles]))
    data = base64.b64encode(icon_font(shown)).decode()
    # In place of the first face, as data, since a browser may refuse a page of the file system a font file.
    face = re.sub(r"src:[^}]*", f'src:url("data:font/woff;base64,{data}") format("woff")', faces[0])
    slim = slim.replace(faces[0], face)
    for other in faces[1:]:
        slim = slim.replace(other, "")
    return re.sub(r"\s*/\*# sourceMappingURL=[^*]*\*/", "", slim)


def slim_theme(static: Path, pages: Iterable[str]) -> None:
    """Cut the icons of the built book in `static` down to those that `pages`, scripts and styles show."""
    for pattern in SUPERFLUOUS:
        for path in static.glob(pattern):
            path.unlink()
    scripts = [path.read_text(encoding="utf-8") for path in sorted(static.glob("scripts/*.js"))]
    others = [path.read_text(encoding="utf-8") for path in sorted(static.rglob("*.css")) if path != static / STYLES]
    names = named_icons([*pages, *scripts])
    css = (THEME_STATIC / STYLES).read_text(encoding="utf-8")
    (static / STYLES).write_text(slim_styles(css, names, others), encoding="utf-8", newline="")
