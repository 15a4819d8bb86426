"""Links by number are as Sphinx words them, and no page is read for them."""

import pytest

CONFIGURATION = """
from sphinx.environment import BuildEnvironment
extensions = []
html_theme = "basic"
numfig = True
get_doctree = BuildEnvironment.get_doctree

def noted(self, name):
    with open("read.txt", "a") as file:
        print(name, file=file)
    return get_doctree(self, name)

BuildEnvironment.get_doctree = noted
"""
PAGES = {
    "index.rst": "Front\n=====\n\n.. toctree::\n   :numbered:\n\n   one\n   two\n",
    "one.rst": "One\n===\n\n.. table:: Caption\n   :name: tab-a\n\n   = =\n   a b\n   = =\n",
    "two.rst": "Two\n===\n\n:numref:`tab-a`, :numref:`tab-a`, :numref:`tab-a` and :numref:`here <tab-a>`.\n",
}


@pytest.fixture
def links(built, tmp_path):
    """Builds with these extensions; gives the page with the links, and how often the page linked was read."""

    def build(extensions):
        folder = tmp_path / str(len(extensions))
        folder.mkdir()
        html = built(folder, {**PAGES, "conf.py": CONFIGURATION.replace("= []", f"= {extensions}", 1)})
        return (html / "two.html").read_text(encoding="utf-8"), (folder / "read.txt").read_text().split().count("one")

    return build


def test_still_needed(links):
    assert links([])[1] >= 4


def test_links_are_the_same_and_only_one_with_words_of_its_own_reads_the_page(links):
    (plain, often), (patched, seldom) = links([]), links(["compendium.patches.sphinx_numref"])
    assert patched == plain and patched.count("Table 1.1") == 3
    assert often - seldom == 3
