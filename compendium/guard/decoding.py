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


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    return chr(code) if code <= sys.maxunicode else " "


def _hexadecimal(match: re.Match[str]) -> str:
    return decode_bytes(bytes.fromhex(re.sub(r"%|\\x", "", match[0])))


def _octal(match: re.Match[str]) -> str:
    return decode_bytes(bytes(int(code, 8) for code in match[0].split("\\")[1:]))


def _recoded(text: str, encoding: str, meant: str) -> str:
    try:
        return text.encode(encoding).decode(meant)
    except UnicodeError:
        return text


_LATEX = {"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø"}
# What gives the encoding away, how it looks, and how it is undone.
_DECODERS: tuple[tuple[str, str, Callable[[re.Match[str]], str]], ...] = (
    ("&", r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});?", lambda match: html.unescape(match[0])),
    ("%", r"(?:%[0-9a-fA-F]{2})+", _hexadecimal),
    ("\\", r"\\+(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8}))", _character),
    ("\\", r"(?:\\x[0-9a-fA-F]{2})+", _hexadecimal),
    ("\\", r"(?:\\[0-3][0-7]{2})+", _octal),
    ("\\", r"\{?\\(aa|AA|ae|AE|o|O)(?![A-Za-z])(?:\{\}|\}| )?", lambda match: _LATEX[match[1]]),
    ("\\", r"\{?\\r ?\{?([aA])(?:\}\}?|(?![A-Za-z]))", lambda match: match[1]),
    ("\\", r"\\[abfnrtv0]", lambda _: " "),
    ("xn--", r"xn--([a-zA-Z0-9-]+)", lambda match: _recoded(match[1], "ascii", "punycode")),
    (
        "Ã",
        "Ã[\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]",
        lambda match: _recoded(match[0], "cp1252", "utf-8"),
    ),
)


def _undo(text: str, pattern: str, decode: Callable[[re.Match[str]], str]) -> str:
    return re.sub(pattern, lambda match: decode(match).replace("\n", " "), text)


def decode_text(text: str) -> str:
    """A text with its encodings undone, also an encoding inside another; its lines are kept."""
    for _ in range(3):
        before = text
        for sign, pattern, decode in _DECODERS:
            if sign in text:
                text = _undo(text, pattern, decode)
        if text == before:
            break
    return text


# A tag, the target of a Markdown link, the name of a role.
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|\{[\w:.+-]+\}(?=`)")


def _unmarked(text: str, sign: str) -> str:
    return _MARKUP.sub(lambda match: sign + "\n" * match[0].count("\n"), text)


def readings(text: str) -> Iterator[str]:
    """The ways to read a text: as it stands, decoded, and with markup as a space or as nothing."""
    decoded = decode_text(text)
    yield from dict.fromkeys((text, decoded, _unmarked(decoded, " "), _unmarked(decoded, "")))
