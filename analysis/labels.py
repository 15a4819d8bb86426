"""Words for rows of the study, in each language; the same in every table and figure."""

from __future__ import annotations

import pandas as pd

from .artefact import Language
from .counts import code_depth
from .study import Study

GENDERS = {"nb": {"woman": "Kvinne", "man": "Mann"}, "en": {"woman": "Woman", "man": "Man"}}
BASIS = {
    "nb": {"section": "plassering i masteroppgaven", "reconstruction": "rekonstruksjon"},
    "en": {"section": "place in the thesis", "reconstruction": "reconstruction"},
}


def pick(language: Language, nb: str, en: str) -> str:
    """The text of that language."""
    return nb if language == "nb" else en


def informant_name(informant_id: str, language: Language = "nb") -> str:
    """`Informant 3` for `I03`, in both languages."""
    return f"Informant {int(informant_id[1:])}"


def code_labels(study: Study, language: Language, indent: bool = False) -> dict[str, str]:
    """The label of each code; with `indent`, set in by its depth in the codebook."""
    depth = code_depth(study)
    labels = zip(study.codes["code_id"], study.codes[f"label_{language}"])
    # A dash for each level, since charts and pages fold white space.
    return {code: ("– " * depth[code] if indent else "") + label for code, label in labels}


def listed(items: list[str], language: Language) -> str:
    """Items as a sentence lists them: a, b og c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {pick(language, 'og', 'and')} {items[-1]}"


def firm_names(study: Study) -> "pd.Series[str]":
    """The pseudonym of each firm by its id."""
    return study.firms.set_index("firm_id")["name"]
