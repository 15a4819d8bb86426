"""Words for rows of the study, in each language; the same in every table and figure."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from .artefact import Language, Link, LinkedText
from .study import Study

GENDERS = {"nb": {"woman": "Kvinne", "man": "Mann"}, "en": {"woman": "Woman", "man": "Man"}}
BASIS = {
    "nb": {"section": "plassering i masteroppgaven", "reconstruction": "rekonstruksjon"},
    "en": {"section": "place in the thesis", "reconstruction": "reconstruction"},
}

# How strongly the thesis itself puts a claim, in the words of a table.
STRENGTH = {
    "nb": {"asserts": "hevder", "suggests": "antyder", "hopes": "håper", "reports": "gjengir"},
    "en": {"asserts": "asserts", "suggests": "suggests", "hopes": "hopes", "reports": "reports"},
}


def pick(language: Language, nb: str, en: str) -> str:
    """The text of that language."""
    return nb if language == "nb" else en


def informant_name(informant_id: str, language: Language = "nb") -> str:
    """`Informant 3` for `I03`, in both languages."""
    return f"Informant {int(informant_id[1:])}"


def code_labels(study: Study, language: Language) -> dict[str, str]:
    """The label of each code by its id."""
    return dict(zip(study.codes["code_id"], study.codes[f"label_{language}"]))


def listed(items: list[str], language: Language) -> str:
    """Items as a sentence lists them: a, b og c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {pick(language, 'og', 'and')} {items[-1]}"


def quoted(items: list[str], language: Language) -> str:
    """Items in quotation marks, as a sentence lists them: «a» og «b»."""
    return listed([pick(language, f"«{item}»", f"“{item}”") for item in items], language)


def counted_noun(count: int, one: str, several: str) -> str:
    """A count with its noun in the right form: 1 mann, 2 menn."""
    return f"{count} {one if count == 1 else several}"


def leading(counts: pd.Series) -> list[str]:
    """What shares the highest count, in the order of `counts`: an alternative text must not name one of several alone."""
    return list(counts.index[counts == counts.max()])


def firm_names(study: Study) -> "pd.Series[str]":
    """The pseudonym of each firm by its id."""
    return study.firms.set_index("firm_id")["name"]


def row_label(row_id: str) -> str:
    """The label of a table's row that has an id of its own."""
    return f"rad-{row_id.lower()}"


def section_label(section: str) -> str:
    """The label of a section of the thesis in the book."""
    return f"sec-{section.replace('.', '-')}"


def row_link(row_id: str) -> Link:
    """The id of a row as a link to it."""
    return Link(row_id, row_label(row_id))


# Asked for thousands of times in a build, of the one study in its two languages.
@lru_cache(maxsize=2)
def _section_titles(study: Study, language: Language) -> dict[str, str]:
    return dict(zip(study.sections["section"], study.sections[f"title_{language}"]))


def section_name(study: Study, section: str, language: Language) -> str:
    """The number of a section, with its title if it has no number of its own."""
    number, _, named = section.partition("-")
    title = _section_titles(study, language).get(section, named or section)
    if not number[:1].isdigit():
        return title
    return f"{number} {title}" if named else number


def section_link(study: Study, section: str, language: Language) -> Link:
    """The name of a section as a link to it."""
    return Link(section_name(study, section, language), section_label(section))


def joined(items: list[Link], separator: str = ", ") -> LinkedText:
    """Links one after the other."""
    parts: list[str | Link] = []
    for item in items:
        parts += [separator, item] if parts else [item]
    return LinkedText(tuple(parts))
