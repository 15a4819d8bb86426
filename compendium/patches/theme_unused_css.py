"""Style sheets of theme and tools without the rules for what the book never shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tinycss2

_WORD = re.compile(r"[\w-]+")
# In a script, the end of a text that another text may follow: "bs-" + side, or `bs-${side}`.
_BEGINNING = re.compile(r"""(?<![\w-])([a-z][\w-]+)-(?=["'`]|\$\{)""")
_NESTING = ("media", "supports")


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


def _selectors(prelude: list) -> Iterator[list]:
    """The selectors of a rule, which commas part."""
    selector: list = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def _classes(selector: list) -> Iterator[str]:
    """The classes that a selector asks for; what stands in brackets, as in `:not(.open)`, is not asked for."""
    for dot, name in zip(selector, selector[1:], strict=False):
        if dot.type == "literal" and dot.value == "." and name.type == "ident":
            yield name.value


def _slimmed(rules: list, words: Words) -> str:
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            wanted = [one for one in _selectors(rule.prelude) if all(map(words.may_be_class, _classes(one)))]
            if wanted:
                heads = ",".join(tinycss2.serialize(one).strip() for one in wanted)
                kept.append(f"{heads}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in _NESTING:
            inner = _slimmed(tinycss2.parse_rule_list(rule.content, skip_whitespace=True), words)
            if inner:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        else:
            kept.append(rule.serialize())
    return "".join(kept)


def slim(css: str, words: Words) -> str:
    """A style sheet without each rule that asks for a class that no page and no script names."""
    return _slimmed(tinycss2.parse_stylesheet(css, skip_whitespace=True), words)
