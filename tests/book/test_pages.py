"""What a reader finds on the pages of the built book."""

import functools
import re
import subprocess
import sys
from urllib.parse import unquote

from bs4 import BeautifulSoup

from analysis import STUDY
from analysis.argument import claims_of_one_informant
from compendium.build.building import ROOT


@functools.cache
def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def squeezed(text):
    return " ".join(text.split())


def section_of(page, anchor):
    """The section that carries a label."""
    target = page.find(id=anchor)
    assert target is not None, anchor
    return target if target.name == "section" else target.find_parent("section")


def test_no_page_gives_a_browser_cause_to_complain(visits):
    assert "chapters/resultat.html" in visits
    assert {name: visit.complaints for name, visit in visits.items() if visit.complaints} == {}


def test_no_page_scrolls_sideways_at_any_width(visits):
    assert {name: visit.surplus for name, visit in visits.items() if max(visit.surplus.values()) > 0} == {}


def test_every_excerpt_stands_in_the_results_with_its_informant(html, study):
    results = soup(html / "chapters" / "resultat.html")
    for excerpt in study.excerpts.itertuples():
        place = results.find(id=excerpt.excerpt_id)
        assert place is not None, excerpt.excerpt_id
        words = excerpt.text_nb if place.name == "blockquote" else excerpt.text_nb.removesuffix(".")
        assert squeezed(words) in squeezed(place.get_text()), excerpt.excerpt_id
        source = place if place.name == "blockquote" else place.find_next(class_="excerpt-source")
        name = f"Informant {int(excerpt.informant_id[1:])}"
        assert re.search(rf"{name}\b", source.get_text()), excerpt.excerpt_id


def test_excerpts_stand_in_their_section_and_order(html, study):
    results = soup(html / "chapters" / "resultat.html")
    shown = [node["id"] for node in results.find_all(id=re.compile(r"^S\d{3}$"))]
    assert shown == list(study.excerpts.sort_values("order")["excerpt_id"])
    for excerpt in study.excerpts.itertuples():
        section = "sec-" + excerpt.section.replace(".", "-")
        assert results.find(id=excerpt.excerpt_id) in section_of(results, section).find_all(), excerpt.excerpt_id


def test_no_sentence_ends_twice_after_a_quotation(html):
    found = {}
    for path in sorted(html.glob("*.html")) + sorted((html / "chapters").glob("*.html")):
        text = squeezed(soup(path).find("article").get_text()) if soup(path).find("article") else ""
        found[path.stem] = re.findall(r"\.[»”](?: \([^()]*\))?\.(?!\.)", text)
    assert {page: ends for page, ends in found.items() if ends} == {}


RETOLD = ["innledning", "teori", "metode", "resultat", "diskusjon", "konklusjon"]


def test_every_section_of_the_chapters_retold_has_its_place(html, study):
    for row in study.sections[study.sections["page"].isin(RETOLD)].itertuples():
        page = soup(html / "chapters" / f"{row.page}.html")
        anchor = "sec-" + row.section.replace(".", "-")
        section = section_of(page, anchor)
        assert len(section.get_text().split()) > 30, anchor


def test_each_finding_leads_to_its_theory_and_discussion_and_back(html, study):
    pages = {name: soup(html / "chapters" / f"{name}.html") for name in ("teori", "resultat", "diskusjon")}
    findings = [section for section in study.sections["section"] if re.fullmatch(r"4\.[123]\.\d", section)]
    assert findings
    for finding in findings:
        links = section_of(pages["resultat"], "sec-" + finding.replace(".", "-")).select("a[href]")
        for name in ("teori", "diskusjon"):
            targets = [link["href"].split("#")[1] for link in links if link["href"].startswith(f"{name}.html#sec-")]
            assert targets, (finding, name)
            for target in targets:
                back = section_of(pages[name], target).select('a[href^="resultat.html#sec-4"]')
                assert back, (finding, target)


def test_every_work_of_the_bibliography_is_cited(html):
    known = re.findall(r"^@\w+{(\w+),", (ROOT / "references.bib").read_text(encoding="utf-8"), flags=re.MULTILINE)
    listed = soup(html / "chapters" / "referanser.html").select("div.citation")
    chapters = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "chapters").glob("*.md"))
    cited = {key.strip() for keys in re.findall(r"{cite:[pt]}`([^`]+)`", chapters) for key in keys.split(",")}
    assert cited == set(known)
    assert len(listed) == len(known)


