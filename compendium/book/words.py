"""The few words that the extensions themselves put on a page, in each language."""

from compendium.interface import interface_texts

WORDS = interface_texts("pages")
