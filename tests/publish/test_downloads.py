"""The notebook and the source beside each page of the built book."""

import re
import shutil

import nbformat
import pytest
from executing_notebooks import executed_elsewhere, shown_by, text_of
from exporting_markup import raw_markup

from compendium.build.building import html_folder
from compendium.build.notebooks import chapter_paths, read
from compendium.build.settings import read_contents
from compendium.checkout.files import ROOT
from compendium.publish.page_notebooks import CHECK

pytestmark = pytest.mark.whole_book

TARGET = re.compile(r'(?<=\]\()[^()\s]+(?=\))|(?<=href=")[^"]+(?=")')


@pytest.fixture(scope="module")
def notebooks():
    """Every notebook of the built book, by page."""
    folder = html_folder()
    assert (folder / "index.html").exists(), "there is no built book: run `make book` first"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): nbformat.read(path, as_version=4)
        for path in folder.rglob("*.ipynb")
    }


def test_every_page_has_its_notebook_its_source_and_links_to_both(notebooks):
    pages = [path.relative_to(ROOT).with_suffix("").as_posix() for path in read_contents(ROOT)]
    assert sorted(notebooks) == sorted(pages)
    for page in pages:
        nbformat.validate(notebooks[page])
        assert (html_folder() / f"{page}.md").read_bytes() == (ROOT / f"{page}.md").read_bytes()
        html = (html_folder() / f"{page}.html").read_text(encoding="utf-8")
        for suffix in (".ipynb", ".md"):
            assert f'<a href="{page.rpartition("/")[2]}{suffix}" download' in html


def test_every_cell_of_a_chapter_is_there_with_its_output(notebooks):
    for path in chapter_paths(ROOT):
        check, *code = [
            cell
            for cell in notebooks[path.relative_to(ROOT).with_suffix("").as_posix()].cells
            if cell.cell_type == "code"
        ]
        assert CHECK in check.metadata.tags
        assert [cell.source for cell in code] == [
            cell.source for cell in read(path, ROOT).cells if cell.cell_type == "code"
        ]
        for cell in code:
            if cell.source.startswith("show("):
                assert "text/html" in cell.outputs[0].data and "text/markdown" not in cell.outputs[0].data


def test_no_markup_of_the_book_is_left_in_any_notebook(notebooks):
    left = {page: raw_markup(text_of(notebook)) for page, notebook in notebooks.items()}
    assert {page: found for page, found in left.items() if found} == {}


def test_the_check_knows_markup_when_it_sees_it():
    source = (ROOT / "chapters" / "resultat.md").read_text(encoding="utf-8")
    assert len(raw_markup(source)) > 50
    for left_over in ("{ref}`x`", "{cite:t}`x`", "```{excerpt} S012\n```", ":::{note}", "{{ n_codes }}", "(sec-1)="):
        assert raw_markup(left_over), left_over
    assert not raw_markup("``` sh\nmake book\n```\n\n`{ref}` og `{{ n }}`")


def test_excerpts_numbers_and_citations_stand_in_full(notebooks):
    text = text_of(notebooks["chapters/resultat"])
    assert "Informant 1 · [S001]" in text and "> Da tenkte vi at vi lager en teknologipark" in text
    assert re.search(r"\[Figur \d+\]\(#fig-koder\)", text) and re.search(
        r'<span id="fig-koder"></span>\*\*Figur \d+\*\*', text
    )
    assert re.search(r"\[Saunders .*?2016", text_of(notebooks["chapters/metode"]))


def test_every_link_of_a_notebook_leads_to_a_place_that_exists(notebooks):
    folder = html_folder()
    places = {page: set(re.findall(r'\bid="([^"]+)"', shown_by(notebook))) for page, notebook in notebooks.items()}
    broken = []
    for page, notebook in notebooks.items():
        for target in TARGET.findall(text_of(notebook)):
            if "://" in target or target.startswith("mailto:"):
                continue
            path, _, place = target.partition("#")
            goal = (folder / page).parent.joinpath(path).resolve() if path else folder / f"{page}.ipynb"
            name = goal.relative_to(folder.resolve()).with_suffix("").as_posix()
            if not goal.exists() or (place and place not in places.get(name, ())):
                broken.append(f"{page}: {target}")
    assert broken == []


def test_a_downloaded_notebook_runs_from_any_folder_and_shows_the_same(notebooks, tmp_path):
    page = min(
        (path.relative_to(ROOT).with_suffix("") for path in chapter_paths(ROOT)),
        key=lambda page: len(notebooks[page.as_posix()].cells),
    )
    shutil.copy(html_folder() / f"{page}.ipynb", tmp_path / "downloaded.ipynb")
    again = executed_elsewhere(tmp_path / "downloaded.ipynb", tmp_path)
    assert shown_by(again) == shown_by(notebooks[page.as_posix()]) and len(shown_by(again)) > len(text_of(again))
