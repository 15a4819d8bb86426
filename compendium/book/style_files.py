"""Whether the files that style sheets name are there: a browser passes over a missing font in silence."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from compendium.checkout.files import ROOT
from compendium.patches.theme_icons import missing_font

_NAMED = re.compile(r"""url\(\s*["']?([^"')]+)""")
_ELSEWHERE = re.compile(r"[a-z]+:|//|#")


def missing_files(static: Path) -> list[str]:
    """A line for each file that a style sheet below `static` names and that is not there, with sheet and line."""
    found = []
    for sheet in sorted(static.rglob("*.css")):
        place = sheet.relative_to(static.parent).as_posix()
        for number, line in enumerate(sheet.read_text(encoding="utf-8").splitlines(), start=1):
            for name in _NAMED.findall(line):
                if not _ELSEWHERE.match(name) and not (sheet.parent / re.split("[?#]", name)[0]).is_file():
                    found.append(
                        f"{place}:{number}: there is no file {name}; bring it back from git or from the archive"
                    )
    return found


def check(app: Sphinx, config: Config) -> None:
    """Stop before anything is read if a font or a picture of the styles is missing."""
    missing = missing_files(ROOT / "_static") + missing_font()
    if missing:
        raise ExtensionError("\n".join(missing))


def setup(app: Sphinx) -> None:
    # Before the study is loaded, which takes longer.
    app.connect("config-inited", check, priority=100)
