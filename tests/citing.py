"""Books and pages to cite, for the tests."""

from dataclasses import replace

from compendium.publish.references.csl_items import Page, Part
from compendium.publish.references.metadata import Metadata, Person, read_metadata

ADDRESS = "https://example.org/book/"
RESULTS = Page("chapters/resultat.html", "Resultat", 5, True, "Hva <b>de</b> sa & mente.")
OWN = Page("chapters/vedlegg-avvik.html", "Vedlegg: Avvik fra COREQ", 16, False, "Avvikene.")
FIGURE = Part("figure", "fig-stemmer", "fig-stemmer", RESULTS, "Hvem som er sitert")
FRAMEWORK = Part("figure", "fig-rammeverk", "fig-rammeverk", RESULTS, "Rammeverket", of_thesis=True)
EXCERPT = Part(
    "excerpt",
    "S012",
    "S012",
    RESULTS,
    "Utdrag S012: Informant 2, del 4.2.1 i masteroppgaven",
    "Informant 2",
    of_thesis=True,
)


def metadata(**changes) -> Metadata:
    """The book's metadata as of a fixed version, with no address but a given one."""
    return replace(read_metadata(), **{"address": "", "version": "0.1.0", "year": 2026, **changes})


COMPOUND = (Person("Heide", "Anna", "von der"), Person("Brundtland", "Gro Harlem"))
