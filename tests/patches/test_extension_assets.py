"""A page names only the scripts and styles that it uses, and none of another host."""

from types import SimpleNamespace

import pytest
from jupyter_book.config import get_final_config

from compendium.patches.extension_assets import NEEDED_FOR, keep_needed

# This one is the book's own.
OWN = "long-tables.js"


@pytest.mark.parametrize("part", sorted(NEEDED_FOR.keys() - {OWN}))
def test_still_needed(part, bare_page):
    assert part in bare_page


def test_each_file_of_the_book_is_still_added_once_more(tmp_path):
    (tmp_path / "_static").mkdir()
    for name in ("own.js", "own.css"):
        (tmp_path / "_static" / name).touch()
    configuration = get_final_config(sourcedir=tmp_path, cli_config={"latex_individualpages": False})[0]
    assert configuration["html_js_files"] == ["own.js"] and configuration["html_css_files"] == ["own.css"]


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


def test_a_file_that_jupyter_book_adds_once_more_is_loaded_as_we_added_it():
    ours, theirs = script("_static/a.js", defer="defer"), script("_static/a.js")
    assert kept(ours, theirs) == [ours]