def test_works_and_bibliography_agree(study):
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    entries = dict(re.findall(r"^@\w+{(\w+),(.*?)^}", text, flags=re.MULTILINE | re.DOTALL))
    cited = study.works[study.works["cited"] == "yes"].set_index("citekey")
    # What the book itself builds on is no work of the thesis.
    of_thesis = {key: entry for key, entry in entries.items() if "{compendium}" not in entry}
    assert set(of_thesis) == set(cited.index)
    for key, entry in of_thesis.items():
        year = re.search(r"year\s*=\s*{(\d{4})", entry).group(1)
        level = re.search(r"evidence\s*=\s*{(\w+)}", entry).group(1)
        assert (int(year), level) == (cited.at[key, "year"], cited.at[key, "level"]), key


def test_every_claim_stands_with_its_evidence_or_says_that_there_is_none(html, study):
    rows = {
        row.find(id=re.compile("^rad-c"))["id"]: row
        for row in soup(html / "chapters" / "belegg.html").select("#tab-evidens tbody tr")
    }
    for claim in study.claims.itertuples():
        row = rows[f"rad-{claim.claim_id.lower()}"]
        tied = study.evidence.loc[
            (study.evidence["claim_id"] == claim.claim_id) & (study.evidence["excerpt_id"] != ""), "excerpt_id"
        ]
        linked = {link.get_text() for link in row.find_all("a", href=re.compile(r"#rad-s\d{3}$"))}
        assert linked == set(tied), claim.claim_id
        assert ("Ingen publiserte utdrag" in row.get_text()) == tied.empty, claim.claim_id


def test_colocation_shows_its_directions_and_informants(html):
    row = soup(html / "chapters" / "belegg.html").find(id="rad-c14").find_parent("tr")
    cells = [cell.get_text() for cell in row.find_all("td")]
    assert (cells[2], cells[4]) == ("hevder", "0 støtter, 3 nyanserer")
    assert cells[5:8] == [
        "",
        "Informant 2: S025; Informant 3: S045, S046; Informant 8: S056",
        "Informant 1: S030, S051",
    ]


def test_every_strength_and_relation_is_explained_beside_the_claims(html, study):
    page = soup(html / "chapters" / "belegg.html")
    strengths = {item.find("strong").get_text() for item in page.select("section ul li") if item.find("strong")}
    assert {STUDY.texts.text("nb", "words", "strength", strength) for strength in study.claims["strength"]} <= strengths
    rule = {
        row.find("td").get_text()
        for table in page.find_all("table")
        if "Utdraget" in table.get_text()
        for row in table.select("tbody tr")
    }
    assert {STUDY.texts.text("nb", "words", "relation", relation) for relation in study.evidence["relation"]} <= rule
    assert f"Av disse hviler {claims_of_one_informant(study)} på én informant alene" in squeezed(page.get_text())


def test_every_table_of_the_data_is_described(html, study):
    page = soup(html / "chapters" / "vedlegg-data.html")
    for name in study.table_names():
        section = page.find(id=f"data-{name.replace('_', '-')}")
        columns = [row.find("td").get_text() for row in section.select("tbody tr")]
        assert columns == list(getattr(study, name).columns), name


def test_every_item_of_coreq_is_answered(html, study):
    rows = soup(html / "chapters" / "vedlegg-coreq.html").select("#tab-coreq tbody tr")
    assert [int(row.find("td").get_text()) for row in rows] == list(range(1, 33))
    for row, item in zip(rows, study.coreq.itertuples()):
        assert bool(row.find("a")) == (item.status != "not reported"), item.item


def test_interview_guide_can_be_filtered(page, address, study):
    page.goto(address + "chapters/vedlegg-intervjuguide.html")
    rows = page.locator("#tab-intervjuguide tbody tr:visible")
    assert rows.count() == len(study.interview_guide)
    page.get_by_label("Kode", exact=True).select_option("Kompetanse")
    assert rows.count() == int((study.interview_guide["code_id"] == "kompetanse").sum()) > 0
    page.get_by_label("Kode", exact=True).select_option("")
    page.locator(".table-filter input[type=search]").fill("tillit")
    assert 0 < rows.count() < len(study.interview_guide)
    assert page.complaints == []


