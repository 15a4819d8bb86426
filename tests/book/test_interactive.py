"""Figures in a real browser: still at first, interactive when near, by mouse and by keyboard, from a folder too."""

import io
import json
import re
from functools import cache

import pandas as pd
import pytest
from playwright.sync_api import expect
from visiting import wait_until, watched_page

from analysis import STUDY, load
from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.selection import FADED
from compendium.results.compute import compute

FIGURES = {name: artefact for name, artefact in STUDY.artefacts.items() if isinstance(artefact, Figure)}
PAGES = sorted({figure.page for figure in FIGURES.values()})
# Marks, not grid lines.
FAINT = f'.chart-live .role-mark path[opacity="{FADED}"]'


@cache
def results():
    return compute(STUDY, load()).artefacts


def rows_of(figure_id):
    """The rows of a figure in the words of the page, under the names of its columns."""
    return results()[figure_id].views["nb"].frame


def make_interactive(page, figure_id):
    """Scroll to a figure and wait until a reader can use it."""
    page.locator(f"#{figure_id}").evaluate("figure => figure.scrollIntoView()")
    page.wait_for_selector(f"#{figure_id} .chart.is-live")
    return page.locator(f"#{figure_id}")


def picked_out(figure_id, value):
    """The rows of a figure that have a value in its first choice, and the ids of what stands behind them, in order."""
    rows, choice, column = rows_of(figure_id), results()[figure_id].choices("nb")[0], FIGURES[figure_id].ids
    rows = rows[(rows[choice["columns"]] == value).any(axis=1)]
    ids = {row_id for cell in rows[column] for row_id in cell.split()} if column else set()
    return rows, sorted(ids, key=lambda row_id: (row_id[0], int(row_id[1:])))


def use_by_keyboard_and_mouse(page, figure_id, figure):
    """Pick a value by keyboard, then a mark by mouse: others fade, what is behind is listed, Escape takes it back."""
    choices, first = results()[figure_id].choices("nb"), None
    for choice in choices:
        select = figure.get_by_label(f"Framhev {choice['heading'].lower()}", exact=True)
        assert select.locator("option").all_inner_texts() == ["alle", *choice["values"]], figure_id
        first = first or select
    first.focus()
    page.keyboard.press("ArrowDown")
    figure.locator(FAINT).first.wait_for(state="attached")
    value = first.input_value()
    assert value == choices[0]["values"][0], figure_id
    rows, ids = picked_out(figure_id, value)
    listed = figure.locator(".chart-rows li").all_inner_texts()
    assert len(rows) and len(listed) == len(rows) + len(ids), figure_id
    headings = results()[figure_id].views["nb"].headings.values()
    said = [part.split(": ")[0] for item in listed[: len(rows)] for part in item.split(" · ") if ": " in part]
    assert said and set(said) <= set(headings), figure_id
    # A dash that sets a code in below its parent has no parent above it here.
    assert figure.locator(".chart-rows a").all_inner_texts() == ids, figure_id
    page.keyboard.press("Escape")
    wait_for_faint(figure, 0)
    assert figure.locator(".chart-rows").is_hidden() and first.input_value() == "", figure_id
    # What lies on a mark, as its number does, stands for the same row.
    mark = figure.locator(".chart-live .role-mark:is(.mark-symbol, .mark-rect) path").first
    mark.hover(force=True)
    page.locator("#chart-tooltip.visible").wait_for()
    shown = dict(row.split("\t") for row in page.locator("#chart-tooltip").inner_text().splitlines() if "\t" in row)
    mark.click(force=True)
    for choice in choices:
        select = figure.get_by_label(f"Framhev {choice['heading'].lower()}", exact=True)
        expect(select, figure_id).to_have_value(shown[choice["heading"]])
    page.keyboard.press("Escape")
    wait_for_faint(figure, 0)


def wait_for_faint(figure, count):
    faint = "([figure, marks, count]) => figure.querySelectorAll(marks).length === count"
    wait_until(figure.page, faint, [figure.element_handle(), FAINT, count])


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_becomes_interactive_keeps_its_name_and_data_and_lets_a_reader_pick(page, address, name):
    page.goto(f"{address}chapters/{name}.html")
    for figure_id in (figure_id for figure_id, figure in FIGURES.items() if figure.page == name):
        figure = make_interactive(page, figure_id)
        still, live = figure.locator(".chart-still svg"), figure.locator(".chart-live")
        assert not still.is_visible() and live.locator("svg").is_visible()
        assert (live.get_attribute("role"), live.get_attribute("aria-label")) == (
            "img",
            still.get_attribute("aria-label"),
        )
        # The picture in its place takes the same room, so that the text does not jump.
        assert still.get_attribute("viewBox").split()[2:] == live.locator("svg").get_attribute("viewBox").split()[2:], (
            figure_id
        )
        content, result = json.loads(figure.locator(".chart-spec").text_content()), results()[figure_id]
        assert content["spec"] == json.loads(json.dumps(result.specs["nb"])), figure_id
        assert content["rows"] == json.loads(rows_of(figure_id).to_json(orient="values")), figure_id
        assert result.choices("nb") and figure.locator("select").count() == len(result.choices("nb"))
        use_by_keyboard_and_mouse(page, figure_id, figure)
    ids = page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
    assert len(ids) == len(set(ids))
    assert page.complaints == []


