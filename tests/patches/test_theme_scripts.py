"""No page loads the script of icons, and only the page that searches the search index."""

import pytest

from compendium.patches.theme_scripts import without_unused_scripts

PAGE = """
  <!-- So that users can add custom icons -->
  <script defer src="../_static/scripts/fontawesome.js?digest=1"></script>
    <script src="../_static/searchtools.js"></script>
    <script src="../searchindex.js"></script>
    <script src="../_static/search-summary.js?v=1"></script>
<script src="../_static/doctools.js"></script>"""


@pytest.mark.parametrize("script", ["fontawesome.js", "searchtools.js", "language_data.js", "searchindex.js"])
def test_still_needed(script, bare_page):
    assert script in bare_page
    assert f'{script}"' not in without_unused_scripts(bare_page, "index.html")


def test_only_the_search_page_loads_the_search_index():
    left = without_unused_scripts(PAGE, "chapters/teori.html")
    assert left.split() == ["<script", 'src="../_static/doctools.js"></script>']
    searching = without_unused_scripts(PAGE, "search.html")
    assert all(name in searching for name in ("searchindex", "searchtools", "search-summary"))
    assert "fontawesome" not in searching
