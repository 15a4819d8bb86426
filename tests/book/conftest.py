"""The built book, served on this machine and read in a real browser that reaches no other host."""

import functools
import http.server
import shutil
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from analysis import load
from analysis.building import html_folder

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and does not log each of them."""

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


def watched_page(browser, address, **options):
    """A page that notes errors of the console and requests to any other host, which are blocked."""
    context = browser.new_context(locale="nb-NO", **options)
    page = context.new_page()
    page.complaints = []

    def judge(route):
        if route.request.url.startswith(address):
            route.continue_()
        else:
            page.complaints.append(f"asked for {route.request.url}")
            route.abort()

    page.route("**/*", judge)
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


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
