"""The last touch, once all pages are written."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK
from sphinx.errors import ExtensionError

from compendium.book.unsafe_links import link_problems
from compendium.patches import docutils_markup, theme_accessibility
from compendium.patches.sphinx_page_title import with_short_title
from compendium.patches.sphinx_translations_script import without_eval
from compendium.patches.thebe_live_code import without_live_code
from compendium.patches.theme_icons import SUPERFLUOUS
from compendium.patches.theme_inline_scripts import without_inline_scripts, write_scripts
from compendium.patches.theme_scripts import without_unused_scripts
from compendium.patches.theme_unused_css import slimmed_styles

# Beside Sphinx's own memory of the pages, and with it forgotten.
MEMORY = "slim-styles.json"
FIXES = (without_live_code, with_short_title, *theme_accessibility.FIXES, *docutils_markup.FIXES)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    if not path.exists() or _read(path) != text:
        path.write_text(text, encoding="utf-8", newline="")


def _fixed(html: str, page: str) -> str:
    html = without_unused_scripts(html, page)
    for fix in FIXES:
        html = fix(html)
    return html


def _dated(html: str, sheets: dict[str, str]) -> str:
    """A page whose links to the slimmed style sheets change with them, so that no browser shows an old one."""

    def link(found: re.Match[str]) -> str:
        css = sheets.get(found[2])
        return f"{found[1]}{found[2]}?v={hashlib.sha256(css.encode()).hexdigest()[:8]}" if css else found[0]

    return re.sub(r'(href="(?:\.\./)*_static/)([^"?]+\.css)(?:\?[^"]*)?', link, html)


def finish(app: Sphinx, error: Exception | None) -> None:
    """Rid the pages of what they load for nothing, and fix the markup of theme and tools.

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
    written = {name: _read(folder / name) for name in names if not name.startswith("_static/")}
    if problems := [problem for name, html in written.items() for problem in link_problems(html, name)]:
        raise ExtensionError("\n".join(problems))
    pages: dict[str, str] = {}
    scripts: dict[str, str] = {}
    for name, html in written.items():
        pages[name], own = without_inline_scripts(_fixed(html, name), name)
        scripts |= own
    write_scripts(pages, static, scripts)
    if (translations := static / "translations.js").exists():
        _write(translations, without_eval(_read(translations)))
    memory = Path(app.doctreedir, MEMORY)
    if app.env.config_status != CONFIG_OK:
        # What came out the last time, another version of this code may have made.
        memory.unlink(missing_ok=True)
    sheets = slimmed_styles(static, pages.values(), memory)
    for sheet, css in sheets.items():
        _write(static / sheet, css)
    for name, html in pages.items():
        _write(folder / name, _dated(html, sheets))


def setup(app: Sphinx) -> None:
    app.connect("build-finished", finish, priority=900)
