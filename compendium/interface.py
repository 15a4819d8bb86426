"""What the engine itself says to a reader, in each language; the texts stand in `interface.toml`, by place of use."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from compendium.artefacts.language import LANGUAGES, Language

FILE = Path(__file__).with_name("interface.toml")


@cache
def interface_texts(section: str) -> dict[Language, dict[str, str]]:
    """The texts of a section of the file by language and key.

    Raises `KeyError` for a section that is not there, or a text that lacks a language.
    """
    texts = tomllib.loads(FILE.read_text(encoding="utf-8"))[section]
    return {language: {key: text[language] for key, text in texts.items()} for language in LANGUAGES}
