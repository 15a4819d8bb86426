"""What the page that searches lacks of itself."""

import json
import re

import pytest

from compendium.patches.sphinx_search_page import MESSAGES


@pytest.fixture
def scripts(plain_book):
    static = plain_book / "_static"
    return {path.stem: path.read_text(encoding="utf-8") for path in static.glob("*.js")}


def test_still_needed(scripts):
    catalogue = json.loads(re.search(r"\{.*\}", scripts["translations"], re.DOTALL)[0])
    # Not translated in one language at least, and what a translation of ours says does not reach the script.
    assert not catalogue["messages"][MESSAGES[1]]
    assert "fetch(" in scripts["searchtools"] and "location.protocol" not in scripts["searchtools"]


def test_what_ours_takes_the_place_of_is_there(scripts):
    assert all(message in scripts["searchtools"] for message in MESSAGES)
    assert "htmlToText: (" in scripts["searchtools"] and "SHOW_SEARCH_SUMMARY" in scripts["searchtools"]
    assert "TRANSLATIONS" in scripts["doctools"]
