"""Numbers written out: by language, gender and size."""

import pytest

from compendium.artefacts.language import number_in_words


@pytest.mark.parametrize(
    ("value", "language", "neuter", "expected"),
    [
        (1, "nb", False, "én"),
        (1.0, "nb", True, "ett"),
        (1, "en", True, "one"),
        (7, "nb", False, "sju"),
        (12, "nb", True, "tolv"),
        (13, "nb", False, "13"),
        (0, "nb", False, "null"),
        (97.6, "nb", False, "97,6"),
        (-2, "en", False, "-2"),
        ("mange", "nb", False, "mange"),
    ],
)
def test_number_in_words(value, language, neuter, expected):
    assert number_in_words(value, language, neuter=neuter) == expected
