"""The book unpacked from its archive is whole: without a server, and without JavaScript."""

import zipfile

import pytest
from visiting import in_turn, watched_page

from compendium.build.building import site_archive
from compendium.checkout.packing import TOP


@pytest.fixture(scope="module")
def unpacked(html, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    assert site_archive().exists(), "there is no archive of the book: run `make book` first"
    with zipfile.ZipFile(site_archive()) as file:
        file.extractall(folder)
    return folder / TOP


def test_archive_holds_the_book_as_it_stands(html, unpacked):
    def files(folder):
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert files(unpacked) == files(html)


def test_every_page_opens_from_the_file_system_and_asks_for_nothing_else(browser, pages, unpacked):
    address = f"{unpacked.as_uri()}/"
    tabs = [watched_page(browser, address) for _ in range(4)]
    complaints = {}
    for name, tab in in_turn(pages, tabs, address):
        assert tab.locator("main").is_visible(), name
        if tab.complaints:
            complaints[name] = list(tab.complaints)
    for tab in tabs:
        tab.context.close()
    assert complaints == {}


def test_search_works_from_the_file_system(browser, unpacked):
    address = f"{unpacked.as_uri()}/"
    tab = watched_page(browser, address)
    tab.goto(f"{address}index.html")
    tab.keyboard.press("Control+k")
    tab.keyboard.type("fasilitator")
    tab.keyboard.press("Enter")
    tab.locator('ul.search li a[href*="chapters/resultat.html"]').first.click()
    tab.wait_for_url(lambda url: url.startswith(f"{address}chapters/resultat.html"))
    assert tab.complaints == []
    tab.context.close()


# What the page holds for a reader but does not show; what a summary or a popover's button opens needs no script.
HIDDEN = """() => [...document.querySelectorAll("article :is(h1, h2, h3, h4, p, li, dt, dd, blockquote, figure, svg, table, td, .excerpt-inline)")]
  // Where an address once led to what has moved, a note shows to whoever comes by it.
  .filter((node) => !node.closest("details:not([open]) > :not(summary), [popover], .moved:not(:target)"))
  .filter((node) => !node.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map((node) => node.outerHTML.slice(0, 120))"""
# A figure that comes near is drawn once more, interactive, beside its still picture.
SHOWN = """() => Object.fromEntries(["p", "blockquote", ".excerpt-inline", "table", ".chart-still svg", "figcaption"]
  .map((kind) => [kind, document.querySelectorAll(`article ${kind}`).length]))"""


def test_all_is_there_without_scripts(browser, pages, address, study):
    with_scripts = watched_page(browser, address)
    tabs = [watched_page(browser, address, java_script_enabled=False) for _ in range(3)]
    seen = {}
    for name, tab in in_turn(pages, tabs, address):
        assert tab.evaluate(HIDDEN) == [], name
        seen[name] = tab.evaluate(SHOWN)
    assert seen["chapters/resultat.html"]["blockquote"] + seen["chapters/resultat.html"][".excerpt-inline"] >= len(
        study.excerpts
    )
    assert seen["chapters/resultat.html"][".chart-still svg"] >= 4
    for name in ("chapters/resultat.html", "chapters/belegg.html", "chapters/utdrag.html"):
        with_scripts.goto(address + name)
        assert with_scripts.evaluate(SHOWN) == seen[name], name
    for tab in (with_scripts, *tabs):
        tab.context.close()
