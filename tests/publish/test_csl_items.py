"""What is said of each thing that can be cited, field by field, and how each form of file writes it."""

import json
from dataclasses import replace

import pytest
from citing import ADDRESS, COMPOUND, EXCERPT, FIGURE, FRAMEWORK, OWN, RESULTS, metadata

from compendium.publish.references.csl_items import (
    Part,
    book_item,
    edition_and_version,
    page_item,
    part_item,
    thesis_item,
)
from compendium.publish.references.exports import bibtex, csl_json, ris

OF_THE_BOOK = metadata(
    authors=COMPOUND,
    address=ADDRESS,
    title={"nb": "Boken", "en": "the book"},
    description={"nb": "Om den.", "en": "About it."},
)
BOOK = replace(
    OF_THE_BOOK,
    thesis=replace(
        OF_THE_BOOK.thesis,
        year=2023,
        title={"nb": "oppgaven", "en": "the thesis"},
        kind={"nb": "Masteroppgave", "en": "Thesis"},
        institution={"nb": "skolen", "en": "the school"},
    ),
)
AUTHORS = [
    {"family": "Heide", "given": "Anna", "non-dropping-particle": "von der"},
    {"family": "Brundtland", "given": "Gro Harlem"},
]
COMPENDIUM = [{"literal": "Symbiosekompendiet"}]
ISSUED = {"version": "0.1.0", "issued": {"date-parts": [[2026]]}, "publisher": "Symbiosekompendiet"}
OF_THESIS = {"author": AUTHORS, "contributor": COMPENDIUM, "original-date": {"date-parts": [[2023]]}}
OF_COMPENDIUM = {"author": COMPENDIUM, "container-author": AUTHORS}
NB = {
    **ISSUED,
    "edition": "bearbeidet utgave ved Symbiosekompendiet",
    "language": "nb-NO",
    "container-title": "Boken",
    "type": "chapter",
}
EN = {
    **ISSUED,
    "edition": "adapted edition by Symbiosekompendiet",
    "language": "en-GB",
    "container-title": "the book",
    "type": "chapter",
}
TABLE = Part("table", "tab-funn", "funn", OWN, "Funn")
CLAIM = Part("claim", "C07", "C07", OWN, "Påstand C07, del 5.1 i masteroppgaven", of_thesis=True)


def test_the_book_is_the_authors_in_an_adapted_edition():
    core = {
        "id": "heide2026",
        "author": AUTHORS,
        "original-date": {"date-parts": [[2023]]},
        "URL": "https://example.org/book/",
        **ISSUED,
        "type": "book",
    }
    assert book_item(BOOK, "nb") == {
        **core,
        "title": "Boken",
        "abstract": "Om den.",
        "edition": "bearbeidet utgave ved Symbiosekompendiet",
        "language": "nb-NO",
    }
    assert book_item(BOOK, "en") == {
        **core,
        "title": "the book",
        "abstract": "About it.",
        "edition": "adapted edition by Symbiosekompendiet",
        "language": "en-GB",
    }
    # What is not known is not said.
    assert book_item(replace(BOOK, address="", version=""), "nb").keys() == book_item(BOOK, "nb").keys() - {
        "URL",
        "version",
    }


def test_the_thesis_is_a_thesis_of_its_year_and_language():
    core = {
        "id": "heide2023",
        "type": "thesis",
        "author": AUTHORS,
        "issued": {"date-parts": [[2023]]},
        "language": "nb-NO",
    }
    assert thesis_item(BOOK, "nb") == {**core, "title": "oppgaven", "publisher": "skolen", "genre": "Masteroppgave"}
    assert thesis_item(BOOK, "en") == {**core, "title": "the thesis", "publisher": "the school", "genre": "Thesis"}


def test_a_chapter_is_whose_words_it_retells():
    resultat, avvik = ("https://example.org/book/chapters/" + name for name in ("resultat.html", "vedlegg-avvik.html"))
    assert page_item(BOOK, RESULTS, "nb") == {
        **NB,
        **OF_THESIS,
        "id": "heide2026-resultat",
        "title": "Resultat",
        "abstract": "Hva <b>de</b> sa & mente.",
        "URL": resultat,
    }
    assert page_item(BOOK, OWN, "en") == {
        **EN,
        **OF_COMPENDIUM,
        "id": "heide2026-vedlegg-avvik",
        "title": "Vedlegg: Avvik fra COREQ",
        "abstract": "Avvikene.",
        "URL": avvik,
    }
    assert "abstract" not in page_item(BOOK, replace(OWN, abstract=""), "nb")


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        (
            FIGURE,
            {
                **OF_COMPENDIUM,
                "id": "heide2026-fig-stemmer",
                "title": "Hvem som er sitert (fig-stemmer)",
                "genre": "Figur",
                "URL": "resultat.html#fig-stemmer",
            },
        ),
        (
            FRAMEWORK,
            {
                **OF_THESIS,
                "id": "heide2026-fig-rammeverk",
                "title": "Rammeverket (fig-rammeverk)",
                "genre": "Figur",
                "URL": "resultat.html#fig-rammeverk",
            },
        ),
        # Whose a part is does not follow its page.
        (
            TABLE,
            {
                **OF_COMPENDIUM,
                "id": "heide2026-tab-funn",
                "title": "Funn (tab-funn)",
                "genre": "Tabell",
                "URL": "vedlegg-avvik.html#funn",
            },
        ),
        (
            EXCERPT,
            {
                **OF_THESIS,
                "id": "heide2026-S012",
                "title": "Utdrag S012: Informant 2, del 4.2.1 i masteroppgaven",
                "URL": "resultat.html#S012",
            },
        ),
        (
            CLAIM,
            {
                **OF_THESIS,
                "id": "heide2026-C07",
                "title": "Påstand C07, del 5.1 i masteroppgaven",
                "URL": "vedlegg-avvik.html#C07",
            },
        ),
    ],
)
def test_a_part_is_whose_it_is_whatever_its_page(part, fields):
    assert part_item(BOOK, part, "nb") == {**NB, **fields, "URL": f"https://example.org/book/chapters/{fields['URL']}"}


