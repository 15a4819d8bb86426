"""The bibliography, `references.bib`: what in it can't be cited, listed or linked to, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pybtex.database import BibliographyDataError, Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from compendium.checkout.files import ROOT
from compendium.tables.addresses import address_problem, doi_problem
from compendium.tables.characters import refused_character
from compendium.tables.problems import Problem, quoted
from compendium.tables.text_files import Unreadable, read_text

BIBLIOGRAPHY = ROOT / "references.bib"
# What the reference list can't do without, by the kind of work.
_NEEDED = {"article": ("title", "journal"), "incollection": ("title", "booktitle")}
LEVELS = ("verified", "known", "probable", "unresolved")


def _names_nobody(person: Person) -> bool:
    return str(person) != "others" and not any(sign.isalpha() for sign in str(person))


def _entry_problems(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is wrong with an entry, as field and message."""
    fields = entry.fields
    for field in _NEEDED.get(entry.type, ("title",)):
        if not fields.get(field, "").strip():
            yield field, "is missing; the reference list prints it"
    if "year" in fields and not re.fullmatch("[1-9][0-9]{3}[a-z]?", fields["year"]):
        yield "year", f"{quoted(fields['year'])} is no year such as 1998 or 1998a; leave it out where it is not known"
    if "url" in fields and (wrong := address_problem(fields["url"])):
        yield "url", wrong
    if "doi" in fields and (wrong := doi_problem(fields["doi"])):
        yield "doi", wrong
    if "evidence" in fields and fields["evidence"] not in LEVELS:
        yield "evidence", f"{quoted(fields['evidence'])} is none of {', '.join(LEVELS)}"
    for role, persons in entry.persons.items():
        for person in filter(_names_nobody, persons):
            yield role, f"{quoted(str(person))} is no name of letters"


def _starts(lines: list[str], key: str) -> list[int]:
    """The lines on which entries with that key begin, counted from 1."""
    begins = re.compile(rf"\s*@\w+\s*[{{(]\s*{re.escape(key)}\s*,")
    return [number for number, line in enumerate(lines, start=1) if begins.match(line)] or [1]


def _line(lines: list[str], key: str, field: str) -> int:
    """Where a field of an entry stands, or else the entry."""
    start = _starts(lines, key)[0]
    for number, line in enumerate(lines[start - 1 :], start=start):
        if number > start and line.lstrip().startswith("@"):
            break
        if re.search(rf"(^|[\s,{{]){re.escape(field)}\s*=", line, re.IGNORECASE):
            return number
    return start


def bibliography_problems(path: Path = BIBLIOGRAPHY) -> list[Problem]:
    """Every problem of a bibliography in BibTeX; none if all of it can be used."""
    try:
        text = read_text(path)
        lines = text.splitlines()
        found = [
            Problem(path.name, number, "", wrong)
            for number, line in enumerate(text.split("\n"), start=1)
            if (wrong := refused_character(line.removesuffix("\r").replace("\t", " ")))
        ]
        entries = parse_string(text, "bibtex").entries
    except Unreadable as error:
        return [Problem(path.name, error.line, "", str(error))]
    except PybtexSyntaxError as error:
        return [*found, Problem(path.name, error.lineno or 1, "", f"is not valid BibTeX: {error.args[0]}")]
    except BibliographyDataError as error:
        again = _starts(lines, str(error).rpartition(" ")[2])[-1]
        return [*found, Problem(path.name, again, "", f"{error}; each key may stand once")]
    except (PybtexError, RecursionError) as error:
        return [*found, Problem(path.name, 1, "", f"is not valid BibTeX: {error}")]
    for key, entry in entries.items():
        for field, message in _entry_problems(entry):
            found.append(Problem(path.name, _line(lines, key, field), f"{key} {field}", message))
    return found
