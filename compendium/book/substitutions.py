"""What stands between double braces on a page is a value by its name: no loop, no expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig, merge_file_level
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

_NAME = re.compile(r"\w+(?:\.\w+)?")
_SUBSTITUTION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?(?:%\}|$)", re.MULTILINE)
_DIRECTIVE = re.compile(r"\{(?P<name>[^\s}]+)\}(?:\s+(?P<arguments>.*))?", re.DOTALL)
_FRONT_MATTER = re.compile(r"---[^\n]*\n(.*?)^(?:---|\.\.\.)", re.DOTALL | re.MULTILINE)
# Directives that show their content as it is; that of any other is read as the page is.
_AS_IT_IS = ("code", "literal", "raw", "math")


def _value_problems(content: str, line: int) -> Iterator[tuple[int, str]]:
    if not _NAME.fullmatch(content):
        message = f"{content!r} between double braces is no name of a value"
        yield line, f"{message}; register a number for it, see analysis/numbers.py"


def _statement_problems(text: str, line: int) -> Iterator[tuple[int, str]]:
    for found in _STATEMENT.finditer(text):
        yield (
            line + text.count("\n", 0, found.start()),
            f"{found[0]!r}: a page holds values only, no loop or condition; write it out, or make it a table",
        )


def _inline_problems(tokens: Iterable[Token], line: int) -> Iterator[tuple[int, str]]:
    text, start = "", line
    for token in tokens:
        if token.type == "substitution_inline":
            yield from _value_problems(token.content, line)
        elif token.type in ("text", "html_inline"):
            text += token.content
        elif token.type in ("softbreak", "hardbreak"):
            text, line = text + "\n", line + 1
        yield from _inline_problems(token.children or (), line)
    yield from _statement_problems(text, start)


def substitution_problems(page: str, syntax: MdParserConfig) -> Iterator[tuple[int, str]]:
    """Line and message of each place of a page that Jinja would have to do more for than to put in a value.

    MyST's own parser says what is code, by the `syntax` that the book is read with,
    and what the front matter of the page changes in it.
    """
    yield from _problems(page, merge_file_level(syntax, _front_matter(page), lambda *_: None), 1)


def _front_matter(page: str) -> dict[str, Any]:
    """The settings at the top of a page; none if they can't be read, which MyST itself tells."""
    found = _FRONT_MATTER.match(page)
    try:
        settings = yaml.safe_load(found[1]) if found else None
    except yaml.YAMLError:
        return {}
    return settings if isinstance(settings, dict) else {}


def _problems(text: str, syntax: MdParserConfig, line: int) -> Iterator[tuple[int, str]]:
    for token in create_md_parser(syntax, RendererHTML).parse(text):
        here = line + token.map[0] if token.map else line
        if token.type == "substitution_block":
            yield from _value_problems(token.content, here)
        elif token.type == "inline":
            yield from _inline_problems(token.children or (), here)
        elif token.type in ("front_matter", "html_block"):
            yield from _statement_problems(token.content, here)
            for found in _SUBSTITUTION.finditer(token.content):
                yield from _value_problems(found[1].strip(), here)
        elif token.type in ("fence", "colon_fence"):
            directive = _DIRECTIVE.fullmatch(token.info.strip())
            if directive and not directive["name"].startswith(_AS_IT_IS):
                yield from _problems(directive["arguments"] or "", syntax, here)
            if not directive["name"].startswith(_AS_IT_IS) if directive else token.type == "colon_fence":
                yield from _problems(token.content, syntax, here + 1)


def refuse_more_than_values(app: Sphinx, page: str, source: list[str]) -> None:
    """Stop the build at a page that holds more of Jinja than values."""
    file = Path(app.env.doc2path(page)).relative_to(app.srcdir).as_posix()
    found = sorted(substitution_problems(source[0], app.env.myst_config))
    if problems := [f"{file}:{line}: {message}" for line, message in found]:
        raise ExtensionError("\n".join(problems))


def setup(app: Sphinx) -> None:
    """Look at each page before it is read."""
    app.connect("source-read", refuse_more_than_values)
