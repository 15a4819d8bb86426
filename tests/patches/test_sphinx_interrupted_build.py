"""After a build that was killed, wherever it stood, the next one gives the pages that a build from nothing gives."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from child_process import ended, in_a_child
from sphinx.cmd.build import main as sphinx

import compendium.patches.sphinx_interrupted_build  # noqa: F401  # Every process that builds has it from here.
from compendium.checkout.files import ROOT

pytestmark = pytest.mark.linux

# A book whose every page shows a datum, and a Sphinx that kills itself at the event that KILL names.
CONFIGURATION = f"""
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}]
from compendium.patches import sphinx_interrupted_build
html_theme = "basic"

def outdated(app, env, *_):
    now, before = Path("datum.txt").read_text(), getattr(env, "datum", None)
    env.datum = now
    return sorted(env.found_docs) if now != before else []

def show(app, page, source):
    source[0] = source[0].replace("DATUM", app.env.datum)

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def setup(app):
    if "PLAIN" not in os.environ:
        sphinx_interrupted_build.setup(app)
    app.connect("env-get-outdated", outdated)
    app.connect("source-read", show)
    if event := os.environ.get("KILL"):
        app.connect(event, kill, priority=990)
"""
MOMENTS = (
    "config-inited",
    "env-before-read-docs",
    "doctree-read",
    "env-updated",
    "html-collect-pages",
    "html-page-context",
    "build-finished",
)
PAGES = ("index", "one", "two")


def build(book, event=""):
    """Build the book in a child, which has Sphinx from this process; its exit status, negative for a signal."""

    def work():
        os.chdir(book)
        os.environ["KILL"] = event
        return sphinx(["-q", ".", "html"])

    return ended(in_a_child(work))


def shown(book):
    pages = [(book / "html" / f"{name}.html").read_text(encoding="utf-8") for name in PAGES]
    return ["new" if "It is new" in page else "old" if "It is old" in page else "neither" for page in pages]


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A book that is built already."""
    book = tmp_path_factory.mktemp("old") / "book"
    book.mkdir()
    (book / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    (book / "datum.txt").write_text("old")
    for name in PAGES:
        contents = "\n.. toctree::\n\n   one\n   two\n" if name == "index" else ""
        (book / f"{name}.rst").write_text(f"{name}\n=====\n\nIt is DATUM.\n{contents}", encoding="utf-8")
    assert build(book) == 0
    assert shown(book) == ["old"] * 3
    return book


def test_still_needed(old, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAIN", "1")
    book = Path(shutil.copytree(old, tmp_path / "book"))
    (book / "datum.txt").write_text("new")
    assert build(book, "html-page-context") == -signal.SIGKILL
    assert build(book) == 0
    assert "old" in shown(book)


@pytest.mark.parametrize(
    ("moment", "then"),
    [*((moment, "new") for moment in MOMENTS), ("doctree-read", "old"), ("html-page-context", "old")],
)
def test_nothing_half_done_is_trusted(old, tmp_path, moment, then):
    book = Path(shutil.copytree(old, tmp_path / "book"))
    (book / "datum.txt").write_text("new")
    assert build(book, moment) == -signal.SIGKILL
    (book / "datum.txt").write_text(then)
    assert build(book) == 0
    assert shown(book) == [then] * 3


def test_what_came_to_a_good_end_is_built_upon(old, tmp_path):
    book = Path(shutil.copytree(old, tmp_path / "book"))
    assert build(book) == 0
    before = (book / "html" / "one.html").stat().st_mtime_ns
    assert build(book) == 0
    assert (book / "html" / "one.html").stat().st_mtime_ns == before
