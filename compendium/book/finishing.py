"""The last touch, once all pages are written."""

from __future__ import annotations

import hashlib
import json
import re
from html import unescape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK
from sphinx.errors import ExtensionError

from compendium.book.accessible import mend
from compendium.book.icons import STYLES, THEME_STATIC, with_own_icons
from compendium.book.inline_scripts import without_eval, without_inline_scripts, write_scripts
from compendium.book.offline import unload
from compendium.book.slimming import Words, slim
from compendium.checkout.files import ROOT
from compendium.tables.addresses import link_problem

# What no page loads any more, and what serves the theme's developers alone.
SUPERFLUOUS = ("scripts/fontawesome.js", "vendor/fontawesome/webfonts/*", "**/*.map")
# Beside Sphinx's own memory of the pages, and with it forgotten.
MEMORY = "slim-styles.json"
_MAP_COMMENT = re.compile(r"\s*/\*# sourceMappingURL=[^*]*\*/")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    if not path.exists() or _read(path) != text:
        path.write_text(text, encoding="utf-8", newline="")


def _slimmed(sheets: dict[str, str], kept: set[str], words: Words) -> dict[str, str]:
    """The style sheets that are not `kept` as they are, cut down to what `words` name, and with the book's own icons."""
    slimmed = {path: _MAP_COMMENT.sub("", slim(css, words)) for path, css in sheets.items() if path not in kept}
    others = [css for path, css in {**sheets, **slimmed}.items() if path != STYLES]
    slimmed[STYLES] = with_own_icons(slimmed[STYLES], others)
    return slimmed


def _remembered(memory: Path, key: str) -> dict[str, str] | None:
    try:
        found = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found["sheets"] if found.get("key") == key else None


def _slim_styles(static: Path, pages: list[str], memory: Path) -> dict[str, str]:
    """Cut the style sheets of theme and tools down to what the pages use; gives each by its path below `static`.

    The book's own sheets stay as they are. `memory` is a file of what came out
    the last time, since reading so much CSS takes longer than writing a page.
    """
    words = Words(pages, map(_read, sorted(static.rglob("*.js"))))
    own = {path.relative_to(ROOT / "_static").as_posix() for path in (ROOT / "_static").rglob("*.css")}
    sheets = {path.relative_to(static).as_posix(): _read(path) for path in sorted(static.rglob("*.css"))}
    # Never from an earlier build's slim one, whose icons are already cut.
    sheets[STYLES] = _read(THEME_STATIC / STYLES)
    key = hashlib.sha256(json.dumps([sheets, words.met_in(sheets.values())]).encode()).hexdigest()
    slimmed = _remembered(memory, key)
    if slimmed is None:
        slimmed = _slimmed(sheets, own, words)
        memory.write_text(json.dumps({"key": key, "sheets": slimmed}), encoding="utf-8")
    for path, css in slimmed.items():
        _write(static / path, css)
    return slimmed


def _dated(html: str, sheets: dict[str, str]) -> str:
    """A page whose links to the slimmed style sheets change with them, so that no browser shows an old one."""

    def link(found: re.Match) -> str:
        css = sheets.get(found.group(2))
        return (
            f"{found.group(1)}{found.group(2)}?v={hashlib.sha256(css.encode()).hexdigest()[:8]}"
            if css
            else found.group()
        )

    return re.sub(r'(href="(?:\.\./)*_static/)([^"?]+\.css)(?:\?[^"]*)?', link, html)


_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_LEADS_TO = re.compile(
    r"""[\s/"'](?:href|src|action|formaction|xlink:href|poster|data|cite|ping|background)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)


def link_problems(html: str, name: str) -> list[str]:
    """What a page leads to and may not, however it came there; `name` is its path in the book."""
    links = {unescape(next(filter(None, found), "")) for tag in _TAG.findall(html) for found in _LEADS_TO.findall(tag)}
    return [f"{name}: leads to what no page may: {wrong}" for link in sorted(links) if (wrong := link_problem(link))]


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
    written = {name: _read(folder / name) for name in names if not name.startswith("_static/")}
    if problems := [problem for name, html in written.items() for problem in link_problems(html, name)]:
        raise ExtensionError("\n".join(problems))
    pages, scripts = {}, {}
    for name, html in written.items():
        pages[name], own = without_inline_scripts(mend(unload(html, name)), name)
        scripts |= own
    write_scripts(pages, static, scripts)
    if (translations := static / "translations.js").exists():
        _write(translations, without_eval(_read(translations)))
    memory = Path(app.doctreedir, MEMORY)
    if app.env.config_status != CONFIG_OK:
        # What came out the last time, another version of this code may have made.
        memory.unlink(missing_ok=True)
    sheets = _slim_styles(static, list(pages.values()), memory)
    for name, html in pages.items():
        _write(folder / name, _dated(html, sheets))


def setup(app: Sphinx) -> None:
    app.connect("build-finished", finish, priority=900)
