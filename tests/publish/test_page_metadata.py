"""What a page says to machines."""

import json
from importlib.resources import files

import pytest
from citing import ADDRESS, COMPOUND, EXCERPT, FIGURE, OWN, RESULTS, metadata
from vocabulary import misused

from compendium.checkout.files import ROOT
from compendium.publish.references.csl_items import front_page
from compendium.publish.references.metadata import Person
from compendium.publish.references.page_metadata import (
    book_json_ld,
    dataset_json_ld,
    meta_tags,
    open_graph,
    page_json_ld,
)

BOOK = metadata()
PUBLISHED = metadata(address=ADDRESS)


def named(tags, name):
    return [content for key, content in tags if key == name]


def test_chapter_is_a_section_of_a_book():
    tags = meta_tags(BOOK, RESULTS, "nb")
    assert tags[:4] == [
        ("citation_title", "Resultat"),
        ("citation_author", "Arstein, Christian"),
        ("citation_author", "Sveinhaug, Thomas"),
        ("citation_inbook_title", "Samarbeid i en industriell symbiose"),
    ]
    assert named(tags, "citation_publication_date") == ["2026"]
    assert named(tags, "citation_publisher") == ["Symbiosekompendiet"]
    assert named(tags, "citation_language") == ["nb-NO"]
    assert named(tags, "citation_abstract") == [RESULTS.abstract]
    assert named(tags, "DC.rights") == [BOOK.licences.study.nb]


@pytest.mark.parametrize(
    "tags",
    [
        meta_tags(PUBLISHED, RESULTS, "nb"),
        meta_tags(PUBLISHED, OWN, "en"),
        meta_tags(PUBLISHED, front_page(PUBLISHED, "nb"), "nb"),
    ],
)
def test_no_tag_makes_a_page_anything_else(tags):
    # Each of these was seen to change the kind of work that a reference manager finds.
    spoilers = (
        "citation_book_title",
        "citation_journal_title",
        "citation_dissertation_institution",
        "citation_technical_report_institution",
        "citation_conference_title",
        "citation_isbn",
    )
    assert not [name for name, _ in tags if name in spoilers or name.lower().startswith("dc.type")]


def test_front_page_is_a_book():
    tags = meta_tags(BOOK, front_page(BOOK, "nb"), "nb")
    assert named(tags, "citation_title") == ["Samarbeid i en industriell symbiose"]
    assert named(tags, "citation_inbook_title") == []
    assert named(open_graph(BOOK, front_page(BOOK, "nb"), "index.png", "x", "nb"), "og:type") == ["book"]
    # "website" would make a chapter a web page, and "book" a book.
    assert named(open_graph(BOOK, RESULTS, "resultat.png", "x", "nb"), "og:type") == ["article"]


def test_compound_names_stay_whole():
    assert named(meta_tags(metadata(authors=COMPOUND), RESULTS, "nb"), "citation_author") == [
        "von der Heide, Anna",
        "Brundtland, Gro Harlem",
    ]


def test_one_author_of_compound_names_is_not_taken_for_two():
    # Zotero splits a lone "a b, c d" at the comma; it looks for plain spaces.
    (name,) = named(
        meta_tags(metadata(authors=(Person("Heide", "Gro Harlem", "von der"),)), RESULTS, "nb"), "citation_author"
    )
    assert name.split(", ")[0].count(" ") == 0
    assert name.replace("\N{NO-BREAK SPACE}", " ") == "von der Heide, Gro Harlem"


def test_page_of_the_compendium_is_by_the_compendium():
    assert named(meta_tags(BOOK, OWN, "nb"), "citation_author") == ["Symbiosekompendiet"]
    thing = page_json_ld(BOOK, OWN, [], "x", "nb")
    assert thing["author"] == [{"@type": "Organization", "name": "Symbiosekompendiet"}]
    assert [author["familyName"] for author in thing["isPartOf"]["author"]] == ["Arstein", "Sveinhaug"]


