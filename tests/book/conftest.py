"""The built book, served on this machine and read in a real browser that reaches no other host."""

import functools
import http.server
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from visiting import FLAGS, in_turn, watched_page

from analysis import load
from compendium.build.building import BookHandler, html_folder


class QuietHandler(BookHandler):
    """Serves the book as `serve` does, under a policy that forbids scripts in pages, and does not log each file."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def html() -> Path:
    folder = html_folder()
    assert (folder / "index.html").exists(), "there is no built book: run `make book` first"
    return folder


@pytest.fixture(scope="session")
def pages(html) -> list[str]:
    """Every page of the book, as a path below the folder of the book."""
    found = sorted(path.relative_to(html).as_posix() for path in html.rglob("*.html"))
    return [page for page in found if not page.startswith("_static/")]


@pytest.fixture(scope="session")
def study():
    return load()


def serve(folder):
    handler = functools.partial(QuietHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def address(html):
    server = serve(html)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which("chromium")
    assert executable, "Chromium is not on the PATH as 'chromium'; `make test` installs it on Debian"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, address):
    page = watched_page(browser, address)
    yield page
    page.context.close()


@pytest.fixture
def page_without_scripts(browser, address):
    page = watched_page(browser, address, java_script_enabled=False)
    yield page
    page.context.close()


WIDTHS = (360, 768, 1440)


@dataclass
class Visit:
    """What one saw on a page: complaints of the browser, addresses asked for, and, by width, what stands out sideways."""

    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    surplus: dict[int, int] = field(default_factory=dict)
    # How far down the first figure stands, in heights of the window.
    first_figure: float | None = None


FIRST_FIGURE = "(document.querySelector('figure')?.getBoundingClientRect().top + scrollY) / innerHeight || null"
# What stands out sideways, once the page has settled into a new width, at the latest after two seconds.
SURPLUS = """() => new Promise((done) => {
  const end = performance.now() + 2000;
  const look = () => {
    const surplus = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    surplus <= 0 || performance.now() > end ? done(surplus) : setTimeout(look, 50);
  };
  setTimeout(look, 50);
})"""


@pytest.fixture(scope="session")
def visits(browser, address, pages) -> dict[str, Visit]:
    """One visit to every page, on a phone, a tablet and a desktop."""
    tabs = [watched_page(browser, address) for _ in range(4)]
    found = {}
    for tab in tabs:
        tab.set_viewport_size({"width": WIDTHS[0], "height": 800})
    for name, tab in in_turn(pages, tabs, address):
        visit = found[name] = Visit(asked=set(tab.asked), first_figure=tab.evaluate(FIRST_FIGURE))
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 800})
            visit.surplus[width] = tab.evaluate(SURPLUS)
        tab.set_viewport_size({"width": WIDTHS[0], "height": 800})
        visit.complaints = list(tab.complaints)
    for tab in tabs:
        tab.context.close()
    return found
