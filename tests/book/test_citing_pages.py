"""What a reader, a reference manager and an index find on the pages of the built book."""

import json
import re
import tomllib
from pathlib import Path

import extruct
import pypandoc
import pytest
from bs4 import BeautifulSoup
from visiting import wait_until
from vocabulary import misused

from analysis import STUDY
from compendium.build.building import ROOT
from compendium.publish.references.metadata import read_metadata
from compendium.qualitative.labels import row_label
from compendium.study import DATA
from compendium.tables.schema import read_schemas

BY_HAND = Path(__file__).with_name("references_by_hand.toml")
PUBLISHED = Path(__file__).with_name("published_pages.txt")
# Tables, figures, sections, numbers, codes, data and rows; those of a new edition are added when it is published.
PUBLISHED_PLACES = Path(__file__).with_name("published_places.txt")
FORMATS = {".bib": "bibtex", ".ris": "ris", ".csl.json": "csljson"}


def squeezed(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def metadata():
    return read_metadata()


@pytest.fixture(scope="module")
def chapters(html, pages):
    """The pages to cite, parsed, by the last part of their address."""
    return {
        name.removeprefix("chapters/").removesuffix(".html"): BeautifulSoup(
            (html / name).read_text(encoding="utf-8"), "html.parser"
        )
        for name in pages
        if name.startswith("chapters/")
    }


@pytest.fixture(scope="module")
def front(html):
    return BeautifulSoup((html / "index.html").read_text(encoding="utf-8"), "html.parser")


def tags(page, name):
    return [tag["content"] for tag in page.find_all("meta", attrs={"name": name})]


def box_of(page):
    box = page.find(id="siter-kapittelet")
    assert box is not None and box.find("h2").get_text() == "Siter dette kapittelet"
    return box


def test_reference_of_each_chapter_is_the_one_written_by_hand(chapters, metadata):
    by_hand = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))
    missing = sorted(set(chapters) - set(by_hand))
    assert not missing, f"write their references by hand in {BY_HAND.name}"
    for slug, page in chapters.items():
        reference = squeezed(box_of(page).find(class_="cite-reference").get_text())
        assert reference == by_hand[slug].format(version=metadata.version), slug


def test_box_is_the_last_thing_of_a_chapter(chapters):
    for slug, page in chapters.items():
        box = box_of(page)
        following = [node for node in box.find_next_siblings() if "cite-parts" not in node.get("class", [])]
        assert following == [], slug


def test_files_beside_a_chapter_are_what_its_box_shows(html, chapters):
    for slug, page in chapters.items():
        shown = [pre.get_text() for pre in box_of(page).find_all("pre")]
        links = [link["href"] for link in box_of(page).select("a[download]")]
        assert links == [slug + suffix for suffix in FORMATS], slug
        for text, link in zip(shown, links):
            assert (html / "chapters" / link).read_text(encoding="utf-8") == text, link


@pytest.mark.parametrize("suffix", FORMATS)
def test_pandoc_reads_author_title_and_year_of_every_chapter(html, chapters, metadata, suffix):
    files = [html / "index.html", *(html / "chapters" / f"{slug}.html" for slug in chapters)]
    texts = [file.with_suffix(suffix).read_text(encoding="utf-8") for file in files]
    joined = (
        json.dumps([item for text in texts for item in json.loads(text)]) if suffix == ".csl.json" else "\n".join(texts)
    )
    items = {item["id"]: item for item in json.loads(pypandoc.convert_text(joined, "csljson", format=FORMATS[suffix]))}
    assert len(items) == len(files)
    book = items.pop(metadata.key)
    assert (book["type"], book["title"]) == ("book", metadata.title.nb)
    for slug, page in chapters.items():
        item = items[f"{metadata.key}-{slug}"]
        # The page's own words, not those of the head.
        assert item["title"] == page.find("h1").find(string=True, recursive=False), slug
        assert (item["type"], item["container-title"], item["publisher"]) == (
            "chapter",
            metadata.title.nb,
            metadata.compendium,
        ), slug
        assert int(item["issued"]["date-parts"][0][0]) == metadata.year, slug
        names = [
            name.get("literal") or ", ".join(filter(None, [name["family"], name.get("given")]))
            for name in item["author"]
        ]
        assert names == tags(page, "citation_author"), slug


