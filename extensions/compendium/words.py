"""The few words that the extensions themselves put on a page, in each language."""

from __future__ import annotations

WORDS = {
    "nb": {
        "basis_section": "plassering i masteroppgaven",
        "basis_reconstruction": "rekonstruksjon",
        "codes": "Koder",
        "data_table": "Tallene i figuren",
        "excerpt": "Utdrag",
        "informant": "Informant",
        "wording": "Ordlyd",
        "published_in": "Del av masteroppgaven",
        "rows": "rader",
        "terms": "Vilkår",
        "translated": "oversatt for kompendiet",
    },
    "en": {
        "basis_section": "place in the thesis",
        "basis_reconstruction": "reconstruction",
        "codes": "Codes",
        "data_table": "The numbers in the figure",
        "excerpt": "Excerpt",
        "informant": "Informant",
        "wording": "Words",
        "published_in": "Section of the thesis",
        "rows": "rows",
        "terms": "Terms",
        "translated": "translated for the compendium",
    },
}
