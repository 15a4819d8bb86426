"""A page names only the scripts and styles that it uses, and none of another host."""

from types import SimpleNamespace

import pytest

from compendium.book.offline import keep_needed, unload


def script(filename=None, **attributes):
    return SimpleNamespace(filename=filename, attributes=attributes)


def kept(*files, body=""):
    context = {"script_files": list(files), "css_files": [], "body": body}
    keep_needed(None, "page", "page.html", context, None)
    return context["script_files"]


@pytest.mark.parametrize(
    "address", ["https://example.org/x.js", "http://example.org/x.js", "//example.org/x.js", "_static/sphinx-thebe.js"]
)
def test_scripts_of_other_hosts_and_live_code_go(address):
    assert kept(script(address), body='<div class="cell">') == []


@pytest.mark.parametrize(
    ("file", "body"),
    [
        (script("_static/copybutton.js"), '<div class="highlight-python">'),
        (script("_static/design-tabs.js"), '<div class="sd-tab-set docutils">'),
        (script("_static/long-tables.js"), '<table class="artefact filterable filter-2">'),
        (script("_static/long-tables.js"), '<table class="colwidths-auto artefact table">'),
        (script(body="let toggleHintShow = 'Click to show';"), '<div class="admonition dropdown">'),
    ],
)
def test_a_script_stands_where_it_is_used_and_nowhere_else(file, body):
    assert kept(file, body=body) == [file]
    assert kept(file, body='<p class="artefact">dropdown filterable highlight</p>') == []


def test_other_scripts_stay():
    file = script("_static/doctools.js")
    assert kept(file) == [file]


def test_a_script_named_twice_is_loaded_once_without_keeping_the_page_waiting():
    waiting, deferred = script("_static/a.js"), script("_static/a.js", defer="defer")
    assert kept(waiting, deferred) == [deferred] == kept(deferred, waiting)


PAGE = """
  <!-- So that users can add custom icons -->
  <script defer src="../_static/scripts/fontawesome.js?digest=1"></script>
    <script src="../_static/searchtools.js"></script>
    <script src="../searchindex.js"></script>
    <script src="../_static/search-summary.js?v=1"></script>
<script src="../_static/doctools.js"></script>
<script>kernelName = 'python3'</script>"""


def test_only_the_search_page_loads_the_search_index():
    assert unload(PAGE, "chapters/teori.html").split() == ["<script", 'src="../_static/doctools.js"></script>']
    searching = unload(PAGE, "search.html")
    assert (
        all(name in searching for name in ("searchindex", "searchtools", "search-summary"))
        and "fontawesome" not in searching
    )
