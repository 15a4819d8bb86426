"""Previews of links, a page that is not there, and a chapter on paper."""

import functools
import http.server
import io
import threading
import urllib.request

import pytest
from conftest import QuietHandler, watched_page
from pypdf import PdfReader
from visiting import wait_until


def squeezed(text):
    return " ".join(text.split())


def test_a_preview_shows_the_words_of_an_excerpt(page, address, study):
    page.goto(address + "chapters/diskusjon.html")
    link = page.locator('.bd-article a[href*="#rad-s"]').first
    excerpt = study.excerpts.set_index("excerpt_id").loc[link.inner_text()]
    link.hover()
    preview = page.locator("#preview")
    preview.wait_for()
    assert excerpt["text_nb"] in squeezed(preview.inner_text())
    assert link.get_attribute("aria-describedby") == "preview"
    # The pointer may move onto the box to read on, and Escape closes it.
    preview.hover()
    page.wait_for_timeout(400)
    assert preview.is_visible()
    page.keyboard.press("Escape")
    assert preview.is_hidden()
    assert link.get_attribute("aria-describedby") is None
    assert page.complaints == []


def test_a_preview_opens_by_keyboard_and_from_a_folder(browser, html):
    page = watched_page(browser, html.as_uri())
    page.goto((html / "chapters" / "metode.html").as_uri())
    link = page.locator(".bd-article .number a").first
    title = link.get_attribute("title").partition(": ")[2]
    link.evaluate("link => { const before = document.createElement('button'); link.before(before); before.focus(); }")
    page.keyboard.press("Tab")
    page.locator("#preview").wait_for()
    assert title in page.locator("#preview").inner_text()
    # Further on, the link has its title back, and the next one its own preview.
    page.keyboard.press("Tab")
    wait_until(page, "document.querySelector('.bd-article .number a').title !== ''")
    page.keyboard.press("Escape")
    assert page.locator("#preview").is_hidden()
    assert page.complaints == []
    page.context.close()


def test_every_link_to_a_row_has_a_preview(html, study):
    text = (html / "_static" / "previews.js").read_text(encoding="utf-8")
    for row_id in [*study.excerpts["excerpt_id"], *study.claims["claim_id"], *study.deviations["deviation_id"]]:
        assert f'"rad-{row_id.lower()}":[' in text, row_id
    assert "Påstand C64 (håper)" in text and "Påstand C18 (antyder)" in text


class Site(QuietHandler):
    """A host that shows the book below a folder."""

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/bok"))


@pytest.mark.parametrize("path", ["/bok/finnes-ikke.html", "/bok/chapters/dypt/nede/finnes-ikke"])
def test_a_missing_page_leads_back_from_any_depth(browser, html, path):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Site, directory=html))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    page = watched_page(browser, address)
    page.goto(address + path)
    assert page.locator("h1").inner_text() == "Siden finnes ikke"
    wait_until(page, "document.querySelector('a').pathname.startsWith('/bok/')")
    for link in page.locator("a").all():
        assert urllib.request.urlopen(link.evaluate("link => link.href")).status == 200
    page.context.close()
    server.shutdown()


def test_a_chapter_prints_its_text_and_the_addresses_of_its_links(page, address):
    page.goto(address + "chapters/kolofon.html")
    text = squeezed("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages))
    assert "Masteroppgaven er skrevet av" in text
    assert "creativecommons.org/licenses/by/4.0" in text
    for word in ("Innhold på siden", "Alle utdrag", "Neste", "MATERIALET", "Søk"):
        assert word not in text, word


def test_a_printed_table_runs_over_pages_with_its_headings(page, address, study):
    page.goto(address + "chapters/belegg.html")
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages]
    assert sum("Nyanserer" in sheet and "Teori og verk" in squeezed(sheet) for sheet in sheets) > 2
    words = squeezed("".join(sheets)).replace(" ", "")
    assert all(claim in words for claim in study.claims["claim_id"])
