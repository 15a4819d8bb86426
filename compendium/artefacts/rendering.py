"""All that the library vl-convert renders: charts and pictures in the book's own fonts, and the charts' script."""

from __future__ import annotations

import functools
import json
import re
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert
from fontTools.ttLib import TTFont

# Fonts under names of their own, since a machine may have any release of a font that others have too.
FONTS = Path(__file__).with_name("fonts")
FAMILY = "Compendium Sans"
# The faces that charts and pictures use. What one lacks, the library would take from any font of the machine.
_DRAWN_WITH = ("CompendiumSans-Regular.ttf", "CompendiumSans-Bold.ttf")
_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class MissingGlyph(ValueError):
    """A picture holds a character that the book's font does not have."""


@functools.cache
def _library() -> Any:
    """The library, once it knows the book's fonts."""
    if missing := [name for name in _DRAWN_WITH if not (FONTS / name).is_file()]:
        raise FileNotFoundError(f"{FONTS} lacks {', '.join(missing)}; bring it back from git or from the archive")
    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


@functools.cache
def _glyphs() -> frozenset[int]:
    """The code points that each of the faces has."""
    return frozenset.intersection(*(frozenset(TTFont(FONTS / name, lazy=True).getBestCmap()) for name in _DRAWN_WITH))


def _drawable(svg: str) -> str:
    """The SVG itself. Raises `MissingGlyph` if it holds text that would be drawn with a font of the machine."""
    written = {character for text in _TEXT.findall(svg) for character in unescape(_TAG.sub("", text))}
    if missing := sorted(character for character in written - set("\n\r\t") if ord(character) not in _glyphs()):
        named = ", ".join(f"U+{ord(sign):04X}" + f" {sign}" * sign.isprintable() for sign in missing)
        raise MissingGlyph(
            f"the font of the figures, {FAMILY}, has no {named}, and every machine would draw it in another one: "
            "write it otherwise, or add it to CHARACTERS in tools/make_fonts.py"
        )
    return svg


def chart_svg(spec: dict[str, Any]) -> str:
    """A Vega-Lite spec drawn as SVG, which is the same on every machine. Raises `MissingGlyph`."""
    return _drawable(_library().vegalite_to_svg(json.dumps(spec, ensure_ascii=False, sort_keys=True)))


def picture(svg: str, scale: float = 1) -> bytes:
    """An SVG drawn as PNG, which is the same on every machine. Raises `MissingGlyph`.

    Its text has to name `FAMILY` as its font.
    """
    png: bytes = _library().svg_to_png(_drawable(svg), scale=scale)
    return png


def write_picture(svg: str, path: Path) -> None:
    """Draw an SVG as a PNG file; see `picture`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture(svg))


def _head() -> str:
    return f"/* Vega, Vega-Lite and Vega-Embed of vl-convert {version('vl-convert-python')} */"


def has_chart_script(path: Path) -> bool:
    """Whether the script that `write_chart_script` writes is there already, of the library as it is installed."""
    head = _head().encode()
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(len(head)) == head


def write_chart_script(path: Path) -> None:
    """Write Vega, Vega-Lite and Vega-Embed as one classic script, which a page on disk may load too.

    They declare their names at the top level; a function keeps them from the page's own.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    script = f"{_head()}\n(()=>{{{_library().javascript_bundle()}}})();\n"
    # Whole or not at all, since its first line says that it is there.
    unfinished = path.with_suffix(".part")
    unfinished.write_text(script, encoding="utf-8", newline="")
    unfinished.replace(path)
