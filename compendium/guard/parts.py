"""What a file says and what it names: its pieces of text and of code, in which capitals mean different things."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Comment, Generic, Literal, Name, Number, Other, String, Text
from pygments.util import ClassNotFound

# Stands in a piece of text for code: what comes after it begins anew, as a cell or a label does.
EDGE = "\0"
# Stands in a sentence for code between grave accents: the sentence goes on after it.
FILLED = "\1"

# Files that Pygments does not know by their names.
_LEXERS = {".cff": "yaml", ".ipynb": "json", ".webmanifest": "json"}
_LEXERS |= dict.fromkeys((".html", ".jinja", ".j2"), "html+jinja")
_SHEBANG = re.compile(r"#!.*\b(sh|bash|python)")
_COMMENT_MARKS = re.compile(r"(?m)^[ \t]*(?:#+[!:|,.]*|//+|/\*+|\*+/|\*(?!\*)|<!--|;+)")

_FRONT = re.compile(r"\A---\n(?P<code>.*?\n)---\n", re.DOTALL)
_FENCE = re.compile(r"[ \t>]*(?P<marks>`{3,}|~{3,})[ \t]*(?P<word>[^\s`]*)[^`]*\Z")
_SPAN = re.compile(r"(?<![`\\])(?P<ticks>`{1,2})(?!`)(?P<code>[^`\0]+?(?:\n[^`\n\0]+)?)(?<!`)(?P=ticks)(?!`)")
# A role such as {term}`…` has words for readers in it, and so has a directive other than a cell of code.
_ROLE = re.compile(r"\{[\w:-]+\}\Z")
_CODE_DIRECTIVES = {"{code-cell}": "python", "{code-block}": "", "{code}": "", "{math}": ""}


class Kind(Enum):
    """What capitals mean in a piece of a file."""

    PROSE = "what is written to be read: chapters, data, messages"
    STRING = "what is said inside code: comments and strings, among which names of code stand"
    CODE = "what code names"


@dataclass(frozen=True)
class Part:
    """A piece of a file that begins on `line`."""

    text: str
    line: int
    kind: Kind = Kind.PROSE


def blank(text: str, sign: str = EDGE) -> str:
    """A sign for every character of a text but the ends of its lines."""
    return re.sub(r"[^\n]", sign, text)


def _among(kind: tuple[str, ...], *families: Any) -> bool:
    return any(kind in family for family in families)


def _says(kind: tuple[str, ...]) -> bool:
    said = _among(kind, Literal, Text, Generic, Other)
    return said and not _among(kind, Number, String.Affix, String.Interpol)


def prose(text: str, line: int, kind: Kind = Kind.PROSE) -> Iterator[Part]:
    """A text apart from the code that stands between grave accents in it."""
    pieces, end = [], 0
    for span in _SPAN.finditer(text):
        pieces.append(text[end : span.start()])
        end = span.end()
        if _ROLE.search(text[max(0, span.start() - 40) : span.start()]):
            pieces.append(span[0])
        else:
            yield Part(span["code"], line + text.count("\n", 0, span.start("code")), Kind.CODE)
            pieces.append(blank(span[0], FILLED))
    yield Part("".join(pieces) + text[end:], line, kind)


def _lexed(text: str, lexer: Lexer, line: int) -> Iterator[Part]:
    """What a program or a file of settings says in its comments and strings, and what it names beside them."""
    said, named = [], []
    # What these lexers take for names are the keys of an object, and values in brackets and in blocks of lines.
    says_too = {"JSON": (Name.Tag,), "YAML": (Name.Constant, Name.Variable)}.get(lexer.name, ())
    in_comment = False
    for _, kind, value in lexer.get_tokens_unprocessed(text):
        if _among(kind, Comment) and not _among(kind, Comment.Preproc, Comment.Hashbang):
            comment = _COMMENT_MARKS.sub(lambda match: " " * len(match[0]), value)
            # A comment goes on in the next line, but neither from nor into the code around it.
            said.append(comment if in_comment else EDGE + comment)
            named.append(blank(value))
            in_comment = True
        elif not value.strip():
            said.append(value)
            named.append(value)
        else:
            says = _says(kind) or _among(kind, *says_too)
            # The marks of a string, not of code in a text.
            shown = value.replace("`", '"') if _among(kind, String.Backtick) else value
            said.append((EDGE if in_comment else "") + (shown if says else blank(shown)))
            named.append(blank(shown) if says else shown)
            in_comment = False
    yield from prose("".join(said), line, Kind.STRING)
    yield Part("".join(named), line, Kind.CODE)


def _code(text: str, language: str, line: int) -> Iterator[Part]:
    """A piece of code in a known language, or in one that is not known."""
    try:
        yield from _lexed(text, get_lexer_by_name(language), line)
    except ClassNotFound:
        yield Part(text, line, Kind.CODE)


def _markdown(text: str) -> Iterator[Part]:
    """Prose apart from the code in it. What stands in a directive for readers, such as an admonition, is prose."""
    if front := _FRONT.match(text):
        yield from _code(front["code"], "yaml", 2)
        text = blank(front[0]) + text[front.end() :]
    lines = text.split("\n")
    open_fences: list[tuple[str, str | None]] = []  # the marks of each, and the language of the code in it
    begun = 0
    for index, line in enumerate(lines):
        fence = _FENCE.match(line)
        marks, language = open_fences[-1] if open_fences else ("", None)
        if fence and marks and fence["marks"].startswith(marks) and not fence["word"]:
            open_fences.pop()
            if language is not None:
                yield from _code("\n".join(lines[begun:index]), language, begun + 1)
                # Blank, so that nothing in it is taken for prose.
                lines[begun:index] = [blank(code) for code in lines[begun:index]]
        elif fence and language is None:
            word = fence["word"]
            readers = word.startswith("{") and word not in _CODE_DIRECTIVES
            open_fences.append((fence["marks"], None if readers else _CODE_DIRECTIVES.get(word, word)))
            begun = index + 1
    yield from prose("\n".join(lines), 1)


def cells(text: str) -> Iterator[Part]:
    """Each cell of a table."""
    reader = csv.reader(io.StringIO(text, newline=""))
    line = 1
    try:
        for row in reader:
            for cell in filter(None, row):
                yield from prose(cell, line)
            line = reader.line_num + 1
    except csv.Error:
        yield Part(text, 1)


def _lexer_for(text: str, path: PurePosixPath) -> Lexer | None:
    language = _LEXERS.get(path.suffix.lower())
    if language is None and (shebang := _SHEBANG.match(text)):
        language = shebang[1]
    try:
        lexer = get_lexer_by_name(language) if language else get_lexer_for_filename(path.name)
    except ClassNotFound:
        return None
    return None if lexer.name == "Text only" else lexer


def parts_of(text: str, name: str) -> Iterator[Part]:
    """The pieces of a file, by the kind of file that its name tells; a file of no known kind is text.

    Every character of the file is in some piece.
    """
    path = PurePosixPath(name.rpartition("!")[2])
    if path.suffix.lower() == ".csv":
        yield from cells(text)
    elif path.suffix.lower() == ".md":
        yield from _markdown(text)
    elif lexer := _lexer_for(text, path):
        yield from _lexed(text, lexer, 1)
    else:
        yield from prose(text, 1)