def test_pages_that_retell_are_the_authors_and_the_rest_the_compendiums(chapters, study, metadata):
    retelling = set(study.sections["page"]) - {"kolofon"}
    assert {"resultat", "sammendrag", "vedlegg-intervjuguide"} <= retelling and "vedlegg-avvik" not in retelling
    for slug, page in chapters.items():
        expected = [person.inverted for person in metadata.authors] if slug in retelling else [metadata.compendium]
        assert tags(page, "citation_author") == expected, slug


def test_figures_and_tables_are_cited_by_their_bold_title_and_by_who_made_them(html):
    thesis = {"tab-informanter", "tab-intervjuguide", "tab-operasjonalisering", "fig-rammeverk"}
    seen = set()
    for path in (html / "chapters").glob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for box in page.select(".cite-part"):
            locator, reference = (
                box["id"].removeprefix("siter-"),
                squeezed(box.select_one(".cite-reference").get_text()),
            )
            own = locator in thesis or re.fullmatch(r"S\d+", locator)
            assert reference.startswith("Arstein, C. & Sveinhaug, T. (" if own else "Symbiosekompendiet. ("), (
                locator,
                reference,
            )
            if locator.startswith("fig-"):
                bold = squeezed(page.find(id=locator).select_one("figcaption strong").get_text()).rstrip(".")
                assert f"). {bold} ({locator})" in reference, reference
            seen.add(locator[:3])
    assert seen >= {"fig", "tab", "S01", "C01"}


def test_chapter_is_a_section_of_the_book_to_a_reference_manager(chapters, metadata):
    for slug, page in chapters.items():
        once = [
            "citation_title",
            "citation_inbook_title",
            "citation_publication_date",
            "citation_publisher",
            "citation_language",
            "citation_abstract",
            "description",
            "DC.rights",
        ]
        for name in once:
            assert len(tags(page, name)) == 1 and tags(page, name)[0].strip(), (slug, name)
        assert tags(page, "citation_title") == [page.find("h1").find(string=True, recursive=False)], slug
        assert tags(page, "citation_inbook_title") == [metadata.title.nb], slug
        abstract = tags(page, "citation_abstract")[0]
        assert 30 < len(abstract) < 500 and not re.search(r"\[D\d+\]|\{|}}", abstract), (slug, abstract)
        for spoiler in (
            "citation_book_title",
            "citation_dissertation_institution",
            "citation_journal_title",
            "citation_isbn",
        ):
            assert tags(page, spoiler) == [], (slug, spoiler)


def test_front_page_is_a_book_and_no_dissertation(front, metadata):
    assert tags(front, "citation_title") == [metadata.title.nb]
    assert tags(front, "citation_author") == [person.inverted for person in metadata.authors]
    assert tags(front, "citation_inbook_title") == tags(front, "citation_dissertation_institution") == []
    assert front.find("meta", property="og:type")["content"] == "book"
    assert "thesis" not in front.find("script", type="application/ld+json").string.split('"citation"')[0].lower()


def read_by_extruct(path):
    return extruct.extract(path.read_text(encoding="utf-8"), syntaxes=["json-ld", "opengraph"], uniform=True)


def test_json_ld_and_opengraph_are_read_by_extruct(html, chapters, metadata):
    positions = []
    for slug, page in chapters.items():
        found = read_by_extruct(html / "chapters" / f"{slug}.html")
        thing = found["json-ld"][0]
        assert (thing["@type"], thing["isPartOf"]["@type"], thing["citation"]["@type"]) == (
            "Chapter",
            "Book",
            "Thesis",
        ), slug
        assert thing["name"] == tags(page, "citation_title")[0]
        assert thing["creditText"] == squeezed(box_of(page).find(class_="cite-reference").get_text())
        positions.append(thing["position"])
        assert [problem for each in found["json-ld"] for problem in misused(each)] == [], slug
        (graph,) = found["opengraph"]
        assert (graph["og:title"], graph["@type"], graph["og:site_name"]) == (
            thing["name"],
            "article",
            metadata.title.nb,
        ), slug
        assert (html / "chapters" / graph["og:image"]).read_bytes().startswith(b"\x89PNG"), slug
    assert sorted(positions) == list(range(1, len(chapters) + 1))


def test_front_page_describes_book_chapters_and_data(html, chapters):
    found = read_by_extruct(html / "index.html")
    (book,) = found["json-ld"]
    assert book["@type"] == "Book" and misused(book) == []
    kinds = [part["@type"] for part in book["hasPart"]]
    assert kinds.count("Chapter") == len(chapters) and kinds.count("Dataset") == 1
    assert found["opengraph"][0]["@type"] == "book"
    assert (html / "index.png").exists()