def test_figures_are_interactive_from_a_folder_too(browser, html):
    folder = html.as_uri()
    page = watched_page(browser, folder)
    page.goto(f"{folder}/chapters/resultat.html")
    figure = make_interactive(page, "fig-koder")
    figure.get_by_label("Framhev kode").select_option("Fasilitator")
    link = figure.locator(".chart-rows a").first
    number = link.inner_text()
    assert page.complaints == []
    page.goto(link.get_attribute("href"))
    assert page.locator(f"#rad-{number.lower()}").count() == 1
    page.context.close()


def test_the_chart_library_is_asked_for_only_when_a_figure_is_near(page, address):
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(address + "chapters/metode.html", wait_until="networkidle")
    assert not any("vega.js" in request for request in page.asked)
    make_interactive(page, "fig-utvalg")
    make_interactive(page, "fig-intervjuguide")
    assert sum("vega.js" in request for request in page.asked) == 1


def test_the_keyboard_picks_out_a_code_and_lists_numbers_and_voices(page, address, study):
    page.goto(address + "chapters/resultat.html")
    figure = make_interactive(page, "fig-kode-informant")
    data = rows_of("fig-kode-informant")
    wait_for_faint(figure, 0)
    figure.get_by_label("Framhev kode").focus()
    page.keyboard.press("ArrowDown")
    code = figure.get_by_label("Framhev kode").input_value()
    own = data[data["code_id"] == code]
    assert len(own)
    wait_for_faint(figure, int((data["excerpts"] > 0).sum()) - len(own))
    ids = sorted({row_id for ids in own["ids"] for row_id in ids.split()})
    assert figure.locator(".chart-rows a").all_inner_texts() == ids
    listed = figure.locator(".chart-rows").inner_text()
    assert all(study.excerpts.set_index("excerpt_id").at[row_id, "text_nb"] in listed for row_id in ids)
    assert all(f"Informant: {informant}" in listed for informant in own["informant_id"])
    page.keyboard.press("Escape")
    wait_for_faint(figure, 0)
    assert figure.locator(".chart-rows").is_hidden()
    assert page.complaints == []


def test_the_mouse_does_the_same_and_shows_the_numbers(page, address):
    page.goto(address + "chapters/resultat.html")
    figure = make_interactive(page, "fig-kode-informant")
    figure.locator(".chart-live").get_by_text("Informant 2", exact=True).click()
    expect(figure.get_by_label("Framhev informant")).to_have_value("Informant 2")
    assert figure.get_by_label("Framhev kode").input_value() == ""
    data = rows_of("fig-kode-informant")
    wait_for_faint(figure, int(((data["excerpts"] > 0) & (data["informant_id"] != "Informant 2")).sum()))
    mark = figure.locator(f'.chart-live .mark-symbol.role-mark path:not([opacity="{FADED}"])').first
    mark.hover()
    page.locator("#chart-tooltip.visible").wait_for()
    shown = page.locator("#chart-tooltip").inner_text()
    assert "Informant 2" in shown and "Utdrag" in shown and "S0" in shown
    mark.click()
    expect(figure.get_by_label("Framhev kode")).not_to_have_value("")
    assert figure.get_by_label("Framhev kode").input_value() in shown
    mark.click()
    expect(figure.get_by_label("Framhev informant")).to_have_value("")
    assert page.complaints == []


def test_a_code_of_the_overview_keeps_its_lines_and_what_they_lead_to_by_touch(browser, address, study):
    page = watched_page(browser, address, has_touch=True, viewport={"width": 360, "height": 800})
    page.goto(address + "chapters/sammendrag.html")
    figure = make_interactive(page, "fig-oversikt")
    data = rows_of("fig-oversikt")
    code = data.loc[data["measures_quoted"] != "", "code_id"].iloc[-1]
    label = figure.locator(".chart-live .mark-text text").get_by_text(code.split()[0])
    label.first.tap()
    expect(figure.get_by_label("Framhev kode", exact=True)).to_have_value(code)
    tied = {
        row.measure_id
        for row in study.measures.itertuples()
        if row.challenge_id == dict(zip(study.codes["label_nb"], study.codes["code_id"]))[code] and row.measure_id
    }
    wait_for_faint(figure, len(data) - 1 - len(tied))
    assert page.complaints == []
    page.context.close()


