"""How an excerpt stands on a page."""

import pytest

from compendium.book.excerpts import in_a_sentence


@pytest.mark.parametrize(
    "words, shown",
    [
        ("Det mangler struktur.", "Det mangler struktur"),
        ("Du kan. Jeg kan.", "Du kan. Jeg kan"),
        ("er vi der?", "er vi der?"),
        ("dialog, alltid dialog", "dialog, alltid dialog"),
        ("og så ...", "og så ..."),
    ],
)
def test_inside_a_sentence_an_excerpt_leaves_the_full_stop_to_the_sentence(words, shown):
    assert in_a_sentence(words) == shown
