"""Characters that nobody sees, or that change how others are shown: no text of the study may hold them."""

from __future__ import annotations

import re
import unicodedata

# Joiners shape emoji, marks of direction belong to names in Hebrew and Arabic: neither is here.
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u2060-\u2064\ufeff\U0001d173-\U0001d17a\U000e0000-\U000e007f"
_TURNING = "\u202a-\u202e\u2066-\u206f"
_LINES = "\u2028\u2029"
_NO_TEXT = "\ufdd0-\ufdef\ufff9-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
)
_REFUSED = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_TURNING}{_LINES}{_NO_TEXT}]")
# The flags of England, Scotland and Wales are spelt with tags.
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
# Letters and signs that leave no ink.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def refused_character(text: str) -> str | None:
    """What is wrong with the first character of `text` that has no place in it, or None; a line feed has one."""
    found = _REFUSED.search(text)
    if found and "\U000e0000" <= found[0] <= "\U000e007f":
        found = _REFUSED.search(_FLAG.sub("", text))
    if not found:
        return None
    kind = "a control character" if unicodedata.category(found[0]) == "Cc" else "no character"
    lost = found[0] == "\ufffd"
    remedy = "stands for a character that was lost; type that one" if lost else "can't be seen; delete it"
    return f"holds U+{ord(found[0]):04X} ({unicodedata.name(found[0], kind)}), which {remedy}"


def is_visible(text: str) -> bool:
    """Whether any character of `text` leaves ink, as far as this Python's Unicode knows it."""
    kinds = ((unicodedata.category(sign), sign) for sign in text)
    return any((kind[0] in "LNPS" or kind == "Cn") and sign not in _BLANK for kind, sign in kinds)


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet, or a program that splits cells into lines, would run `text` or a line of it.

    Full-width and small signs count as their plain forms, since some programs
    take them so.
    """
    starts = (unicodedata.normalize("NFKC", line.lstrip()[:1]) for line in text.split("\n"))
    return any(start in ("=", "+", "-", "@") for start in starts)
