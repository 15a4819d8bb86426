"""Citations and reference list in the form of the national Norwegian APA manual.

"Berg og Dahl (2000)" in running text, "(Berg & Dahl, 2000)" in parentheses, and
in the list "Berg, A. & Dahl, B. (2000). Title. Journal, 1(2), 3–4."
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pybtex.database import Entry, Person
from pybtex.plugin import register_plugin as register_pybtex_plugin
from pybtex.richtext import Text
from pybtex.style.formatting.unsrt import Style as UnsortedStyle
from pybtex.style.formatting.unsrt import dashify
from pybtex.style.template import (
    FieldIsMissing,
    Node,
    first_of,
    href,
    join,
    node,
    optional,
    optional_field,
    sentence,
    tag,
)
from pybtex.style.template import field as entry_field
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.referencing.basic_author_year import BasicAuthorYearTextualReferenceStyle

from compendium.publish.references.bibliography import bibliography_problems

NAME = "norwegian_apa"


def _is_unnamed(person: Person) -> bool:
    """Whether a person stands for the unnamed, which BibTeX writes as "and others"."""
    return str(person) == "others"


class ApaPersons(PersonStyle):
    """Persons of a citation; "and others" is "et al.", however few are named."""

    def author_or_editor_or_title(self, full: bool) -> Node:
        return _first_and_others(style=self, full=full)


@node  # type: ignore[untyped-decorator]
def _first_and_others(children: list[Node], data: dict[str, Any], style: PersonStyle, full: bool) -> Text:
    authors = data["entry"].persons.get("author", [])
    if not any(map(_is_unnamed, authors)):
        return PersonStyle.author_or_editor_or_title(style, full).format_data(data)
    return Text(style.style_plugin.format(authors[0], style.abbreviate).format_data(data), style.other)


def _persons(conjunction: str) -> PersonStyle:
    # The manual writes "et al." upright.
    return ApaPersons(sep2=f" {conjunction} ", last_sep=f" {conjunction} ", other=" et al.")


def _brackets() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ")


@dataclass
class NorwegianApa(AuthorYearReferenceStyle):
    """Author and year in round brackets, with "og" or "&" by place."""

    bracket_textual: BracketStyle = field(default_factory=_brackets)
    bracket_parenthetical: BracketStyle = field(default_factory=_brackets)
    person: PersonStyle = field(default_factory=lambda: _persons("&"))

    def __post_init__(self) -> None:
        super().__post_init__()  # type: ignore[no-untyped-call]
        for style in self.styles:
            if isinstance(style, BasicAuthorYearTextualReferenceStyle):
                style.person = _persons("og")


@node  # type: ignore[untyped-decorator]
def _people(children: list[Node], data: dict[str, Any], role: str) -> Text:
    """The persons of a role; BibTeX's "and others" becomes "et al."."""
    persons, style = data["entry"].persons.get(role, []), data["style"]
    if not persons:
        raise FieldIsMissing(role, data["entry"])
    named = [style.format_name(person, style.abbreviate_names) for person in persons if not _is_unnamed(person)]
    people = join(sep=", ", sep2=" & ", last_sep=" & ")[named]
    return join[people, " et al." if len(named) < len(persons) else ""].format_data(data)


_HEAD = join[
    first_of[
        optional[_people(role="author")],
        optional[join[_people(role="editor"), " (red.)"]],
        optional_field("organization"),
    ],
    " (",
    first_of[optional_field("year"), "u.å."],
    "). ",
]
_DOI = join["https://doi.org/", entry_field("doi", raw=True)]
_URL = entry_field("url", raw=True)
_PAGES = entry_field("pages", apply_func=dashify)
_LEVELS = {
    "verified": "bekreftet",
    "known": "kjent, men ikke slått opp",
    "probable": "sannsynlig",
    "unresolved": "ikke identifisert",
}
_LEVEL = optional[" [", entry_field("evidence", raw=True, apply_func=_LEVELS.__getitem__), "]"]
_TITLE = sentence[entry_field("title")]


def _reference(*middle: Node | str) -> Node:
    """An entry of the list: who and when, what, where it is found, and how sure it is."""
    return join[_HEAD, *middle, " ", first_of[optional[href(_DOI)[_DOI]], optional[href(_URL)[_URL]], ""], _LEVEL]


class NorwegianApaList(UnsortedStyle):  # type: ignore[misc]
    """The reference list; a field that is not established is simply absent."""

    default_name_style = "lastfirst"
    default_sorting_style = "author_year_title"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "abbreviate_names": True})

    def get_article_template(self, entry: Entry) -> Node:
        volume = join[tag("em")[entry_field("volume")], optional["(", entry_field("number"), ")"]]
        journal = tag("em")[entry_field("journal")]
        return _reference(_TITLE, " ", sentence(sep=", ")[journal, optional[volume], optional[_PAGES]])

    def get_incollection_template(self, entry: Entry) -> Node:
        editors, book = optional[_people(role="editor"), " (red.), "], tag("em")[entry_field("booktitle")]
        publisher = optional[sentence[entry_field("publisher")]]
        return _reference(_TITLE, " I ", editors, book, optional[" (s. ", _PAGES, ")"], ". ", publisher)

    def get_book_template(self, entry: Entry) -> Node:
        publishers = ("publisher", "institution", "school", "howpublished")
        publisher = first_of[(*map(optional_field, publishers), "")]
        edition = optional[" (", entry_field("edition"), " utg.)"]
        return _reference(tag("em")[entry_field("title")], edition, ". ", optional[sentence[publisher]])

    get_techreport_template = get_misc_template = get_online_template = get_book_template
    get_phdthesis_template = get_mastersthesis_template = get_book_template


def refuse_bad_bibliography(app: Sphinx, config: Config) -> None:
    """Stop a build whose bibliography can't be listed, or leads where no page may."""
    files = [Path(app.srcdir, name) for name in config.bibtex_bibfiles]
    if problems := [problem for file in files for problem in bibliography_problems(file)]:
        raise ExtensionError("\n".join(map(str, problems)))


def setup(app: Sphinx) -> None:
    app.connect("config-inited", refuse_bad_bibliography)
    register_plugin("sphinxcontrib.bibtex.style.referencing", NAME, NorwegianApa)
    register_pybtex_plugin("pybtex.style.formatting", NAME, NorwegianApaList)
