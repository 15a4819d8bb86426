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
    """A copy of the repository, at the same commit, with its own built book."""
    folder = Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("copy") / "book", ignore=LEFT_OUT))
    history = ROOT / ".git"
    if history.is_dir():
        (folder / ".git").write_text(f"gitdir: {history}\n")
    elif history.exists():
        shutil.copy(history, folder / ".git")
    status, output = book(folder)
    assert status == 0, output
    return folder


def test_two_builds_give_the_same_bytes(copy, html):
    assert is_current(), "the built book is not that of these sources: run `make book` first"

    def files(folder):
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    one, two = files(html), files(html_folder(copy))
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
    assert site_archive().read_bytes() == site_archive(copy).read_bytes()


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


def test_changed_cell_shows_on_every_page(copy):
    mark = "<script>window.ran = true</script> & nyord"
    change_cell(copy / "data" / "excerpts.csv", 1, "text_nb", lambda text: f"{text} {mark}")
    change_cell(copy / "data" / "firms.csv", 1, "name", lambda name: f"{name} Nyfirma")
    status, output = book(copy)
    assert status == 0, output
    for name in ("resultat", "utdrag"):
        raw = (copy / "_build" / "html" / "chapters" / f"{name}.html").read_text(encoding="utf-8")
        assert "&lt;script&gt;window.ran = true&lt;/script&gt; &amp; nyord" in raw, name
        assert "<script>window.ran" not in raw, name
    # The table of a notebook whose own cells are unchanged, and its outputs in the cache.
    assert "Nyfirma" in page(copy, "metode")
    assert "Executing notebook" not in output
    assert re.search(r"Executing \d+ of \d+ chapters", output)


def test_changed_number_shows_in_prose(copy):
    with (copy / "data" / "facts.csv").open(encoding="utf-8", newline="") as file:
        facts = [row["fact_id"] for row in csv.DictReader(file)]
    prose = (copy / "chapters" / "metode.md").read_text(encoding="utf-8")
    fact = next(fact for fact in facts if f"fact_{fact} " in prose or f"fact_{fact}}}" in prose)
    change_cell(copy / "data" / "facts.csv", facts.index(fact) + 1, "value", lambda _: "7351")
    status, output = book(copy)
    assert status == 0, output
    assert "7351" in page(copy, "metode").replace("\N{NO-BREAK SPACE}", "")


def test_changed_line_of_analysis_shows(copy):
    texts, code = copy / "analysis" / "texts.toml", copy / "analysis" / "figures" / "fig_koder.py"
    caption = "Antall etter grunnlag for kodingen."
    assert caption in texts.read_text(encoding="utf-8") and "size=90" in code.read_text(encoding="utf-8")
    for file, was, now in ((texts, caption, "Ny bildetekst."), (code, "size=90", "size=91")):
        file.write_text(file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    status, output = book(copy)
    assert status == 0, output
    assert "Ny bildetekst." in page(copy, "resultat") and '"size":91' in page(copy, "resultat")


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


@pytest.mark.parametrize(
    ("addition", "complaint"),
    [
        ("\n```{excerpt} S999\n```\n", "'S999' is no excerpt"),
        ("\n```{artefact} fig-kodr\n```\n", "did you mean fig-koder"),
        ("\nHer er {{ n_informnts }}.\n", "n_informnts"),
        ("\nSe {deviation}`D999`.\n", "'D999' is no deviation"),
    ],
)
def test_unknown_id_stops_the_build(copy, addition, complaint):
    chapter = copy / "chapters" / "utdrag.md"
    before = chapter.read_text(encoding="utf-8")
    chapter.write_text(before + addition, encoding="utf-8")
    status, output = book(copy)
    chapter.write_text(before, encoding="utf-8")
    assert status != 0
    assert complaint in output


def test_pages_kept_from_earlier_builds_are_those_that_a_build_from_nothing_gives(copy):
    status, output = book(copy)
    assert status == 0, output
    change_cell(copy / "data" / "coreq.csv", 1, "answer_nb", lambda text: f"{text} Et tillegg.")
    status, output = book(copy)
    assert status == 0, output
    assert "Executing 1 of" in output

    def files():
        html = html_folder(copy)
        return {path.relative_to(html).as_posix(): path.read_bytes() for path in html.rglob("*") if path.is_file()}

    kept = files()
    shutil.rmtree(copy / "_build")
    status, output = book(copy)
    assert status == 0, output
    anew = files()
    assert sorted(kept) == sorted(anew)
    assert [name for name in anew if kept[name] != anew[name]] == []