def test_a_figure_follows_the_theme_switch(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address + "chapters/resultat.html")
    figure = make_interactive(page, "fig-stemmer")
    ink = "figure => getComputedStyle(figure.querySelector('.chart-live text')).fill"
    light = figure.evaluate(ink)
    for _ in range(3):
        if page.locator("html").get_attribute("data-theme") == "dark":
            break
        page.locator(".theme-switch-button").first.click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert figure.evaluate(ink) != light
    figure.locator(".chart-live .mark-symbol.role-mark path").first.hover()
    page.locator("#chart-tooltip.visible").wait_for()
    assert re.search(r"\d,\d", page.locator("#chart-tooltip").inner_text()), "decimals are written as in Norwegian"
    colours = page.locator("#chart-tooltip").evaluate(
        "tip => [getComputedStyle(tip).backgroundColor, getComputedStyle(tip).color]"
    )
    ground, words = (sum(int(part) for part in colour.strip("rgb()").split(",")[:3]) for colour in colours)
    assert ground < 200 < 500 < words


# What has words of its own that would be too pale on paper.
PALE = """() => [...document.querySelectorAll(".bd-article *")].filter((part) => {
  if (!part.checkVisibility() || ![...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) return false;
  const [red, green, blue] = getComputedStyle(part)[part instanceof SVGElement ? "fill" : "color"].match(/[\\d.]+/g).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 130;
}).map((part) => part.outerHTML.slice(0, 100))"""


def test_paper_gets_the_still_picture_in_dark_on_light(page, address):
    page.emulate_media(color_scheme="dark")
    page.goto(address + "chapters/resultat.html")
    assert page.locator("html").get_attribute("data-theme") == "dark" and page.evaluate(PALE)
    figure = make_interactive(page, "fig-stemmer")
    figure.get_by_label("Framhev informant").select_option("Informant 2")
    page.emulate_media(media="print")
    assert figure.locator(".chart-still").is_visible()
    for part in (".chart-live", ".chart-choices", ".chart-rows"):
        assert not figure.locator(part).is_visible()
    assert page.evaluate(PALE) == []


def test_downloads_hold_the_data(html):
    for name in STUDY.artefacts:
        text = (html / "artefakter" / f"{name}.csv").read_bytes().decode("utf-8")
        frame = results()[name].shown("nb")
        read = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
        assert list(read.columns) == list(frame.columns), name
        cells = [
            ["" if isinstance(value, float) and pd.isna(value) else str(value) for value in row]
            for row in frame.itertuples(index=False)
        ]
        assert read.values.tolist() == cells, name
        if name in FIGURES:
            assert (html / "artefakter" / f"{name}.svg").read_bytes().decode("utf-8") == results()[name].picture(
                "nb"
            ), name


def test_a_table_and_a_figure_can_be_saved_from_the_page(page, address, html):
    for name in ("fig-stemmer", "tab-informanter"):
        page.goto(f"{address}chapters/{STUDY.artefacts[name].page}.html")
        with page.expect_download() as download:
            page.locator(f'a[download][href$="{name}.csv"]').click()
        with open(download.value.path(), "rb") as saved:
            assert saved.read() == (html / "artefakter" / f"{name}.csv").read_bytes()


@pytest.mark.parametrize(("name", "kind", "files"), [("figurer", Figure, 2), ("tabeller", Table, 1)])
def test_lists_lead_to_every_figure_and_table_in_the_order_of_their_numbers(page, address, name, kind, files):
    page.goto(f"{address}chapters/{name}.html")
    rows = page.locator("table.artefact-list tbody tr")
    listed = {artefact.id: artefact for artefact in STUDY.artefacts.values() if isinstance(artefact, kind)}
    assert rows.count() == len(listed)
    numbers = []
    for row in rows.all():
        number, place = (
            row.locator("td:first-child a").inner_text(),
            row.locator("td:first-child a").get_attribute("href"),
        )
        artefact = listed.pop(place.split("#")[1])
        assert place == f"{artefact.page}.html#{artefact.id}"
        assert row.locator(f'td:nth-child(3) a[href^="{artefact.page}.html"]').inner_text()
        assert row.locator("a[download]").count() == files
        numbers.append(int(number.split()[1]))
    assert not listed and numbers == sorted(numbers)
