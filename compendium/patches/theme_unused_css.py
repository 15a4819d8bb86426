"""Style sheets of theme and extensions without the rules for what the book never shows.

package: pydata-sphinx-theme 0.17.1
reason: more than half of its style sheet is for what no page shows
upstream: none found
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

from compendium.checkout.files import ROOT
from compendium.patches.theme_icons import STYLES, THEME_STATIC, with_own_icons

_WORD = re.compile(r"[\w-]+")
# In a script, the end of a text that another text may follow: "bs-" + side, or `bs-${side}`.
_BEGINNING = re.compile(r"""(?<![\w-])([a-z][\w-]+)-(?=["'`]|\$\{)""")
_NESTING = ("media", "supports")
_MAP_COMMENT = re.compile(r"\s*/\*# sourceMappingURL=[^*]*\*/")


class Words:
    """Every word of the pages and scripts, among which are all the classes that an element can have.

    A script may put a class together from a beginning that it names, such as
    `bs-`, and an ending, so such beginnings are known too.
    """

    def __init__(self, pages: Iterable[str], scripts: Iterable[str]):
        scripts = list(scripts)
        self._all = {word for text in [*pages, *scripts] for word in _WORD.findall(text)}
        self._beginnings = {word for text in scripts for word in _BEGINNING.findall(text)}

    def met_in(self, sheets: Iterable[str]) -> list[str]:
        """Those words that decide what is left of these style sheets, sorted."""
        asked = {word for css in sheets for word in _WORD.findall(css)}
        return sorted((self._all & asked) | {f"{beginning}-" for beginning in self._beginnings})

    def may_be_class(self, name: str) -> bool:
        """Whether some element may come to have this class."""
        # An escaped class such as `sd-g-0.5` is more words than one.
        if all(part in self._all for part in _WORD.findall(name)):
            return True
        parts = name.split("-")
        return any("-".join(parts[:end]) in self._beginnings for end in range(1, len(parts)))


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    """The selectors of a rule, which commas part."""
    selector: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _classes(selector: list[Any]) -> Iterator[str]:
    """The classes that a selector asks for; what stands in brackets, as in `:not(.open)`, is not asked for."""
    for dot, name in pairwise(selector):
        if dot.type == "literal" and dot.value == "." and name.type == "ident":
            yield name.value


def _without_unused(rules: list[Any], words: Words) -> str:
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            wanted = [one for one in _selectors(rule.prelude) if all(map(words.may_be_class, _classes(one)))]
            if wanted:
                heads = ",".join(tinycss2.serialize(one).strip() for one in wanted)
                kept.append(f"{heads}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _NESTING:
            inner = _without_unused(tinycss2.parse_rule_list(rule.content, skip_whitespace=True), words)
            if inner:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        else:
            kept.append(rule.serialize())
    return "".join(kept)


def slim(css: str, words: Words) -> str:
    """A style sheet without each rule that asks for a class that no page and no script names."""
    return _without_unused(tinycss2.parse_stylesheet(css, skip_whitespace=True), words)


def _slimmed_sheets(sheets: dict[str, str], words: Words) -> dict[str, str]:
    """Sheets but the book's own cut down to what `words` name, and the theme's with the icons that all of them show."""
    own = {path.relative_to(ROOT / "_static").as_posix() for path in (ROOT / "_static").rglob("*.css")}
    slimmed = {path: _MAP_COMMENT.sub("", slim(css, words)) for path, css in sheets.items() if path not in own}
    others = [css for path, css in {**sheets, **slimmed}.items() if path != STYLES]
    slimmed[STYLES] = with_own_icons(slimmed[STYLES], others)
    return slimmed


def slimmed_styles(static: Path, pages: Iterable[str], memory: Path) -> dict[str, str]:
    """The style sheets below `static` as they are to be written, each by its path there; the book's own are left out.

    `memory` is a file of what came out the last time, since reading so much CSS
    takes longer than writing a page.
    """
    words = Words(pages, (path.read_text(encoding="utf-8") for path in sorted(static.rglob("*.js"))))
    paths = sorted(static.rglob("*.css"))
    sheets = {path.relative_to(static).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    # Never from an earlier build's slim one, whose icons are already cut.
    sheets[STYLES] = (THEME_STATIC / STYLES).read_text(encoding="utf-8")
    key = hashlib.sha256(json.dumps([sheets, words.met_in(sheets.values())]).encode()).hexdigest()
    before: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        before = json.loads(memory.read_text(encoding="utf-8"))
    slimmed: dict[str, str] = before["sheets"] if before.get("key") == key else _slimmed_sheets(sheets, words)
    memory.write_text(json.dumps({"key": key, "sheets": slimmed}), encoding="utf-8")
    return slimmed