def test_a_part_of_a_page_without_abstract_can_be_cited():
    bare = replace(CLAIM, page=replace(OWN, abstract=""))
    assert part_item(BOOK, bare, "nb") == part_item(BOOK, CLAIM, "nb")


def test_edition_and_version_are_one_phrase_in_the_language_of_the_item():
    assert edition_and_version(book_item(BOOK, "nb")) == "bearbeidet utgave ved Symbiosekompendiet, versjon 0.1.0"
    assert edition_and_version(book_item(BOOK, "en")) == "adapted edition by Symbiosekompendiet, version 0.1.0"
    assert edition_and_version(book_item(replace(BOOK, version=""), "en")) == "adapted edition by Symbiosekompendiet"
    assert edition_and_version(thesis_item(BOOK, "nb")) == ""


# As files

DIFFICULT = {**page_item(BOOK, OWN, "en"), "title": "100 % & mer_x {a} \\ ~ ^ # $", "abstract": "two % of it."}


def test_bibtex_field_by_field():
    assert (
        bibtex(DIFFICULT).strip()
        == r"""@incollection{heide2026-vedlegg-avvik,
    author = "{Symbiosekompendiet}",
    bookauthor = "von der Heide, Anna and Brundtland, Gro Harlem",
    title = "{100 \% \& mer\_x \textbraceleft{}a\textbraceright{} \textbackslash{} \textasciitilde{} \textasciicircum{} \# \$}",
    booktitle = "{the book}",
    edition = "adapted edition by Symbiosekompendiet, version 0.1.0",
    publisher = "Symbiosekompendiet",
    year = "2026",
    url = "https://example.org/book/chapters/vedlegg-avvik.html",
    language = "english",
    abstract = "two \% of it."
}"""
    )
    assert (
        bibtex(thesis_item(BOOK, "nb")).strip()
        == """@mastersthesis{heide2023,
    author = "von der Heide, Anna and Brundtland, Gro Harlem",
    title = "{oppgaven}",
    school = "skolen",
    year = "2023",
    language = "norwegian"
}"""
    )
    assert 'title = {{det "gode" liv}}' in bibtex({**thesis_item(BOOK, "nb"), "title": 'det "gode" liv'})
    two_words = {**thesis_item(BOOK, "nb"), "author": [{"family": "Berg Dahl", "given": "Åse"}]}
    assert 'author = "{Berg Dahl}, Åse"' in bibtex(two_words)


def test_ris_field_by_field():
    assert ris(DIFFICULT).strip().splitlines() == [
        "TY  - CHAP",
        "ID  - heide2026-vedlegg-avvik",
        "AU  - Symbiosekompendiet",
        "TI  - 100 % & mer_x {a} \\ ~ ^ # $",
        "T2  - the book",
        "PY  - 2026",
        "ET  - adapted edition by Symbiosekompendiet, version 0.1.0",
        "PB  - Symbiosekompendiet",
        "LA  - en-GB",
        "AB  - two % of it.",
        "UR  - https://example.org/book/chapters/vedlegg-avvik.html",
        "ER  -",
    ]
    assert ris(thesis_item(BOOK, "nb")).strip().splitlines() == [
        "TY  - THES",
        "ID  - heide2023",
        "AU  - von der Heide, Anna",
        "AU  - Brundtland, Gro Harlem",
        "TI  - oppgaven",
        "PY  - 2023",
        "PB  - skolen",
        "LA  - nb-NO",
        "ER  -",
    ]
    assert ris(book_item(BOOK, "nb")).strip().startswith("TY  - BOOK")


def test_csl_json_says_the_version_in_the_edition():
    item = page_item(BOOK, RESULTS, "nb")
    (written,) = json.loads(csl_json(item))
    assert written == {
        **{key: value for key, value in item.items() if key != "version"},
        "edition": "bearbeidet utgave ved Symbiosekompendiet, versjon 0.1.0",
    }
    assert json.loads(csl_json(thesis_item(BOOK, "nb"))) == [thesis_item(BOOK, "nb")]
    assert (
        csl_json(DIFFICULT).startswith('[\n  {\n    "id": ')
        and csl_json(DIFFICULT).endswith("]\n")
        and "Påstand" in csl_json(part_item(BOOK, CLAIM, "nb"))
    )
