"""Capitalised words that nobody admitted.

A capital makes a word a name until somebody admits it. Only where a sentence, a
heading, a cell, a label or a quotation begins, an ordinary word may have one.
Code names things in capitals too: there, an ordinary English word may have one.
What is glued together (camelCase, snake_case) is taken apart first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compendium.guard.admission import Admitted, stem, tokens
from compendium.guard.decoding import decode_text
from compendium.guard.parts import EDGE, Kind, Part
from compendium.guard.word_list import BOTH, ENGLISH

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]")
# The value of a hash, as locks and pages give it: as long as the named algorithm says, so that nothing else fits in.
_HASH = re.compile(r"\bsha(?:256-[A-Za-z0-9+/]{43}=|384-[A-Za-z0-9+/]{64}|512-[A-Za-z0-9+/]{86}==)")
_NUMBER = re.compile(r"#(?:[0-9A-Fa-f]{3,4}){1,2}\b|\b0[xX][0-9A-Fa-f]+\b|\bU\+[0-9A-F]{4,6}(?:-[0-9A-F]{4,6})?\b")
# Where a block of a text begins: a blank line, a heading, an item, an option of a directive, a label, a cell.
_BLOCKS = re.compile(
    r"(?P<blank>\n[ \t]*(?=\n))"
    r"|(?m:^[ \t>]*(?P<mark>#{1,6}[ \t]|:[\w-]+:|(?:`{3,}|~{3,}|:{3,})(?:\{[\w:-]+\})?)(?P<line>[^\n]*)$)"
    r"|(?m:^[ \t>]*(?:[-*+]|\d+[.)]|:|\([\w.:-]+\)=)(?=[ \t\0\n]))"
    r"|(?<=[\s\0])#+(?=\s)|<!--|\{#-?|\|"
)
# A definition in a glossary: the first line that is indented.
_DEFINITION = re.compile(r"(?m)^(?=\S)([^\n]*\n)(?=[ \t]{4,}\S)")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)((?:\s[^<>]*)?)/?>")
_INLINE_TAGS = {"a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup"}

_DECORATION = "\"'«»“”„‘’*_~()[]{}<>¿¡`\\ \t\n"
_QUOTED = re.compile(r"(?:[«“„‘]|!\[|\}`|=\{|(?:^|[\s(\[{=,:\0\\])[\"'])[*_\[({/@#$.]*(?:#+ )?\Z|\S[,;]\Z")
_NUMBERED = re.compile(r"(?:\A|[\0\n\"])[ \t]*(?:[–—-]+|\d+(?:\.\d+)*\.?)\Z")
# A role that points to something, such as a deviation, after the end of a sentence.
_POINTER = re.compile(r"(?:\{[\w:-]+\}`[^`]*`\s*)+\Z")
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:(?-i:[A-ZÆØÅ])|al|ca|cf|dr|eds?|evt|fig|jfr?|kap|mfl|mrs?|nr|pkt|pp|prof|resp|vol|vs)"
    r"|\.[^\W\d_]{1,4})\.\Z",
    re.IGNORECASE,
)
_HUMPS = re.compile(r"U+(?!l)|U?l+")


@dataclass(frozen=True, order=True)
class Unadmitted:
    """A capitalised word that nobody admitted, and where it stands; `line` is 0 in the name of a file."""

    path: str
    line: int
    name: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else f"{self.path} (its name)"
        return f"{place}: {self.name} is not admitted"


def _tag(match: re.Match[str]) -> str:
    # What a tag for a few words of a sentence is written around does not begin there.
    if match[1] in _INLINE_TAGS and not match[2].strip():
        return ""
    return f"{EDGE}{match[1]}{EDGE}{match[2]}{EDGE}"


def _block(match: re.Match[str]) -> str:
    if match["line"] is not None:
        return f"{EDGE}{match['mark']}{EDGE}{match['line']}{EDGE}"
    return f"{EDGE}{match[0]}{EDGE}"


def visible(text: str, kind: Kind = Kind.PROSE) -> str:
    """A text with its encodings undone, in one form of Unicode and without what is not seen; its lines are kept.

    Where a block of a text begins, there stands an `EDGE`.
    """
    if kind is not Kind.CODE:
        text = text.replace(r"\n", EDGE)
    text = decode_text(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = _NUMBER.sub(" ", _HASH.sub(" ", text))
    if kind is not Kind.CODE:
        text = _TAG.sub(_tag, text)
        text = _BLOCKS.sub(_block, text)
    if kind is Kind.PROSE:
        text = _DEFINITION.sub(rf"\1{EDGE}", text)
    return text


def _begins(text: str, place: int) -> bool:
    """Whether a sentence, a block, a label or a quotation begins at this place of a text."""
    window = _POINTER.sub("", text[max(0, place - 200) : place])
    before = window.rstrip(_DECORATION)
    if not before.strip("–—-"):
        return True
    if before[-1] == EDGE or _QUOTED.search(window) or _NUMBERED.search(before):
        return True
    gap = window[len(before) :]
    return before[-1] in ".!?:…" and any(sign.isspace() for sign in gap) and not _ABBREVIATED.search(before)


def _shape(token: str, place: int) -> str:
    sign = token[place]
    if sign in "'’" and token[place + 1 : place + 2].isupper():
        return "_"
    return "U" if sign.isupper() else "d" if sign.isdigit() else "_" if sign == "_" else "l"


def _pieces(token: str) -> list[str]:
    """The words glued together in a token: at humps, underscores, digits, and before a capital after an apostrophe."""
    shape = "".join(_shape(token, place) for place in range(len(token)))
    return [token[match.start() : match.end()] for match in _HUMPS.finditer(shape)]


def _unadmitted_pieces(token: str, admitted: Admitted, *, in_code: bool) -> tuple[list[str], bool]:
    """The capitalised words in a token that are not admitted, and whether it is glued together of several."""
    pieces = _pieces(token)
    # Capitals with a plural -s are one word, and so is a word with a number.
    if len(pieces) == 2 and token[:-1].isupper() and token[-1] == "s":
        pieces = [token[:-1]]
    named = [piece for piece in pieces if piece != piece.lower() and not (len(piece) == 1 and piece.isascii())]
    return [piece for piece in named if not admitted.admits(piece, in_code=in_code)], len(pieces) > 1 or "_" in token


def _names(text: str, admitted: Admitted, kind: Kind, languages: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Where in a visible text a word begins and ends that is not admitted, and the word."""
    in_code = kind is not Kind.PROSE
    found = tokens(text)
    covered = admitted.covered([match[0] for match in found])
    for index, match in enumerate(found):
        if match[0] == match[0].lower() or index in covered or admitted.admits(match[0], in_code=in_code):
            continue
        token = stem(match[0])
        pieces, glued = _unadmitted_pieces(token, admitted, in_code=in_code)
        if kind is Kind.CODE or (glued and (in_code or "_" in token)):
            pieces = [piece for piece in pieces if not admitted.ordinary(piece, ENGLISH)]
        elif glued:
            # No ordinary word has a capital inside it, and the whole is what somebody may admit.
            pieces = [token] if pieces else []
        elif _begins(text, match.start()) and admitted.ordinary(token, languages):
            pieces = []
        for piece in pieces:
            yield match.start(), match.end(), piece


def unadmitted(
    parts: Iterable[Part], admitted: Admitted, path: str, languages: tuple[str, ...] = BOTH
) -> list[Unadmitted]:
    """Every capitalised word of these parts that is not admitted; words beside each other are one name."""
    findings: set[Unadmitted] = set()
    for part in parts:
        text = visible(part.text, part.kind)
        runs: list[tuple[int, int, str]] = []
        for start, end, name in _names(text, admitted, part.kind, languages):
            if runs and part.kind is not Kind.CODE and (gap := text[runs[-1][1] : start]) in (" ", "-"):
                first, _, before = runs.pop()
                runs.append((first, end, before + gap + name))
            else:
                runs.append((start, end, name))
        for start, _, name in runs:
            findings.add(Unadmitted(path, part.line + text.count("\n", 0, start) if part.line else 0, name))
    return sorted(findings)
