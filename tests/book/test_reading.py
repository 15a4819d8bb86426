"""How one reads the book: by keyboard alone, by searching, on light and on dark ground."""

import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect
from visiting import wait_until


def focused(page, expression):
    return page.evaluate(f"(() => {{ const node = document.activeElement; return {expression}; }})()")


def tab_to(page, wanted, limit=400):
    """Press Tab until the focus stands on what a CSS selector names; fails when it is not reached."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if focused(page, f"node.matches({wanted!r})"):
            return
    pytest.fail(f"Tab never reached {wanted}")


# Whether something drawn shows where the focus is: a ring or a shadow, on the thing itself or the box around it.
MARKED = """[node, node.closest('form'), node.parentElement].filter(Boolean).some((one) => {
  const style = getComputedStyle(one);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
})"""


def test_reading_path_by_keyboard(page, address):
    page.goto(address + "chapters/sammendrag.html")
    page.keyboard.press("Tab")
    assert focused(page, "node.textContent") == "Gå til innholdet"
    assert page.locator("#pst-skip-link").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main-content")
    page.keyboard.press("Tab")
    assert focused(page, "Boolean(node.closest('main'))")

    # The side bar leads to a chapter, the foot of the page to the next one.
    page.goto(address + "chapters/sammendrag.html")
    tab_to(page, '#pst-primary-sidebar a[href="innledning.html"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/innledning.html")
    tab_to(page, "a.right-next")
    page.keyboard.press("Enter")
    page.wait_for_url("**/teori.html")
    assert page.complaints == []


def test_figure_and_its_numbers_by_keyboard(page, address):
    page.goto(address + "chapters/resultat.html")
    page.locator("#pst-skip-link a").focus()
    page.keyboard.press("Enter")
    tab_to(page, "figure.artefact [tabindex='0'], figure.artefact svg, figure.artefact canvas")
    numbers = page.locator("figure.artefact details").first
    tab_to(page, "figure.artefact details > summary")
    assert not numbers.evaluate("node => node.open")
    page.keyboard.press("Enter")
    expect(numbers.locator("table")).to_be_visible()
    assert numbers.evaluate("node => node.open")
    assert page.complaints == []


def test_table_is_filtered_by_keyboard_and_says_so(page, address, study):
    page.goto(address + "chapters/utdrag.html")
    tab_to(page, ".table-filter input[type=search]")
    rows = page.locator("table.excerpt-list tbody tr:visible")
    page.keyboard.type("kompetanse")
    count = page.locator(".table-filter output")
    assert 0 < rows.count() < len(study.excerpts)
    assert count.text_content().startswith(f"{rows.count()} av {len(study.excerpts)}")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    assert focused(page, "node.tagName") == "SELECT"
    page.keyboard.press("ArrowDown")
    assert 0 < rows.count() < len(study.excerpts)
    assert page.complaints == []


def test_search_by_keyboard(page, address):
    page.goto(address + "chapters/teori.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("samlokalisering")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=samlokalisering")
    page.wait_for_selector("ul.search li a")
    tab_to(page, "ul.search li a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chapters/*.html*")
    assert page.complaints == []


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_focus_is_visible_wherever_it_goes(page, address, ground):
    page.emulate_media(color_scheme=ground)
    page.goto(address + "chapters/utdrag.html")
    unmarked = []
    for _ in range(45):
        page.keyboard.press("Tab")
        if not focused(page, MARKED):
            unmarked.append(focused(page, "node.outerHTML.slice(0, 150)"))
    page.goto(address + "chapters/resultat.html")
    page.locator("#pst-skip-link a").focus()
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if not focused(page, MARKED):
            unmarked.append(focused(page, "node.outerHTML.slice(0, 150)"))
    assert unmarked == []


# WCAG's contrast of the focused thing's text with its ground, from the relative luminance of each.
CONTRAST = """(() => {
  const luminance = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const [dark, light] = [getComputedStyle(node).color, getComputedStyle(document.getElementById('pst-skip-link')).backgroundColor]
    .map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
})()"""


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_skip_link_can_be_read_when_it_shows(page, address, ground):
    # axe never sees it: it shows only while it has the focus.
    page.emulate_media(color_scheme=ground, reduced_motion="reduce")
    page.goto(address + "chapters/resultat.html")
    page.keyboard.press("Tab")
    assert focused(page, "node.textContent") == "Gå til innholdet"
    assert focused(page, CONTRAST) >= 4.5


def test_theme_is_switched_and_remembered(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address + "chapters/resultat.html")

    def look():
        root, ground = page.evaluate(
            "[document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]"
        )
        return root, sum(map(float, re.findall(r"[\d.]+", ground)[:3])) > 382

    assert look() == ("light", True)
    for _ in range(3):
        page.locator(".theme-switch-button").first.click()
        if look()[0] == "dark":
            break
    assert look() == ("dark", False)
    # Text of figures and of excerpts follows.
    ink = page.locator("figure svg").first.evaluate("node => getComputedStyle(node).color")
    assert sum(map(float, re.findall(r"[\d.]+", ink)[:3])) > 382
    page.goto(address + "chapters/teori.html")
    assert look() == ("dark", False)
    assert page.complaints == []


# What moves by itself: transitions and animations with a duration, and gliding to a place of the page.
MOVING = """[...document.querySelectorAll('*')].filter((node) => ['', '::before', '::after'].some((part) => {
  const style = getComputedStyle(node, part || null);
  const lasts = (durations) => durations.split(',').some((one) => parseFloat(one) > 0);
  return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration)) || style.scrollBehavior === 'smooth';
})).length"""


def test_nothing_moves_for_a_reader_who_asked_for_that(page, address):
    page.goto(address + "chapters/utdrag.html")
    assert page.evaluate(MOVING) > 0, "nothing moves anyway, so this page tests nothing"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == 0


def test_rows_of_a_long_table_are_cards_on_a_phone(page, address, study):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + "chapters/belegg.html")
    claim = study.claims.iloc[0]
    cells = page.locator(f"#tab-evidens tbody tr:has(#rad-{claim['claim_id'].lower()}) td:visible")
    assert claim["statement_nb"] in cells.nth(1).inner_text()
    headings = page.locator("#tab-evidens thead th").all_text_contents()
    labels = cells.evaluate_all("cells => cells.map((cell) => getComputedStyle(cell, '::before').content)")
    # The id heads its card and needs no label; the claim stands under its heading, and no cell is an empty line.
    assert labels[:2] == ["none", f'"{headings[1].strip()}"']
    assert all(text.strip() for text in cells.all_inner_texts())
    # Each line begins where the one before it does: nothing stands beside, out of sight.
    assert len(set(cells.evaluate_all("cells => cells.map((cell) => cell.getBoundingClientRect().left)"))) == 1
    page.set_viewport_size({"width": 1440, "height": 900})
    assert cells.nth(1).evaluate("cell => getComputedStyle(cell, '::before').content") == "none"


@pytest.mark.parametrize(
    "place", ["chapters/utdrag.html#rad-s012", "chapters/belegg.html#rad-c07", "chapters/tall.html#tall-n-excerpts"]
)
def test_a_link_marks_the_row_that_it_leads_to(page, address, place):
    page.goto(address + place)
    marked = page.locator("tr:has(:target) > :first-child")
    unmarked = page.locator("tr:has(:target) + tr > :first-child")
    ground = "cell => getComputedStyle(cell).backgroundColor"
    assert marked.count() == unmarked.count() == 1
    assert marked.evaluate(ground) != unmarked.evaluate(ground)


def test_the_button_that_copies_code_speaks_norwegian(page, address):
    page.goto(address + "chapters/replikasjon.html")
    buttons = page.locator(".bd-article button.copybtn")
    assert set(buttons.evaluate_all("buttons => buttons.map((button) => button.dataset.tooltip)")) == {"Kopier"}
    assert page.complaints == []


def test_side_bar_opens_on_a_phone(page, address):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + "chapters/teori.html")
    link = page.locator('a[href="metode.html"]:visible', has_text="Metode").first
    page.locator(".primary-toggle").first.click()
    link.click()
    page.wait_for_url("**/metode.html")
    assert page.complaints == []


def search(page, address, words):
    """Addresses of the pages that the book's own search finds, when it has finished."""
    page.goto(f"{address}search.html?q={words}")
    # The script says how many pages it found, or that there are none, when it has shown the last of them.
    wait_until(page, "document.querySelector('.search-summary')?.textContent")
    return {
        href.split("#")[0].split("?")[0]
        for href in page.locator("ul.search li > a").evaluate_all("links => links.map((a) => a.getAttribute('href'))")
    }


