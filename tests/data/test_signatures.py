"""Beside an excerpt stands the number of its informant and nothing more: in data, prose and figures, and in exports."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from signatures import signed_with_more, words_of
from studies import small_study

from analysis import load
from compendium.build.settings import read_contents
from compendium.checkout.files import ROOT
from compendium.qualitative.exporting import refi_files, taguette_files
from compendium.results.current import current

WRITTEN = [ROOT / "README.md", ROOT / "CHANGELOG.md", *read_contents(ROOT), *sorted((ROOT / "data").glob("*.csv"))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_nothing_written_puts_firm_or_position_beside_an_informant(path):
    assert signed_with_more(load(), words_of(path.name, path.read_bytes()) or "") == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_artefact_does(language):
    study = load()
    for result in current().artefacts.values():
        if result.id != "tab-informanter":
            texts = result.texts[language]
            frames = (result.frame, result.shown(language))
            words = [texts.caption, texts.alt, *(words_of("rows.csv", frame.to_csv().encode()) for frame in frames)]
            assert signed_with_more(study, "\n".join(words)) == [], result.id


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_export_does(language):
    study = load()
    files = {**refi_files(study, language), **taguette_files(study, language)}
    assert {suffix for name in files for suffix in [name.rpartition(".")[2]]} >= {
        "qdpx",
        "qdc",
        "sqlite3",
        "csv",
        "html",
    }
    assert {name: signed_with_more(study, words_of(name, data)) for name, data in files.items()} == dict.fromkeys(
        files, []
    )


# An excerpt's id, and words that tell a gender, outside of quotation marks.
EXCERPT = re.compile(r"\bS\d{3,}\b")
GENDER = {
    "nb": re.compile(r"\b(?:han|hun|hans|hennes|henne|ham)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:he|she|his|her|hers|him|himself|herself)\b", re.IGNORECASE),
}
QUOTED = re.compile(r"«[^»]*»|“[^”]*”")
# Tables whose rows are about excerpts; in others a cell speaks for itself.
ABOUT_EXCERPTS = ("codings", "evidence", "facilitator_tasks", "measures", "quantifiers", "stage_signs")


def prose(path: Path) -> Iterator[tuple[int, str, str]]:
    """What a table says in sentences: line, language and text; with the excerpts of the row where the row is about them."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            ids = " ".join(
                cell
                for column, cell in row.items()
                if column in ("excerpt_id", "excerpt_ids") and path.name.startswith(ABOUT_EXCERPTS)
            )
            for column, cell in row.items():
                if column.endswith(("_nb", "_en")):
                    yield line, column[-2:], f"{ids} {cell}"


TABLES = [path for path in WRITTEN if path.suffix == ".csv" and path.name not in ("excerpts.csv", "informants.csv")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_row_names_the_firm_of_an_excerpt_that_does_not_name_it_itself(path):
    study = load()
    firms = study.informants.set_index("informant_id")["firm_id"].map(study.firms.set_index("firm_id")["name"])
    excerpts = study.excerpts.set_index("excerpt_id")
    told = []
    for line, _, text in prose(path):
        for excerpt in set(EXCERPT.findall(text)) & set(excerpts.index):
            firm = firms[excerpts.at[excerpt, "informant_id"]].lower()
            if firm in text.lower() and firm not in excerpts.at[excerpt, "text_nb"].lower():
                told.append(f"{path.name}:{line}: {excerpt}")
    assert told == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_row_tells_the_gender_of_anybody(path):
    assert [
        f"{path.name}:{line}: {text}"
        for line, language, text in prose(path)
        if GENDER[language].search(QUOTED.sub("", text))
    ] == []


SIGNED_WITH_MORE = [
    ("a.html", "<blockquote><p>Ja.</p><p>Informant 1, leder, Alfa · S001</p></blockquote>"),
    ("a.html", "<p>Alfa</p><p>Informant 1</p>"),
    ("a.html", '<img alt="Informant 3 (ansatt)">'),
    ("a.svg", "<svg><text>Informant 3</text><text>Beta</text></svg>"),
    ("a.js", 'window.texts={"S001":{"speaker":"Informant 1, manager","text":"Ja"}};'),
    ("a.csv", "Alfa,Informant 2,3\n"),
    ("a.ipynb", '{"cells": [{"cell_type": "markdown", "source": ["> Informant 3,\\n", "> Beta\\n"]}]}'),
    ("a.qde", '<Case name="Informant 1"><VariableValue><TextValue>Alfa</TextValue></VariableValue></Case>'),
]


@pytest.mark.parametrize("name, text", SIGNED_WITH_MORE)
def test_a_signature_with_more_is_seen(name, text):
    assert signed_with_more(small_study(), words_of(name, text.encode()))


@pytest.mark.parametrize(
    "name, text",
    [
        ("a.html", "<p>Informant 1</p><p>Beta</p>"),
        ("a.html", '<table id="tab-informanter"><tr><td>Alfa</td><td>Informant 1</td></tr></table>'),
        ("a.html", f"<p>Informant 1 {'sier noe annet ' * 6} Alfa</p>"),
        ("informants.csv", "Informant 1,Alfa\n"),
    ],
)
def test_what_is_no_signature_is_left_alone(name, text):
    assert signed_with_more(small_study(), words_of(name, text.encode()) or "") == []
