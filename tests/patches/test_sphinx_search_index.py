"""The search index of a changed book is that of a book built from nothing."""

import shutil
import subprocess
import sys

from compendium.checkout.files import ROOT

CONFIGURATION = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}]
from compendium.book import searching
html_theme = "basic"
setup = searching.setup
"""


def index(book):
    command = [sys.executable, "-m", "sphinx", "-q", str(book), str(book / "html")]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (book / "html" / "searchindex.js").read_text(encoding="utf-8")


def test_words_that_are_gone_are_gone_and_index_entries_stay(tmp_path):
    (tmp_path / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "index.rst").write_text("Front\n=====\n\n.. toctree::\n\n   one\n   two\n", encoding="utf-8")
    (tmp_path / "one.rst").write_text("One lighthouse\n==============\n\nA paraffin lamp.\n", encoding="utf-8")
    (tmp_path / "two.rst").write_text("Two\n===\n\n.. index:: harbour\n\nA harbour.\n", encoding="utf-8")
    assert "paraffin" in index(tmp_path)
    (tmp_path / "one.rst").write_text("One\n===\n\nA lamp.\n", encoding="utf-8")
    changed = index(tmp_path)
    assert "paraffin" not in changed and "lighthous" not in changed and '"indexentries": {"harbour"' in changed
    shutil.rmtree(tmp_path / "html")
    assert index(tmp_path) == changed
