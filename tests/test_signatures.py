"""Beside an excerpt stands the number of its informant and nothing more: in data, prose and figures, and in exports."""

import pytest
from signatures import signed_with_more, words_of
from studies import small_study

from analysis import load
from analysis.artefact import Table
from analysis.catalogue import SHOWN
from analysis.exporting.files import refi_files, taguette_files
from analysis.fingerprint import ROOT
from analysis.settings import read_contents

WRITTEN = [ROOT / "README.md", ROOT / "CHANGELOG.md", *read_contents(ROOT), *sorted((ROOT / "data").glob("*.csv"))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_nothing_written_puts_firm_or_position_beside_an_informant(path):
    assert signed_with_more(load(), words_of(path.name, path.read_bytes()) or "") == []


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_artefact_does(language):
    study = load()
    for artefact in SHOWN.values():
        if artefact.id != "tab-informanter":
            frame = artefact.compute(study, language) if isinstance(artefact, Table) else artefact.data(study, language)
            words = [artefact.caption(study, language), artefact.alt(study, language), words_of("rows.csv", frame.to_csv().encode())]
            assert signed_with_more(study, "\n".join(words)) == [], artefact.id


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_export_does(language):
    study = load()
    files = {**refi_files(study, language), **taguette_files(study, language)}
    assert {suffix for name in files for suffix in [name.rpartition(".")[2]]} >= {"qdpx", "qdc", "sqlite3", "csv", "html"}
    assert {name: signed_with_more(study, words_of(name, data)) for name, data in files.items()} == dict.fromkeys(files, [])


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


@pytest.mark.parametrize("name, text", [
    ("a.html", "<p>Informant 1</p><p>Beta</p>"),
    ("a.html", '<table id="tab-informanter"><tr><td>Alfa</td><td>Informant 1</td></tr></table>'),
    ("a.html", f"<p>Informant 1 {'sier noe annet ' * 6} Alfa</p>"),
    ("informants.csv", "Informant 1,Alfa\n"),
])
def test_what_is_no_signature_is_left_alone(name, text):
    assert signed_with_more(small_study(), words_of(name, text.encode()) or "") == []