def test_data_and_their_dated_versions_are_described_where_they_are_shown(html, study):
    things = read_by_extruct(html / "chapters" / "vedlegg-data.html")["json-ld"]
    (data,) = [thing for thing in things if thing["@type"] == "Dataset"]
    names = [table["name"] for table in data["hasPart"]]
    assert names == list(read_schemas(DATA)) and set(study.table_names()) < set(names)


def test_preview_of_a_page_without_figures_is_a_picture_too(html, chapters):
    assert not chapters["teori"].select("figure svg")
    sizes = {slug: (html / "chapters" / f"{slug}.png").read_bytes()[16:24] for slug in ("teori", "resultat")}
    assert set(sizes.values()) == {(1200).to_bytes(4) + (630).to_bytes(4)}
    words = {slug: chapters[slug].find("meta", property="og:image:alt")["content"] for slug in sizes}
    assert words == {"teori": "Forside: Teori", "resultat": "Forside med figur: Resultat"}


def popover(page, locator):
    found = page.find(id=f"siter-{locator}")
    assert found is not None and found.has_attr("popover"), locator
    assert page.find("button", attrs={"popovertarget": f"siter-{locator}"}), locator
    return found


def followed(chapters, slug, link):
    """The place that a link of a page leads to."""
    path, _, anchor = link.partition("#")
    return chapters[path.removesuffix(".html") or slug].find(id=anchor)


def test_every_figure_and_table_can_be_cited(chapters):
    for artefact in STUDY.artefacts.values():
        page = chapters[artefact.page]
        part = popover(page, artefact.id)
        reference = squeezed(part.find(class_="cite-reference").get_text())
        assert (
            f"({artefact.id})" in reference
            and ("[Figur]" if artefact.id.startswith("fig") else "[Tabell]") in reference
        )
        assert f", {artefact.id})" in part.find(class_="cite-in-text").get_text()
        place = followed(chapters, artefact.page, part.find("a")["href"])
        assert place["id"] == artefact.id and place.find("button", class_="cite-control"), artefact.id


def test_every_excerpt_can_be_cited(chapters, study):
    for excerpt in study.excerpts.itertuples():
        part = popover(chapters["utdrag"], excerpt.excerpt_id)
        reference = squeezed(part.find(class_="cite-reference").get_text())
        informant, section = f"Informant {int(excerpt.informant_id[1:])}", excerpt.section.split("-")[0]
        assert re.search(
            rf"Utdrag {excerpt.excerpt_id}: {informant}, del {re.escape(section)}\b.* i masteroppgaven\.", reference
        )
        assert (
            part.find(class_="cite-in-text")
            .get_text()
            .startswith(f"I teksten: ({informant}, sitert i Arstein & Sveinhaug, ")
        )
        place = followed(chapters, "utdrag", part.find("a")["href"])
        assert place["id"] == excerpt.excerpt_id
        if place.name == "blockquote":
            assert place.find("button", class_="cite-control")["popovertarget"] == f"siter-{excerpt.excerpt_id}"


def test_every_claim_can_be_cited(chapters, study):
    for claim in study.claims.itertuples():
        part = popover(chapters["belegg"], claim.claim_id)
        assert f"Påstand {claim.claim_id}, del {claim.section.split('-')[0]}" in part.get_text()
        assert followed(chapters, "belegg", part.find("a")["href"])["id"] == row_label(claim.claim_id)


def test_colophon_alone_names_the_commit(chapters, metadata):
    said = squeezed(chapters["kolofon"].find("dl", class_="edition").get_text())
    assert f"Versjon: {metadata.version} Utgave: Bearbeidet utgave ved {metadata.compendium}, {metadata.year}" in said
    if commit := re.search(r"Commit: ([0-9a-f]{12})", said):
        assert [slug for slug, page in chapters.items() if commit[1] in str(page)] == ["kolofon"]
    link = chapters["kolofon"].select_one("dl.edition a.download")
    assert link["href"].endswith("CHANGELOG.md")


