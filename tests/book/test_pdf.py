"""The book as one PDF, printed from the built pages and read back."""

import re
import shutil
import time

import pytest
from bs4 import BeautifulSoup
from machines import machines  # noqa: F401
from pypdf import PdfReader

from compendium.build.building import html_folder
from compendium.publish.printing.chromium import NoChromium, find
from compendium.publish.printing.document import NoBook, assemble, chapters, with_pages
from compendium.publish.printing.pdf_file import machine_fonts, make
from compendium.results.current import current


def squeezed(text):
    return re.sub(r"\W+", "", text)


@pytest.fixture(scope="module")
def made(html):
    return make(progress=lambda text: None)


@pytest.fixture(scope="module")
def document(made):
    """The document that was printed."""
    return made.with_name("book.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pdf(made):
    return PdfReader(made)


@pytest.fixture(scope="module")
def text(pdf):
    return squeezed("".join(page.extract_text() for page in pdf.pages))


@pytest.fixture(scope="module")
def elements(pdf):
    """The elements of the PDF's structure, by their kind."""
    found, seen, waiting = {}, set(), [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        if hasattr(node, "idnum"):
            if node.idnum in seen:
                continue
            seen.add(node.idnum)
        node = node.get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.setdefault(node.get("/S"), []).append(node)
            waiting += [node.raw_get("/K")] if "/K" in node else []
    return found


def test_it_is_tagged_and_in_norwegian(pdf, elements):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nb")
    # Those of the chapters, of the contents and of the numbers of the figures.
    assert len(elements["/H1"]) == len(chapters(html_folder())) + 2


def test_its_outline_and_contents_lead_to_every_chapter(pdf):
    top = [entry for entry in pdf.outline if not isinstance(entry, list)]
    expected = [chapter.title for chapter in chapters(html_folder())]
    assert [entry.title for entry in top][2:] == [*expected[1:], "Tallene i figurene"]
    first = [pdf.get_destination_page_number(entry) + 1 for entry in top]
    assert first == sorted(set(first))
    contents = "".join(pdf.pages[page].extract_text() for page in range(first[0] - 1, first[1] - 1))
    for entry, page in zip(top[1:], first[1:]):
        assert squeezed(entry.title) in squeezed(pdf.pages[page - 1].extract_text())
        assert squeezed(f"{entry.title}{page}") in squeezed(contents), entry.title


def test_it_holds_the_words_of_every_excerpt(text, study):
    assert [row.excerpt_id for row in study.excerpts.itertuples() if squeezed(row.text_nb) not in text] == []


def test_it_holds_every_figure_with_its_alternative_text(elements):
    alternatives = {str(element["/Alt"]) for element in elements["/Figure"] if "/Alt" in element}
    for result in current().artefacts.values():
        if result.kind == "figure":
            assert result.texts["nb"].alt in alternatives, result.id


def test_the_numbers_of_every_figure_stand_at_the_end_and_lead_to_it(document):
    last = BeautifulSoup(document, "html.parser").select_one("#figure-numbers")
    tables = {section.h2.a["href"].split("--")[1]: section.table for section in last.find_all("section")}
    figures = [result for result in current().artefacts.values() if result.kind == "figure"]
    assert set(tables) == {figure.id for figure in figures}
    for figure in figures:
        data = figure.shown("nb")
        assert [cell.get_text(strip=True) for cell in tables[figure.id].thead.find_all("th")] == list(data.columns), (
            figure.id
        )
        assert len(tables[figure.id].tbody.find_all("tr")) == len(data), figure.id


def test_a_table_across_the_page_keeps_the_line_on_its_source(document):
    across = BeautifulSoup(document, "html.parser").select(".across")
    captioned = [block for block in across if block.caption]
    assert captioned and all(block.select_one(".artefact-source") for block in captioned)


@pytest.fixture
def short_book(html, tmp_path, monkeypatch):
    """A book of the front page and one chapter with a figure, since the whole takes long to print."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = html_folder(tmp_path)
    (folder / "chapters").mkdir(parents=True)
    front = BeautifulSoup((html / "index.html").read_text(encoding="utf-8"), "html.parser")
    for entry in front.select("nav.bd-docs-nav li.toctree-l1"):
        if entry.a["href"] != "chapters/sammendrag.html":
            entry.decompose()
    (folder / "index.html").write_text(str(front), encoding="utf-8")
    shutil.copy(html / "chapters" / "sammendrag.html", folder / "chapters")
    shutil.copytree(html / "_static" / "fonts", folder / "_static" / "fonts")
    return tmp_path


def test_the_same_book_gives_the_same_bytes_whenever_and_whichever_fonts_a_machine_has(
    short_book, machines, monkeypatch
):
    chapter = html_folder(short_book) / "chapters" / "sammendrag.html"
    text = chapter.read_text(encoding="utf-8")
    # Letters that the serif lacks, code, and what is slanted or heavy in what stands around the text.
    hard = "<p>CO₂ → Łódź <code>data/œ.csv</code></p><aside class='margin'>Bare <em>noen</em> av <strong>dem</strong> ≥ ½</aside></article>"
    chapter.write_text(text.replace("</article>", hard, 1), encoding="utf-8")
    printed = {}
    for name, environment in machines.items():
        # Chromium notes the second of the printing.
        time.sleep(1)
        with monkeypatch.context() as patched:
            for variable, value in environment.items():
                patched.setenv(variable, value)
            printed[name] = make(short_book, progress=lambda text: None).read_bytes()
    assert printed["bare"] == printed["this"]
    assert printed["odd"] == printed["this"]


def test_text_in_a_font_of_the_machine_is_told(short_book):
    chapter = html_folder(short_book) / "chapters" / "sammendrag.html"
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace(
            "</article>", "<p style='font-family: sans-serif'>Hei</p></article>", 1
        ),
        encoding="utf-8",
    )
    told = []
    make(short_book, progress=told.append)
    assert "fonts of this machine" in told[-1]


def test_all_text_is_set_in_the_books_own_fonts(made):
    assert machine_fonts(made) == []


def test_nothing_is_wider_than_its_page(made, browser):
    """What is wider than the text of a page would be cut off at its edge."""
    millimetre = 96 / 25.4
    page = browser.new_page()
    page.emulate_media(media="print")
    for width, inside in ((150, ":not(.across *)"), (257, ".across *")):
        page.set_viewport_size({"width": int(width * millimetre), "height": 900})
        page.goto(made.with_name("book.html").as_uri())
        surplus = page.evaluate(
            "([inside, width]) => [...document.querySelectorAll(`.chapter :is(table, svg, pre, img)${inside}`)]"
            ".filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.closest('[id]').id)",
            [inside, width * millimetre],
        )
        assert surplus == [], width
    page.close()


def test_it_holds_no_controls_of_the_screen(document):
    page = BeautifulSoup(document, "html.parser")
    for selector in ("button", "select", "form", "details", "[popover]", "a[download]"):
        assert page.select(selector) == [], selector


def test_addresses_outside_the_book_are_printed(document, text):
    addresses = set(re.findall(r'href="(https?://[^"]+)"', document))
    assert addresses
    assert [address for address in addresses if squeezed(address) not in text] == []


def test_links_within_the_book_lead_to_a_place_of_the_document(document):
    ids = re.findall(r'\bid="([^"]+)"', document)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', document))
    assert len(targets) > 300
    assert targets - set(ids) == set()


def test_its_date_is_the_books(pdf):
    assert pdf.metadata["/CreationDate"] == pdf.metadata["/ModDate"]
    assert "Chrome" not in str(pdf.metadata)


def test_page_numbers_fill_the_contents_in_order():
    contents = '<a><span class="contents-page"></span></a><a><span class="contents-page"></span></a>'
    assert re.findall(r">(\d+)<", with_pages(contents, [3, 12])) == ["3", "12"]


def test_without_a_browser_or_a_book_the_remedy_is_named(tmp_path):
    with pytest.raises(NoChromium, match="'no-such-browser' can't be run.*--chromium PATH"):
        find("no-such-browser")
    with pytest.raises(NoBook, match="python -m compendium book"):
        assemble(tmp_path, "01.01.2026")
