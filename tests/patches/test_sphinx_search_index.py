"""The search index of a changed book is that of a book built from nothing."""

import shutil

import pytest

CONFIGURATION = "html_theme = 'basic'\nextensions = [{}]\n"
PATCHED = "'compendium.patches.sphinx_search_index'"
BEFORE = {
    "index.rst": "Front\n=====\n\n.. toctree::\n\n   one\n   two\n",
    "one.rst": "One lighthouse\n==============\n\nA paraffin lamp.\n",
    "two.rst": "Two\n===\n\n.. index:: harbour\n\nA harbour.\n",
}


@pytest.fixture
def index(built, tmp_path):
    """Builds a book with these extensions and these changes; gives its search index."""

    def build(extensions, changes):
        html = built(tmp_path, {"conf.py": CONFIGURATION.format(extensions), **changes})
        return (html / "searchindex.js").read_text(encoding="utf-8")

    return build


CHANGE = {"one.rst": "One\n===\n\nA lamp.\n"}


def test_still_needed(index):
    assert '"indexentries": {"harbour"' in index("", BEFORE)
    changed = index("", CHANGE)
    assert "paraffin" in changed and '"indexentries": {}' in changed


def test_words_that_are_gone_are_gone_and_index_entries_stay(index, tmp_path):
    assert "paraffin" in index(PATCHED, BEFORE)
    changed = index(PATCHED, CHANGE)
    assert "paraffin" not in changed and "lighthous" not in changed and '"indexentries": {"harbour"' in changed
    shutil.rmtree(tmp_path / "html")
    assert index(PATCHED, {}) == changed
