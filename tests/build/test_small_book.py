"""A whole book of two pages, built with Jupyter Book itself, under the faults that a stand-in can't show."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from small_book import lay_out, write_chapter

from compendium.build.building import JUPYTER_BOOK, html_folder

pytestmark = [pytest.mark.whole_book, pytest.mark.linux]

# Nobody but root may do what the modes of a file forbid; without this right root is like everyone.
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
LETTERS = 'from analysis import load\nprint("letters:", load().excerpts["text_nb"].str.len().sum())'
FONT = "_static/fonts/source-serif-4-latin-400-normal.woff2"


def run(root, *command):
    done = subprocess.run(
        [*UNPRIVILEGED, sys.executable, *command], cwd=root, capture_output=True, text=True, timeout=300
    )
    return done.returncode, done.stdout, done.stderr


def book(root):
    return run(root, "-m", "compendium", "book")


def letters(root):
    return int(
        re.search(r"letters: (\d+)", (html_folder(root) / "chapters" / "one.html").read_text(encoding="utf-8"))[1]
    )


def set_writable(folder, writable):
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200 if writable else path.stat().st_mode & ~0o222)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The book, built from data that nobody may write to."""
    root = tmp_path_factory.mktemp("small") / "book"
    lay_out(root)
    write_chapter(root, LETTERS)
    set_writable(root / "data", False)
    status, out, error = book(root)
    assert status == 0, out + error
    # One address is told, that of the book as it stands, after everything else.
    assert out.splitlines()[-1] == f"The book is at {html_folder(root) / 'index.html'}"
    assert out.count("index.html") == 1 and str(Path("_build", "next")) not in out + error
    return root


def test_data_are_only_read(root):
    before = letters(root)
    assert before > 1000
    for command in (
        ["lock", "--check"],
        ["whatif", "--drop-informant", "I02"],
        ["export", "--refi", "refi"],
        ["replicate"],
    ):
        status, out, error = run(root, "-m", "compendium", *command)
        assert status == 0, out + error
    # They are read-only indeed.
    assert "PermissionError" in run(root, "-c", "open('data/codes.csv', 'a')")[2]


def test_where_nothing_may_be_written_it_is_said_in_a_line(root):
    for command in (
        ["export", "--refi", "data/refi"],
        ["export", "--taguette", "data"],
        ["replicate", "--out", "data/report"],
    ):
        status, _, error = run(root, "-m", "compendium", *command)
        assert status == 1 and "Permission denied" in error and "data" in error and error.count("\n") == 1, error
    set_writable(root / "results", False)
    (root / "results" / "numbers.json").rename(root / "numbers.json")
    status, _, error = run(root, "-m", "compendium", "lock")
    (root / "numbers.json").rename(root / "results" / "numbers.json")
    set_writable(root / "results", True)
    assert status == 1 and "Permission denied" in error.splitlines()[-1] and "Traceback" not in error


def test_what_a_cell_computes_for_itself_follows_the_data(root):
    before = letters(root)
    set_writable(root / "data", True)
    excerpts = root / "data" / "excerpts.csv"
    text = excerpts.read_text(encoding="utf-8")
    assert "skjedd voldsomt mye." in text
    excerpts.write_text(text.replace("skjedd voldsomt mye.", "skjedd voldsomt mye, ja.", 1), encoding="utf-8")
    status, out, error = book(root)
    assert status == 0, out + error
    assert letters(root) == before + 4


@pytest.mark.parametrize(
    "command", [["-m", "compendium", "book"], ["-c", JUPYTER_BOOK, "build", "."]], ids=["book", "plain"]
)
def test_a_missing_font_stops_the_build_in_a_line(root, command):
    before = letters(root)
    (root / FONT).rename(root / "font")
    status, _, error = run(root, *command)
    (root / "font").rename(root / FONT)
    assert status != 0 and "Traceback" not in error
    assert re.search(
        r"^_static/compendium.css:\d+: there is no file fonts/source-serif-4-latin-400-normal.woff2; bring it back",
        error,
        re.MULTILINE,
    )
    assert letters(root) == before


UNKNOWN = """
Se {ref}`nowhere`.

Det var {{ n_informant }} informanter.

| Hva | Antall |
|---|---|
| Bedrifter | {{ n_firms.word }} |

- Det var {{ zzz }} andre.
- Og {number}`n_excerpt` utdrag, se {excerpt}`S0012` og {deviation}`D0007`.

```{artefact} fig-kodr
```
"""
UNKNOWN_TOLD = {
    5: "undefined label: 'nowhere'",
    7: "'n_informant' is no number of the catalogue; did you mean n_informants",
    11: "a number has no 'word'; it has neuter and words",
    13: "'zzz' is no number of the catalogue [",
    14: "'n_excerpt' is no number of the catalogue; did you mean n_excerpts",
}


def test_what_a_page_names_but_nothing_knows_is_told_with_its_line_and_what_comes_near(root):
    before = letters(root)
    page = root / "index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + UNKNOWN, encoding="utf-8")
    status, out, error = book(root)
    page.write_text(text, encoding="utf-8")
    assert status == 1 and letters(root) == before
    for line, said in UNKNOWN_TOLD.items():
        assert re.search(rf"{re.escape(str(page))}:{line}: (WARNING|ERROR): {re.escape(said)}", error), error
    assert (
        "'S0012' is no excerpt of data/excerpts.csv; did you mean" in error
        and "'D0007' is no deviation of data/deviations.csv; did you mean" in error
    )
    assert "UndefinedError" not in error
    assert "The book is at" not in out and str(Path("_build", "next")) not in out + error


def test_a_chapter_that_cannot_be_executed_is_named_with_its_line(root):
    before = letters(root)
    write_chapter(root, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    status, _, error = book(root)
    assert status == 1
    told, end = error.splitlines()
    assert (
        told.startswith("chapters/one.md:7: cell 2: its kernel died")
        and end == "The book was not built: chapters could not be executed."
    )
    assert letters(root) == before


def test_a_plain_build_refuses_a_cell_that_may_fail(root):
    before = letters(root)
    write_chapter(root, ":tags: [raises-exception]\n1 / 0")
    status, _, error = run(root, "-c", JUPYTER_BOOK, "build", ".")
    assert (
        status != 0 and "chapters/one.md:7: cell 2: has the tag raises-exception" in error and "Traceback" not in error
    )
    assert letters(root) == before
