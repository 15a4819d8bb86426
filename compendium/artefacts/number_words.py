"""Small numbers written out, as prose has them: ti informanter, ett semester."""

from __future__ import annotations

from .artefact import Language
from .numbers import format_number

WORDS: dict[Language, list[str]] = {
    "nb": ["null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}
NEUTER_ONE: dict[Language, str] = {"nb": "ett", "en": "one"}


def number_in_words(value: int | float | str, language: Language, neuter: bool = False) -> str:
    """A whole number from 0 to 12 as a word, any other value as `format_number` writes it.

    `neuter` gives the form before a neuter noun, which differs for one in
    Norwegian alone: én bedrift, ett semester.
    """
    if isinstance(value, str) or value != int(value) or not 0 <= value < len(WORDS[language]):
        return format_number(value, language)
    if value == 1 and neuter:
        return NEUTER_ONE[language]
    return WORDS[language][int(value)]
