"""Words for rows of the study, in each language; the same in every table and figure."""

from __future__ import annotations

from functools import lru_cache

from compendium.artefacts.language import Language
from compendium.qualitative.study import QualitativeStudy


def informant_name(informant_id: str, _language: Language = "nb") -> str:
    """`Informant 3` for `I03`, in both languages."""
    return f"Informant {int(informant_id[1:])}"


def code_labels(study: QualitativeStudy, language: Language) -> dict[str, str]:
    """The label of each code by its id."""
    return dict(zip(study.codes["code_id"], study.codes[f"label_{language}"]))


def row_label(row_id: str) -> str:
    """The label of a table's row that has an id of its own."""
    return f"rad-{row_id.lower()}"


def section_label(section: str) -> str:
    """The label of a section of the thesis in the book."""
    return f"sec-{section.replace('.', '-')}"


# Asked for thousands of times in a build, of the one study in its two languages.
@lru_cache(maxsize=2)
def _section_titles(study: QualitativeStudy, language: Language) -> dict[str, str]:
    return dict(zip(study.sections["section"], study.sections[f"title_{language}"]))


def section_name(study: QualitativeStudy, section: str, language: Language) -> str:
    """The number of a section, with its title if it has no number of its own."""
    number, _, named = section.partition("-")
    title = _section_titles(study, language).get(section, named or section)
    if not number[:1].isdigit():
        return title
    return f"{number} {title}" if named else number
