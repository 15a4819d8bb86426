"""What the engine says, in both languages with the same values to fill in."""

import string
import tomllib

import pytest

from compendium.artefacts.language import LANGUAGES
from compendium.interface import FILE, interface_texts

SECTIONS = tomllib.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_text_is_there_in_both_languages_and_asks_for_the_same(section):
    for key, texts in SECTIONS[section].items():
        assert set(texts) == set(LANGUAGES) and all(text.strip() for text in texts.values()), key
        asked = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in texts.values()]
        assert asked[0] == asked[1], key
        # A template that names it so would find the dictionary's own.
        assert not hasattr(texts, key), key
    assert {language: set(said) for language, said in interface_texts(section).items()} == dict.fromkeys(
        LANGUAGES, set(SECTIONS[section])
    )


def test_a_section_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="nowhere"):
        interface_texts("nowhere")
