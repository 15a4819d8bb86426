"""Scripts that stand in a page move into files, so that a host may forbid those in pages (Content-Security-Policy).

package: pydata-sphinx-theme 0.17.1
reason: scripts, and a handler of a button, stand in each page
upstream: none found
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from sphinx.application import Sphinx

FOLDER = "scripts"
PREFIX = "inline-"
# A script without address that a browser would execute; data such as JSON have a type of their own.
_INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
# The theme tells each page its name for a menu of versions, which this book does not have.
_PAGE_NAME = re.compile(r"\s*<script>DOCUMENTATION_OPTIONS\.pagename = [^<]*</script>")
# Shown at any depth of addresses, it can name no file; where the book has no address of its own it needs its script.
_ADDRESSLESS = "404.html"
# _static/full-screen.js listens to the button instead.
_HANDLER = re.compile(r' onclick="toggleFullScreen\(\)"')


def _file_name(script: str) -> str:
    return f"{PREFIX}{hashlib.sha256(script.encode()).hexdigest()[:12]}.js"


def without_inline_scripts(html: str, page: str) -> tuple[str, dict[str, str]]:
    """A page whose scripts are all files, and these files' contents by their name in `_static/scripts/`.

    `page` is its path below the folder of the book.
    """
    if page == _ADDRESSLESS:
        return html, {}
    up = "../" * (len(PurePosixPath(page).parts) - 1)
    scripts: dict[str, str] = {}

    def linked(found: re.Match[str]) -> str:
        script = found[1].strip() + "\n"
        name = _file_name(script)
        scripts[name] = script
        return f'<script src="{up}_static/{FOLDER}/{name}"></script>'

    return _INLINE.sub(linked, _HANDLER.sub("", _PAGE_NAME.sub("", html))), scripts


def write_scripts(pages: Mapping[str, str], static: Path, scripts: Mapping[str, str]) -> None:
    """Write the scripts taken from pages below `static`, and remove those that no page names any longer."""
    folder = static / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, script in scripts.items():
        folder.joinpath(name).write_text(script, encoding="utf-8", newline="")
    named = {name for html in pages.values() for name in re.findall(rf"/{FOLDER}/({PREFIX}\w+\.js)", html)}
    for path in folder.glob(f"{PREFIX}*.js"):
        if path.name not in named:
            path.unlink()


def setup(app: Sphinx) -> None:
    app.add_js_file("full-screen.js", loading_method="defer")
