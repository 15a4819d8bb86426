"""Which words are ordinary words of English or Norwegian, by the word lists of the package simplemma."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

ENGLISH = ("en",)
BOTH = ("en", "nb")


class NoWordList(ValueError):
    """The package with the word lists is not installed."""


@cache
def _words(language: str) -> Mapping[str, str]:
    try:
        from simplemma.strategies import DefaultDictionaryFactory
    except ImportError as error:
        raise NoWordList(
            "the word lists are missing; install the locked packages, which bring simplemma: "
            "pip install --require-hashes -r requirements.txt"
        ) from error
    return DefaultDictionaryFactory().get_dictionary(language)


@lru_cache(maxsize=1 << 16)
def is_ordinary(word: str, languages: tuple[str, ...] = BOTH) -> bool:
    """Whether a word stands in the word list of one of these languages; a genitive -s is ignored.

    The lists write names with a capital and keep them apart by it: they hold
    Oslo and not oslo, but both Nes and nes.
    """
    small = word.lower()
    forms = {small, small[:-1]} if len(small) > 3 and small.endswith("s") else {small}
    return any(_words(language).get(form) is not None for form in forms for language in languages)
