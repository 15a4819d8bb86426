"""Files that the drawing library vl-convert makes, beside the figures themselves."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import vl_convert


def write_picture(svg: str, path: Path) -> None:
    """Draw an SVG as PNG, with the fonts that vl-convert carries."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(vl_convert.svg_to_png(svg))


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
    script = f"{_head()}\n(()=>{{{vl_convert.javascript_bundle()}}})();\n"
    # Whole or not at all, since its first line says that it is there.
    unfinished = path.with_suffix(".part")
    unfinished.write_text(script, encoding="utf-8", newline="")
    unfinished.replace(path)
