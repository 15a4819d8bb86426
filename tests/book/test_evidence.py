"""From an excerpt, a code, a claim or a number it is one step to what it rests on."""

import re

import pytest
from bs4 import BeautifulSoup

from compendium.artefacts.language import format_number, number_in_words
from compendium.results.current import current


def squeezed(node):
    return " ".join(node.get_text(" ").split())


@pytest.fixture(scope="module")
def soup(html):
    read = {}

    def page(name):
        if name not in read:
            read[name] = BeautifulSoup((html / "chapters" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        return read[name]

    return page


def test_a_block_excerpt_shows_its_codes_use_and_claims(soup, study):
    labels = study.codes.set_index("code_id")["label_nb"]
    for quote in soup("resultat").select("blockquote.excerpt"):
        codes, use, claims = quote.select_one("details.excerpt-evidence").find("dl").find_all("dd", recursive=False)
        codings = study.codings[study.codings["excerpt_id"] == quote["id"]]
        assert {name.get_text() for name in codes.select(".code-name")} == set(labels[codings["code_id"]]), quote["id"]
        for reason in filter(None, codings["reason_nb"]):
            assert " ".join(reason.split()) in " ".join(codes.get_text().split()), quote["id"]
        tied = set(study.evidence.loc[study.evidence["excerpt_id"] == quote["id"], "claim_id"])
        assert {link.get_text() for link in claims.find_all("a")} == tied, quote["id"]
        section = study.excerpts.set_index("excerpt_id").at[quote["id"], "section"]
        assert section.partition("-")[0] in squeezed(use), quote["id"]


def test_use_names_every_page_and_section_that_shows_an_excerpt(soup, study):
    chapters = study.sections["page"].unique()
    rows = {
        row.find(id=re.compile("^rad-s"))["id"].removeprefix("rad-").upper(): row
        for row in soup("utdrag").select("table.excerpt-list tbody tr")
    }
    assert set(rows) == set(study.excerpts["excerpt_id"])
    shown = {}
    for page in chapters:
        for node in soup(page).select("blockquote.excerpt, .excerpt-source"):
            excerpt = next(a for a in node.find_all("a") if re.fullmatch(r"S\d{3}", a.get_text())).get_text()
            section = next(
                id_
                for parent in node.parents
                if parent.name == "section"
                for id_ in [parent.get("id", ""), *(s["id"] for s in parent.find_all("span", id=True, recursive=False))]
                if id_.startswith("sec-")
            )
            shown.setdefault(excerpt, set()).add(f"{page}.html#{section}")
    for excerpt, row in rows.items():
        links = {link["href"] for link in row.find_all("td")[5].find_all("a") if "#rad-c" not in link["href"]}
        assert links == shown[excerpt], excerpt


def test_every_code_has_its_place_with_its_excerpts(soup, study):
    page = soup("koder")
    for code in study.codes.itertuples():
        section = page.find(id=f"kode-{code.code_id}")
        assert code.definition_nb in squeezed(section), code.code_id
        linked = [link.get_text() for link in section.find_all("a", href=re.compile("#rad-s"))]
        assert sorted(linked) == sorted(study.codings.loc[study.codings["code_id"] == code.code_id, "excerpt_id"]), (
            code.code_id
        )


def test_a_number_in_prose_leads_to_where_it_comes_from(soup):
    rows = {row.find(id=re.compile("^tall-"))["id"]: row for row in soup("tall").select("table.number-list tbody tr")}
    known = current().numbers
    assert set(rows) == {f"tall-{key.replace('_', '-')}" for key in known}
    for key, number in known.items():
        assert (
            format_number(number.value, "nb") in rows[f"tall-{key.replace('_', '-')}"].find_all("td")[1].get_text()
        ), key
    links = soup("metode").select("span.number a")
    assert links
    for link in links:
        row = rows[link["href"].partition("#")[2]]
        number = known[row.find("td").get_text()]
        value = number.value
        written = {format_number(value, "nb"), number_in_words(value, "nb"), number_in_words(value, "nb", neuter=True)}
        assert link.get_text() in written, number.id
        assert link["title"].startswith("Hva tallet er: ") and link["title"].removeprefix(
            "Hva tallet er: "
        ) in squeezed(row)
        assert any(a["href"].startswith("metode.html") for a in row.find_all("td")[4].find_all("a"))


def test_a_folded_cell_is_named_in_norwegian(soup):
    summaries = soup("resultat").select("details.folded-cell > summary")
    assert summaries and all(
        summary.get_text() == "Vis koden" and not summary.get("aria-label") for summary in summaries
    )