def addresses(value):
    """Every text that is an address of the book."""
    if isinstance(value, dict):
        return [found for item in value.values() for found in addresses(item)]
    if isinstance(value, list | tuple):
        return [found for item in value for found in addresses(item)]
    return [value] if str(value).startswith(ADDRESS) else []


def everything(book):
    return [
        meta_tags(book, RESULTS, "nb"),
        meta_tags(book, front_page(book, "nb"), "nb"),
        open_graph(book, RESULTS, book.url("chapters/resultat.png"), "x", "nb"),
        open_graph(book, front_page(book, "nb"), book.url("index.png"), "x", "nb"),
        page_json_ld(book, RESULTS, [FIGURE, EXCERPT], "x", "nb"),
        book_json_ld(book, [RESULTS, OWN], "x", "nb"),
    ]


def test_address_stands_where_it_is_asked_for():
    tags = meta_tags(PUBLISHED, RESULTS, "nb")
    page = f"{ADDRESS}chapters/resultat.html"
    assert named(tags, "citation_public_url") == named(tags, "citation_fulltext_html_url") == [page]
    thing = page_json_ld(PUBLISHED, RESULTS, [EXCERPT], "x", "nb")
    assert (thing["url"], thing["isPartOf"]["url"], thing["hasPart"][0]["@id"]) == (page, ADDRESS, f"{page}#S012")
    assert named(open_graph(PUBLISHED, RESULTS, "x", "x", "nb"), "og:url") == [page]
    assert all(addresses(said) for said in everything(PUBLISHED))


def test_without_an_address_nothing_names_one():
    said = everything(BOOK)
    assert not addresses(said)
    text = json.dumps(said)
    assert "_url" not in text and "og:url" not in text and '"url"' not in text and '""' not in text


def test_chapter_by_schema_org():
    thing = page_json_ld(BOOK, RESULTS, [FIGURE, EXCERPT], "Referansen.", "nb")
    assert (thing["@type"], thing["position"], thing["datePublished"], thing["inLanguage"]) == (
        "Chapter",
        5,
        "2026",
        "nb-NO",
    )
    assert thing["isPartOf"]["@type"] == "Book" and thing["citation"]["@type"] == "Thesis"
    assert thing["citation"]["name"] == "[Masteroppgave, tittelen er gått tapt]"
    assert [(part["@type"], part["identifier"], part["@id"]) for part in thing["hasPart"]] == [
        ("ImageObject", "fig-stemmer", "#fig-stemmer"),
        ("Quotation", "S012", "#S012"),
    ]
    # The page is the authors'; the figure on it was made for the compendium.
    assert [part.get("author") for part in thing["hasPart"]] == [
        [{"@type": "Organization", "name": BOOK.compendium}],
        None,
    ]


def test_data_claim_no_licence_that_they_do_not_have():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    thing = dataset_json_ld(BOOK, package, "nb")
    assert "license" not in thing and thing["copyrightNotice"] == BOOK.licences.study.nb
    licensed = {table["name"]: "license" in table for table in thing["hasPart"]}
    assert licensed == {table["name"]: "licenses" in table for table in package["resources"]}
    assert not licensed["excerpts"] and licensed["codings"]


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_type_and_property_is_of_schema_org(language):
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    things = [
        page_json_ld(PUBLISHED, RESULTS, [FIGURE, EXCERPT], "x", language),
        page_json_ld(BOOK, OWN, [], "x", language),
        book_json_ld(PUBLISHED, [RESULTS, OWN], "x", language),
        dataset_json_ld(BOOK, package, language),
    ]
    assert [problem for thing in things for problem in misused(thing)] == []


def test_the_vocabulary_test_can_fail():
    assert files("rocrate").joinpath("data/schema.jsonld").is_file()
    assert misused({"@type": "Kapittel"}) == ["Kapittel is no type"]
    assert misused({"@type": "Chapter", "pageOrder": 1}) == ["pageOrder is no property"]
    assert misused({"@type": "Chapter", "bookEdition": "x"}) == ["bookEdition is no property of Chapter"]
