"""Bytes as text, and the encodings that may hide a word in it undone."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Iterator


def decode_bytes(data: bytes) -> str:
    """Bytes as text in the first encoding that fits: UTF-16 with its mark, UTF-8, Windows-1252, Latin-1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return data.decode("latin-1")


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= sys.maxunicode else " "


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _percent(match: re.Match[str]) -> str:
    return decode_bytes(bytes.fromhex(match[0].replace("%", "")))


def _octal(match: re.Match[str]) -> str:
    return decode_bytes(bytes(int(code, 8) for code in match[0].split("\\")[1:]))


def _hexadecimal(match: re.Match[str]) -> str:
    return decode_bytes(bytes.fromhex(match[0].replace("\\x", "")))


def _escape(match: re.Match[str]) -> str:
    return _character(match[1] or match[2] or match[3])


def _latex(match: re.Match[str]) -> str:
    return {"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø"}[match[1]]


def _punycode(match: re.Match[str]) -> str:
    try:
        return match[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return match[0]


def _misread(match: re.Match[str]) -> str:
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]


# What gives the encoding away, how it looks, and how it is undone.
_DECODERS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("&", re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});?"), _entity),
    ("%", re.compile(r"(?:%[0-9a-fA-F]{2})+"), _percent),
    ("\\", re.compile(r"\\+(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8}))"), _escape),
    ("\\", re.compile(r"(?:\\x[0-9a-fA-F]{2})+"), _hexadecimal),
    ("\\", re.compile(r"(?:\\[0-3][0-7]{2})+"), _octal),
    ("\\", re.compile(r"\{?\\(aa|AA|ae|AE|o|O)(?![A-Za-z])(?:\{\}|\}| )?"), _latex),
    ("\\", re.compile(r"\{?\\r ?\{?([aA])(?:\}\}?|(?![A-Za-z]))"), lambda match: match[1]),
    ("\\", re.compile(r"\\[abfnrtv0]"), lambda match: " "),
    ("xn--", re.compile(r"xn--([a-zA-Z0-9-]+)"), _punycode),
    ("Ã", re.compile("Ã[\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]"), _misread),
)


def decode_text(text: str) -> str:
    """A text with its encodings undone, also an encoding inside another; its lines are kept."""
    for _ in range(3):
        before = text
        for sign, pattern, decode in _DECODERS:
            if sign in text:
                text = pattern.sub(lambda match: decode(match).replace("\n", " "), text)
        if text == before:
            break
    return text


# A tag, the target of a Markdown link, the name of a role.
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|\{[\w:.+-]+\}(?=`)")


def readings(text: str) -> Iterator[str]:
    """The ways to read a text: as it stands, decoded, and with markup as a space or as nothing."""
    seen = {text}
    yield text
    decoded = decode_text(text)
    for view in (
        decoded,
        _MARKUP.sub(lambda match: " " + "\n" * match[0].count("\n"), decoded),
        _MARKUP.sub(lambda match: "\n" * match[0].count("\n"), decoded),
    ):
        if view not in seen:
            seen.add(view)
            yield view
