"""How the tests open pages of the book: watched, and several at a time."""

import time

from compendium.publish.printing import chromium

# The pages are our own, and in a container Chromium starts only so.
FLAGS = ["--no-sandbox", *chromium.FLAGS]


def watched_page(browser, address, **options):
    """A page that notes errors and warnings of the console and requests to any other host, which are blocked."""
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
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: message.type in ("error", "warning") and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def in_turn(names, tabs, address):
    """Open each page of the book, a few ahead of the one in hand; gives name and tab, once the page has come to rest."""
    opened = []
    for place, name in enumerate([*names, *[None] * (len(tabs) - 1)]):
        if name is not None:
            tab = tabs[place % len(tabs)]
            tab.asked.clear()
            tab.complaints.clear()
            tab.goto(address + name, wait_until="commit")
            opened.append((name, tab))
        if place >= len(tabs) - 1:
            name, tab = opened.pop(0)
            tab.wait_for_load_state("networkidle")
            yield name, tab


def wait_until(page, expression, argument=None, seconds=30):
    """Wait until an expression of JavaScript is true; Playwright's own waiting makes code of text, which the book's policy forbids."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression, argument):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)
