"""The last touch, once all pages are written."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sphinx.application import Sphinx

from analysis.fingerprint import ROOT

from .accessible import mend
from .icons import STYLES, THEME_STATIC, with_own_icons
from .offline import unload
from .slimming import Words, slim

# What no page loads any more, and what serves the theme's developers alone.
SUPERFLUOUS = ("scripts/fontawesome.js", "vendor/fontawesome/webfonts/*", "**/*.map")
_MAP_COMMENT = re.compile(r"\s*/\*# sourceMappingURL=[^*]*\*/")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    if not path.exists() or _read(path) != text:
        path.write_text(text, encoding="utf-8", newline="")


def _slim_styles(static: Path, pages: list[str]) -> dict[str, str]:
    """Cut the style sheets of theme and tools down to what the pages use; gives each by its path below `static`.

    The book's own sheets stay as they are.
    """
    words = Words(pages, map(_read, sorted(static.rglob("*.js"))))
    own = {path.relative_to(ROOT / "_static") for path in (ROOT / "_static").rglob("*.css")}
    sheets = {path.relative_to(static): _read(path) for path in sorted(static.rglob("*.css"))}
    # Never from an earlier build's slim one, whose icons are already cut.
    sheets[Path(STYLES)] = _read(THEME_STATIC / STYLES)
    slimmed = {path: _MAP_COMMENT.sub("", slim(css, words)) for path, css in sheets.items() if path not in own}
    others = [css for path, css in {**sheets, **slimmed}.items() if path != Path(STYLES)]
    slimmed[Path(STYLES)] = with_own_icons(slimmed[Path(STYLES)], others)
    for path, css in slimmed.items():
        _write(static / path, css)
    return {path.as_posix(): css for path, css in slimmed.items()}


def _dated(html: str, sheets: dict[str, str]) -> str:
    """A page whose links to the slimmed style sheets change with them, so that no browser shows an old one."""

    def link(found: re.Match) -> str:
        css = sheets.get(found.group(2))
        return f"{found.group(1)}{found.group(2)}?v={hashlib.sha256(css.encode()).hexdigest()[:8]}" if css else found.group()

    return re.sub(r'(href="(?:\.\./)*_static/)([^"?]+\.css)(?:\?[^"]*)?', link, html)


def finish(app: Sphinx, error: Exception | None) -> None:
    """Rid the pages of what they load for nothing, and mend the markup of theme and tools.

    Doing it twice changes nothing more, so that a build that writes only some
    pages may run over all of them.
    """
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir)
    static = folder / "_static"
    for pattern in SUPERFLUOUS:
        for path in static.glob(pattern):
            path.unlink()
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
    pages = {name: mend(unload(_read(folder / name), name)) for name in names if not name.startswith("_static/")}
    sheets = _slim_styles(static, list(pages.values()))
    for name, html in pages.items():
        _write(folder / name, _dated(html, sheets))


def setup(app: Sphinx) -> None:
    app.connect("build-finished", finish, priority=900)
