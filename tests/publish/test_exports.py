"""What is written for reference managers, read back by pandoc, which did not write it."""

import json

import pypandoc
import pytest
from citing import ADDRESS, COMPOUND, OWN, RESULTS, metadata

from compendium.publish.references.csl_items import book_item, edition_and_version, page_item, thesis_item
from compendium.publish.references.exports import FORMATS

READERS = {".bib": "bibtex", ".ris": "ris", ".csl.json": "csljson"}
BOOK = metadata(address=ADDRESS)
DIFFICULT = {**page_item(BOOK, RESULTS, "nb"), "title": r"100 % & mer_x $ # a \ ~ ^ <c> Åse «og» COREQ"}
ITEMS = [
    book_item(BOOK, "nb"),
    thesis_item(BOOK, "nb"),
    page_item(BOOK, RESULTS, "nb"),
    page_item(BOOK, OWN, "nb"),
    page_item(metadata(authors=COMPOUND), RESULTS, "en"),
    DIFFICULT,
    page_item(metadata(address="https://example.org/~a_b/c%20d/"), RESULTS, "nb"),
]


def name_of(name):
    """A name in one piece, however a reader cut it."""
    pieces = [
        name.get("given"),
        name.get("dropping-particle"),
        name.get("non-dropping-particle"),
        name.get("family"),
        name.get("literal"),
    ]
    return " ".join(filter(None, pieces))


def core(item):
    return (
        [name_of(name) for name in item["author"]],
        item["title"],
        int(item["issued"]["date-parts"][0][0]),
        item["type"],
    )


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["title"][:30])
def test_pandoc_reads_back_author_title_year_and_kind(form, item):
    (read,) = json.loads(pypandoc.convert_text(form.write(item), "csljson", format=READERS[form.suffix]))
    assert core(read) == core(item)
    assert read.get("edition", "") == edition_and_version(item)
    assert "version" not in read
    assert read.get("container-title") == item.get("container-title")
    assert read.get("URL") == item.get("URL")
    assert read["publisher"] == item["publisher"]
    assert read["id"] == item["id"]