def test_every_artefact_stands_on_its_page(html):
    for artefact in STUDY.artefacts.values():
        node = soup(html / "chapters" / f"{artefact.page}.html").find(id=artefact.id)
        assert node is not None, artefact.id
        assert node.find(["figcaption", "caption"]).get_text(strip=True), artefact.id
        if artefact.id.startswith("fig-"):
            svg = node.find("svg")
            assert svg["role"] == "img" and len(svg["aria-label"]) > 40, artefact.id
            assert node.find("details").find("table"), artefact.id


def test_artefacts_are_numbered_in_norwegian(html):
    numbers = {
        node.get_text(strip=True) for node in soup(html / "chapters" / "resultat.html").select(".caption-number")
    }
    assert numbers and all(re.match(r"(Figur|Tabell) \d+", number) for number in numbers)


def test_the_frame_of_a_page_is_norwegian(html):
    page = soup(html / "chapters" / "resultat.html")
    assert page.html["lang"] == "nb-NO"
    frame = " ".join(
        str(node.get(name))
        for node in page.find_all(True)
        for name in ("title", "aria-label", "placeholder")
        if node.get(name)
    )
    frame += " " + " ".join(
        node.get_text(" ") for node in page.select("#pst-skip-link, #pst-back-to-top, .prev-next-area")
    )
    english = [
        "Back to top",
        "Skip to",
        "Link to this",
        "Fullscreen",
        "Toggle primary",
        "previous",
        "next",
        "Search",
        "Dark",
        "Light",
    ]
    assert [word for word in english if word in frame] == []


def test_the_english_abstract_says_that_it_is_english(html):
    abstract = soup(html / "chapters" / "sammendrag.html").find(id="abstract")
    # A note above it says in Norwegian where it comes from.
    paragraphs = [paragraph for paragraph in abstract.find_all("p") if not paragraph.find_parent(class_="admonition")]
    assert len(paragraphs) > 3
    assert {paragraph.find_parent(lang=True)["lang"] for paragraph in paragraphs} == {"en"}


def test_ids_of_a_page_are_unique(html, pages):
    for name in pages:
        ids = [node["id"] for node in soup(html / name).find_all(id=True)]
        assert len(ids) == len(set(ids)), (name, sorted({i for i in ids if ids.count(i) > 1}))


def test_links_inside_the_book_lead_somewhere(html, pages):
    anchors = {name: {node["id"] for node in soup(html / name).find_all(id=True)} for name in pages}
    broken = []
    for name in pages:
        for link in soup(html / name).find_all("a", href=True):
            href = link["href"]
            if re.match(r"[a-z]+:", href):
                continue
            path, _, anchor = href.partition("#")
            # A page shown at any address, as that of a missing page is, names others from the root.
            folder, path = (html, path.lstrip("/")) if path.startswith("/") else ((html / name).parent, path)
            target = folder.joinpath(unquote(path)).resolve() if path else html / name
            key = target.relative_to(html.resolve()).as_posix() if target.is_relative_to(html.resolve()) else ""
            if not target.exists() or (anchor and key in anchors and unquote(anchor) not in anchors[key]):
                broken.append((name, href))
    assert broken == []


def test_list_of_excerpts_can_be_filtered(page, address, study):
    page.goto(address + "chapters/utdrag.html")
    rows = page.locator("table.excerpt-list tbody tr")
    assert rows.count() == len(study.excerpts)
    page.get_by_label("Informant", exact=True).select_option("Informant 8")
    expected = int((study.excerpts["informant_id"] == "I08").sum())
    assert page.locator("table.excerpt-list tbody tr:visible").count() == expected
    page.get_by_label("Informant", exact=True).select_option("")
    page.locator(".table-filter input[type=search]").fill("KOMPETANSEMILJØET")
    assert 0 < page.locator("table.excerpt-list tbody tr:visible").count() < len(study.excerpts)
    assert page.complaints == []


def test_no_withheld_word_in_repository_or_book():
    run = subprocess.run([sys.executable, "-m", "compendium", "guard"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