def test_page_that_explains_gives_both_references(chapters, metadata):
    references = [
        squeezed(node.get_text()) for node in chapters["siter"].select("section#slik-siterer-du .cite-reference")
    ]
    assert references == [
        "Arstein, C. & Sveinhaug, T. (2023). [Masteroppgave, tittelen er gått tapt]. Norges Handelshøyskole.",
        f"Arstein, C. & Sveinhaug, T. (2026). Samarbeid i en industriell symbiose (bearbeidet utgave ved Symbiosekompendiet, versjon {metadata.version}). Symbiosekompendiet. (Opprinnelig utgitt 2023)",
    ]


def test_no_page_that_was_published_is_gone(html):
    redirected = {line.split(",")[0] for line in (ROOT / "redirects.csv").read_text(encoding="utf-8").splitlines()[1:]}
    for page in PUBLISHED.read_text(encoding="utf-8").split():
        assert (html / page).exists(), f"{page} is gone; lead on from it in redirects.csv"
        assert (page in redirected) == ('http-equiv="refresh"' in (html / page).read_text(encoding="utf-8")), page


def test_a_place_that_is_no_more_says_where_to_look_and_only_to_who_asks(page, address):
    page.goto(f"{address}chapters/resultat.html")
    note = page.locator("#fig-tidslinje")
    assert note.count() == 1 and note.is_hidden()
    page.goto(f"{address}chapters/resultat.html#fig-tidslinje")
    wait_until(page, "document.querySelector('#fig-tidslinje').getBoundingClientRect().height > 0")
    assert "flyttet eller tatt ut" in note.inner_text()
    note.get_by_role("link").click()
    page.wait_for_url(f"{address}chapters/vedlegg-anonymitet.html#tab-vurderinger")
    assert page.complaints == []


def test_no_place_that_was_published_is_gone(html):
    places = {}
    for place in PUBLISHED_PLACES.read_text(encoding="utf-8").split():
        page, _, anchor = place.partition("#")
        places.setdefault(page, set()).add(anchor)
    assert len(places) > 20
    for page, anchors in places.items():
        there = set(re.findall(r'\bid="([^"]+)"', (html / page).read_text(encoding="utf-8")))
        assert anchors <= there, f"lead on from these places of {page} in redirects.csv"


def test_every_page_is_listed_as_published(pages):
    chapters = {page for page in pages if page == "index.html" or page.startswith("chapters/")}
    assert chapters <= set(PUBLISHED.read_text(encoding="utf-8").split()), f"add it to {PUBLISHED.name}"


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_one_click_copies(page, address, html):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    page.goto(address + "chapters/resultat.html")
    for name, suffix in (("BibTeX", ".bib"), ("RIS", ".ris"), ("CSL-JSON", ".csl.json")):
        button = page.get_by_role("button", name=f"Kopier {name}", exact=True)
        button.click()
        wait_until(page, "button => button.textContent === 'Kopiert'", button.element_handle())
        assert clipboard(page) == (html / "chapters" / f"resultat{suffix}").read_text(encoding="utf-8"), name
    page.locator("#siter-kapittelet").get_by_role("button", name="Kopier referansen").click()
    page.wait_for_timeout(100)
    assert clipboard(page) == squeezed(page.locator("#siter-kapittelet .cite-reference").inner_text())
    page.locator("#S012").get_by_role("button", name="Siter S012").click()
    part = page.locator("#siter-S012")
    assert part.is_visible()
    part.get_by_role("button", name="Kopier referansen").click()
    page.wait_for_timeout(100)
    assert "Utdrag S012: Informant 2" in clipboard(page)
    page.keyboard.press("Escape")
    assert not part.is_visible()
    assert page.complaints == []


def test_refused_clipboard_leaves_the_text_selected(page, address):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    page.goto(address + "chapters/resultat.html")
    button = page.get_by_role("button", name="Kopier RIS", exact=True)
    button.click()
    wait_until(page, "button => button.textContent.startsWith('Merket')", button.element_handle())
    assert page.evaluate("getSelection().toString()").startswith("TY  - CHAP")
    assert page.complaints == []


def test_references_are_there_without_scripts(page_without_scripts, address):
    page = page_without_scripts
    page.goto(address + "chapters/resultat.html")
    assert page.locator("#siter-kapittelet .cite-reference").is_visible()
    assert page.locator("button[data-copy]:visible").count() == 0
    page.locator("#siter-kapittelet summary", has_text="RIS").click()
    assert page.locator("#siter-kapittelet pre", has_text="TY  - CHAP").is_visible()
    page.locator("#S012 .cite-control").click()
    assert page.locator("#siter-S012").is_visible()
    assert "Utdrag S012" in page.locator("#siter-S012").inner_text()
