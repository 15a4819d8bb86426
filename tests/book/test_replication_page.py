"""The page on replication shows the last locked run as `results/` has it."""

from bs4 import BeautifulSoup

from compendium.results import store


def tables(html):
    page = BeautifulSoup((html / "chapters" / "replikasjon.html").read_text(encoding="utf-8"), "html.parser")
    section = page.find(id="replikasjon-last").find_parent("section")
    return [
        [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in table.select("tbody tr")]
        for table in section.find_all("table")
    ], section


def test_the_locked_run_is_shown(html):
    record, pages = store.read_record(), store.read_pages()
    (run, chapters, data), section = tables(html)
    shown = dict(run)
    assert (
        shown["Python"] == record["environment"]["python"]
        and shown["Operativsystem"] == record["environment"]["system"]
    )
    assert shown["pandas"] == record["environment"]["packages"]["pandas"]
    assert shown["Låste resultater"] == "{tables} tabeller, {figures} figurer og {numbers} tall".format(
        **record["results"]
    )
    assert sum(int(row[1]) + int(row[2]) for row in chapters) == len(pages)
    assert dict(data) == {name: digest[:12] for name, digest in record["data"].items()}
    # The data are those of the locked run, so nothing is said to have changed since.
    assert section.select_one(".locked-run-changed") is None
