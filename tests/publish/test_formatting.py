"""References as text, compared with references written by hand after the APA manuals."""

import pytest
from citing import ADDRESS, COMPOUND, EXCERPT, FIGURE, FRAMEWORK, OWN, RESULTS, metadata

from compendium.publish.references.csl_items import book_item, page_item, part_item, thesis_item
from compendium.publish.references.formatting import cited_part, references

BOOK = metadata()
PUBLISHED = metadata(address=ADDRESS)
OTHERS = metadata(authors=COMPOUND)

# As written by hand; only what every reference to the book repeats stands once.
EDITION_NB = "Samarbeid i en industriell symbiose (bearbeidet utgave ved Symbiosekompendiet, versjon 0.1.0)"
EDITION_EN = "Collaboration in an industrial symbiosis (adapted edition by Symbiosekompendiet, version 0.1.0)"
IN_TEXT = "(Arstein & Sveinhaug, 2023/2026)"

CASES = {
    "nb": [
        (
            book_item(BOOK, "nb"),
            f"Arstein, C. & Sveinhaug, T. (2026). {EDITION_NB}. Symbiosekompendiet. (Opprinnelig utgitt 2023)",
            IN_TEXT,
        ),
        (
            thesis_item(BOOK, "nb"),
            "Arstein, C. & Sveinhaug, T. (2023). [Masteroppgave, tittelen er gått tapt]. Norges Handelshøyskole.",
            "(Arstein & Sveinhaug, 2023)",
        ),
        (
            page_item(BOOK, RESULTS, "nb"),
            f"Arstein, C. & Sveinhaug, T. (2026). Resultat. I {EDITION_NB}. Symbiosekompendiet. (Opprinnelig utgitt 2023)",
            IN_TEXT,
        ),
        (
            page_item(PUBLISHED, RESULTS, "nb"),
            f"Arstein, C. & Sveinhaug, T. (2026). Resultat. I {EDITION_NB}. Symbiosekompendiet. https://example.org/book/chapters/resultat.html (Opprinnelig utgitt 2023)",
            IN_TEXT,
        ),
        (
            page_item(BOOK, OWN, "nb"),
            f"Symbiosekompendiet. (2026). Vedlegg: Avvik fra COREQ. I C. Arstein & T. Sveinhaug, {EDITION_NB}.",
            "(Symbiosekompendiet, 2026)",
        ),
        (
            page_item(OTHERS, RESULTS, "nb"),
            f"von der Heide, A. & Brundtland, G. H. (2026). Resultat. I {EDITION_NB}. Symbiosekompendiet. (Opprinnelig utgitt 2023)",
            "(von der Heide & Brundtland, 2023/2026)",
        ),
        (
            part_item(PUBLISHED, FIGURE, "nb"),
            f"Symbiosekompendiet. (2026). Hvem som er sitert (fig-stemmer) [Figur]. I C. Arstein & T. Sveinhaug, {EDITION_NB}. https://example.org/book/chapters/resultat.html#fig-stemmer",
            "(Symbiosekompendiet, 2026)",
        ),
        (
            part_item(BOOK, FRAMEWORK, "nb"),
            f"Arstein, C. & Sveinhaug, T. (2026). Rammeverket (fig-rammeverk) [Figur]. I {EDITION_NB}. Symbiosekompendiet. (Opprinnelig utgitt 2023)",
            IN_TEXT,
        ),
        (
            part_item(PUBLISHED, EXCERPT, "nb"),
            f"Arstein, C. & Sveinhaug, T. (2026). Utdrag S012: Informant 2, del 4.2.1 i masteroppgaven. I {EDITION_NB}. Symbiosekompendiet. https://example.org/book/chapters/resultat.html#S012 (Opprinnelig utgitt 2023)",
            IN_TEXT,
        ),
    ],
    "en": [
        (
            thesis_item(BOOK, "en"),
            "Arstein, C., & Sveinhaug, T. (2023). [Master’s thesis, title lost]. Norwegian School of Economics.",
            "(Arstein & Sveinhaug, 2023)",
        ),
        (
            page_item(PUBLISHED, RESULTS, "en"),
            f"Arstein, C., & Sveinhaug, T. (2026). Resultat. In {EDITION_EN}. Symbiosekompendiet. https://example.org/book/chapters/resultat.html (Original work published 2023)",
            IN_TEXT,
        ),
        (
            page_item(OTHERS, OWN, "en"),
            f"Symbiosekompendiet. (2026). Vedlegg: Avvik fra COREQ. In A. von der Heide & G. H. Brundtland, {EDITION_EN}.",
            "(Symbiosekompendiet, 2026)",
        ),
    ],
}


@pytest.mark.parametrize(
    ("language", "item", "expected", "in_text"),
    [(language, *case) for language, cases in CASES.items() for case in cases],
)
def test_reference_is_the_one_written_by_hand(language, item, expected, in_text):
    reference = references([item], language)[item["id"]]
    assert reference.text == expected
    assert reference.in_text == in_text


def test_many_works_of_one_year_get_no_letters_and_leave_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    items = [
        page_item(BOOK, RESULTS, "nb"),
        part_item(BOOK, FIGURE, "nb"),
        part_item(BOOK, EXCERPT, "nb"),
        book_item(BOOK, "nb"),
    ]
    made = references(items, "nb")
    assert list(made) == [item["id"] for item in items]
    assert all("(2026)." in reference.text for reference in made.values())
    assert not list(tmp_path.iterdir())


def test_a_title_in_brackets_needs_no_kind():
    item = {**page_item(BOOK, OWN, "en"), "title": "[No title]"}
    assert references([item], "en")[item["id"]].text.startswith(
        "Symbiosekompendiet. (2026). [No title]. In C. Arstein & T. Sveinhaug, "
    )


def test_title_is_text_and_no_markup():
    item = {**page_item(BOOK, RESULTS, "nb"), "title": "100 % *ekte* & <script>alert(1)</script> [x](y) $a$"}
    reference = references([item], "nb")[item["id"]]
    assert "100 % *ekte* &" in reference.text and "[x](y) $a$" in reference.text
    assert "<script" not in reference.html


def test_book_title_is_in_italics():
    item = page_item(BOOK, RESULTS, "nb")
    assert "<em>Samarbeid i en industriell symbiose</em>" in references([item], "nb")[item["id"]].html


def test_no_items_give_no_references():
    assert references([], "nb") == {}


@pytest.mark.parametrize(
    ("part", "language", "expected"),
    [
        (FIGURE, "nb", "(Arstein & Sveinhaug, 2023/2026, fig-stemmer)"),
        (EXCERPT, "nb", "(Informant 2, sitert i Arstein & Sveinhaug, 2023/2026, S012)"),
        (EXCERPT, "en", "(Informant 2, quoted in Arstein & Sveinhaug, 2023/2026, S012)"),
    ],
)
def test_text_cites_a_part_by_its_locator(part, language, expected):
    assert cited_part(part, IN_TEXT, language) == expected
