"""The two languages of a book, and how each writes numbers, lists and quotations."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

Language = Literal["nb", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "en")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NUMBER_WORDS: dict[Language, list[str]] = {
    "nb": ["null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}
NEUTER_ONE: dict[Language, str] = {"nb": "ett", "en": "one"}


def pick(language: Language, nb: str, en: str) -> str:
    """The text of that language."""
    return nb if language == "nb" else en


def listed(items: list[str], language: Language) -> str:
    """Items as a sentence lists them: a, b og c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {pick(language, 'og', 'and')} {items[-1]}"


def quoted(items: list[str], language: Language) -> str:
    """Items in quotation marks, as a sentence lists them: «a» og «b»."""
    return listed([pick(language, f"«{item}»", f"“{item}”") for item in items], language)


def leading(counts: pd.Series[Any]) -> list[str]:
    """What shares the highest count, in its order: an alternative text must not name one of several alone."""
    return list(counts.index[counts == counts.max()])


def format_number(value: float | str, language: Language) -> str:
    """A number as prose of the language writes it.

    At most one decimal, none where it is zero; groups of three from 10 000 on,
    so that years stay whole. A text is returned as it is.
    """
    if isinstance(value, str):
        return value
    rounded = round(float(value), 1)
    text = f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,.1f}"
    if abs(rounded) < 10_000:
        text = text.replace(",", "")
    if language == "nb":
        text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return text


def number_in_words(value: float | str, language: Language, *, neuter: bool = False) -> str:
    """A whole number from 0 to 12 as a word, any other value as `format_number` writes it.

    `neuter` gives the form before a neuter noun, which differs for one in
    Norwegian alone: én bedrift, ett semester.
    """
    if isinstance(value, str) or value != int(value) or not 0 <= value < len(NUMBER_WORDS[language]):
        return format_number(value, language)
    if value == 1 and neuter:
        return NEUTER_ONE[language]
    return NUMBER_WORDS[language][int(value)]