@pytest.mark.parametrize("word", ["bærekraft", "grønn", "målsetting", "næringsklynge"])
def test_search_finds_words_with_norwegian_letters(page, address, html, pages, word):
    def holds(name):
        article = BeautifulSoup((html / name).read_text(encoding="utf-8"), "html.parser").find("article")
        return article is not None and re.search(rf"\b{word}\b", article.get_text(), flags=re.IGNORECASE)

    assert {name for name in pages if holds(name)} <= search(page, address, word)
    assert page.complaints == []


@pytest.mark.parametrize(
    ("searched", "written"),
    [
        ("bærekraftige", "bærekraft"),
        ("utvekslingene", "utveksling"),
        ("ledelsens", "ledelse"),
        ("fasilitatorenes", "fasilitator"),
    ],
)
def test_search_finds_other_forms_of_a_word(page, address, searched, written):
    assert search(page, address, searched) >= {"chapters/resultat.html"}
    assert search(page, address, searched) == search(page, address, written)
    assert page.complaints == []


def test_search_counts_its_hits_in_words_of_the_book(page, address):
    assert search(page, address, "bærekraftige")
    assert page.locator(".search-summary").text_content() == f"Antall treff: {page.locator('ul.search > li').count()}."


def test_a_hit_shows_words_of_the_text_and_not_of_the_frame(page, address):
    assert search(page, address, "bærekraftige")
    wait_until(page, "document.querySelectorAll('ul.search li .context').length > 3")
    shown = page.locator("ul.search li .context").all_text_contents()
    # The contents list of a page, and the buttons beside excerpts, are no part of what it says.
    assert [words for words in shown if "Innhold på siden" in words or " siter " in words] == []
    # Labels of a figure, and terms before what is said of them, do not run together into one word.
    run_together = re.compile(r"\b(?!AluGass)\w*[a-zæøå]{2}[A-ZÆØÅ][a-zæøå]{2}")
    assert [words for words in shown if run_together.search(words)] == []


def test_search_for_what_the_book_lacks_says_so(page, address):
    assert search(page, address, "qwxzvby") == set()
    assert page.locator(".search-summary").text_content().startswith("Ingen sider har alle ordene")
    assert page.complaints == []
