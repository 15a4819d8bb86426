"""A change shows everywhere; no change does nothing; bad data write nothing. Tried on a copy of the repository."""

import csv
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from compendium.build.building import JUPYTER_BOOK, ROOT, html_folder, is_current, site_archive

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", "__pycache__", ".hypothesis", ".pytest_cache", "node_modules", "_build"
)
# Another machine, as far as a build can tell, with the same commit.
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}

MARK = "<script>window.ran = true</script> & nyord"
# A text and a line of code of a figure, as they stand and otherwise.
ANALYSIS = (
    (Path("analysis", "texts.toml"), "Antall etter grunnlag for kodingen.", "Ny bildetekst."),
    (Path("analysis", "figures", "fig_koder.py"), "size=90", "size=91"),
)


def run(copy, *command):
    environment = {**os.environ, **ELSEWHERE}
    done = subprocess.run(
        [sys.executable, *command], cwd=copy, capture_output=True, text=True, timeout=900, env=environment
    )
    return done.returncode, done.stdout + done.stderr


def book(copy):
    return run(copy, "-m", "compendium", "book")


def written(copy):
    """When each file of the built book, and its archive, was last written."""
    files = [site_archive(copy), *html_folder(copy).rglob("*")]
    return {path: path.stat().st_mtime_ns for path in files if path.is_file()}


def table(copy, name):
    with (copy / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def change_cell(path, row_number, column, change):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    index = rows[0].index(column)
    rows[row_number][index] = change(rows[row_number][index])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def page(copy, name):
    return unescape((copy / "_build" / "html" / "chapters" / f"{name}.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the repository, at the same commit, with the built book of a study that is a little different.

    It is changed further from test to test. When the last takes back all that is
    different, what is still of another state is seen beside the book of the repository.
    """
    folder = Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("copy") / "book", ignore=LEFT_OUT))
    history = ROOT / ".git"
    if history.is_dir():
        (folder / ".git").write_text(f"gitdir: {history}\n")
    elif history.exists():
        shutil.copy(history, folder / ".git")
    change_cell(folder / "data" / "coreq.csv", 1, "answer_nb", lambda text: f"{text} Et tillegg.")
    for file, was, now in ANALYSIS:
        text = (folder / file).read_text(encoding="utf-8")
        assert was in text
        (folder / file).write_text(text.replace(was, now), encoding="utf-8")
    status, output = book(folder)
    assert status == 0, output
    return folder


@pytest.fixture(scope="module")
def changed_data(copy):
    """What a build says after cells of three tables have changed."""
    change_cell(copy / "data" / "excerpts.csv", 1, "text_nb", lambda text: f"{text} {MARK}")
    change_cell(copy / "data" / "firms.csv", 1, "name", lambda name: f"{name} Nyfirma")
    facts = table(copy, "facts")
    prose = (copy / "chapters" / "metode.md").read_text(encoding="utf-8")
    shown = next(n for n, row in enumerate(facts, start=1) if re.search(rf"fact_{row['fact_id']}[ }}]", prose))
    change_cell(copy / "data" / "facts.csv", shown, "value", lambda _: "7351")
    status, output = book(copy)
    assert status == 0, output
    return output


def test_second_build_does_nothing(copy):
    before = written(copy)
    status, output = book(copy)
    assert status == 0 and "Nothing has changed" in output
    assert written(copy) == before


def test_plain_jupyter_book_executes_nothing_twice(copy):
    pages = {path: time for path, time in written(copy).items() if path.suffix == ".html" and "chapters" in path.parts}
    status, output = run(copy, "-c", JUPYTER_BOOK, "build", ".")
    assert status == 0, output
    assert "Executing notebook" not in output
    after = written(copy)
    assert {path: after[path] for path in pages} == pages


def test_changed_paragraph_is_written_and_found_and_other_pages_stay(copy):
    chapter = copy / "chapters" / "konklusjon.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nEt avsnitt med ordet parafinlampe.\n", encoding="utf-8")
    pages = {path: path.read_bytes() for path in html_folder(copy).glob("chapters/*.html")}
    status, output = book(copy)
    assert status == 0, output
    assert "Executing" not in output
    assert "parafinlampe" in page(copy, "konklusjon")
    assert "parafinlamp" in (html_folder(copy) / "searchindex.js").read_text(encoding="utf-8")
    # The colophon names the commit, and says when files were changed since.
    assert {path.stem for path in pages if path.read_bytes() != pages[path]} - {"kolofon"} == {"konklusjon"}


def test_changed_line_of_analysis_shows(copy):
    assert "Ny bildetekst." in page(copy, "resultat") and '"size":91' in page(copy, "resultat")
    for file, _, _ in ANALYSIS:
        shutil.copy(ROOT / file, copy / file)
    status, output = book(copy)
    assert status == 0, output
    assert "Ny bildetekst." not in page(copy, "resultat") and '"size":91' not in page(copy, "resultat")


def test_changed_cell_shows_on_every_page(copy, changed_data):
    for name in ("resultat", "utdrag"):
        raw = (copy / "_build" / "html" / "chapters" / f"{name}.html").read_text(encoding="utf-8")
        assert "&lt;script&gt;window.ran = true&lt;/script&gt; &amp; nyord" in raw, name
        assert "<script>window.ran" not in raw, name
    # The table of a notebook whose own cells are unchanged, and its outputs in the cache.
    assert "Nyfirma" in page(copy, "metode")


def test_changed_cell_executes_the_chapters_that_show_it(changed_data):
    assert "Executing notebook" not in changed_data
    executed, of = map(int, re.search(r"Executing (\d+) of (\d+) chapters", changed_data).groups())
    assert 0 < executed < of


def test_changed_number_shows_in_prose(copy, changed_data):
    assert "7351" in page(copy, "metode").replace("\N{NO-BREAK SPACE}", "")


def test_bad_data_write_no_page(copy):
    change_cell(copy / "data" / "excerpts.csv", 16, "informant_id", lambda _: "I11")
    before = written(copy)
    status, output = book(copy)
    assert status != 0
    assert "data/excerpts.csv:17: informant_id: 'I11' is not in informants.csv" in output
    assert written(copy) == before
    # The plain way of the field refuses too, and says the same.
    status, output = run(copy, "-c", JUPYTER_BOOK, "build", ".")
    assert status != 0
    assert "data/excerpts.csv:17: informant_id: 'I11' is not in informants.csv" in output
    assert written(copy) == before
    change_cell(copy / "data" / "excerpts.csv", 16, "informant_id", lambda _: "I04")


def test_what_is_kept_from_earlier_builds_and_other_machines_is_what_the_book_here_holds(copy, html, changed_data):
    assert is_current(), "the built book is not that of these sources: run `make book` first"
    for name in ("data", "chapters"):
        for path in (copy / name).iterdir():
            if path.is_file() and path.read_bytes() != (ROOT / name / path.name).read_bytes():
                shutil.copy(ROOT / name / path.name, path)
    status, output = book(copy)
    assert status == 0, output

    def files(folder):
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    kept, here = files(html_folder(copy)), files(html)
    assert sorted(kept) == sorted(here)
    assert [name for name in here if kept[name] != here[name]] == []
    assert site_archive(copy).read_bytes() == site_archive().read_bytes()
