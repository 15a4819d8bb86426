"""CITATION.cff, codemeta.json and .zenodo.json: up to date, valid, and of one mind."""

import json
import subprocess
import sys

import pytest
import yaml
from citing import ADDRESS, COMPOUND, metadata

from compendium.checkout.files import ROOT
from compendium.publish.references import repository_files
from compendium.publish.references.metadata import read_metadata

CFFCONVERT = ROOT / ".venv-cff" / "bin" / "cffconvert"


def test_files_are_up_to_date():
    assert repository_files.stale(read_metadata()) == [], "run: python -m compendium metadata"


def test_stale_file_is_found_and_written(tmp_path):
    book = metadata()
    assert repository_files.write(book, tmp_path) == list(repository_files.FILES)
    assert repository_files.write(book, tmp_path) == []
    changed = metadata(version="0.2.0")
    assert repository_files.stale(changed, tmp_path) == list(repository_files.FILES)
    repository_files.write(changed, tmp_path)
    assert repository_files.stale(changed, tmp_path) == []


@pytest.fixture(scope="module")
def said():
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in repository_files.FILES}
    return yaml.safe_load(texts["CITATION.cff"]), json.loads(texts["codemeta.json"]), json.loads(texts[".zenodo.json"])


def test_they_agree(said):
    cff, codemeta, zenodo = said
    book = cff["preferred-citation"]
    publication = codemeta["referencePublication"]
    assert cff["title"] == book["title"] == codemeta["name"] == publication["name"] == zenodo["title"]
    assert cff["version"] == book["version"] == codemeta["version"] == zenodo["version"]
    assert str(book["year"]) == codemeta["datePublished"] == publication["datePublished"]
    assert cff["keywords"] == codemeta["keywords"] == zenodo["keywords"]
    assert (
        cff["authors"][0]["name"]
        == codemeta["author"][0]["name"]
        == zenodo["contributors"][0]["name"]
        == book["editors"][0]["name"]
    )
    assert cff["abstract"] == codemeta["description"] and zenodo["description"].startswith(cff["abstract"])
    people = [(person["family-names"], person["given-names"]) for person in book["authors"]]
    assert people == [(person["familyName"], person["givenName"]) for person in publication["author"]]
    assert [f"{family}, {given}" for family, given in people] == [person["name"] for person in zenodo["creators"]]
    assert cff["license"] == codemeta["license"].rpartition("/")[2]


def test_thesis_is_referred_to_by_a_description(said):
    (thesis,) = said[0]["references"]
    assert (thesis["type"], thesis["title"], thesis["year"]) == (
        "thesis",
        "[Masteroppgave, tittelen er gått tapt]",
        2023,
    )
    assert thesis["title"] in said[2]["references"][0]


def test_zenodo_claims_no_open_licence_for_the_excerpts(said):
    assert said[2]["access_right"] == "restricted" and "license" not in said[2]


def cffconvert(folder):
    assert CFFCONVERT.exists(), "cffconvert is not there: `make test` installs it"
    run = subprocess.run([CFFCONVERT, "--validate"], cwd=folder, capture_output=True, text=True)
    return run.returncode, run.stdout + run.stderr


def check_jsonschema(path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(path)]
    return subprocess.run(command, capture_output=True, text=True).returncode


@pytest.mark.other_software
def test_citation_cff_is_valid():
    status, output = cffconvert(ROOT)
    assert status == 0, output
    assert "valid according to schema version 1.2.0" in output
    assert check_jsonschema(ROOT / "CITATION.cff") == 0


@pytest.mark.other_software
def test_citation_cff_of_another_book_is_valid(tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_text(
        repository_files.contents(metadata(address=ADDRESS, authors=COMPOUND))["CITATION.cff"], encoding="utf-8"
    )
    assert cffconvert(tmp_path)[0] == 0
    assert check_jsonschema(path) == 0
    author = yaml.safe_load(path.read_text(encoding="utf-8"))["preferred-citation"]["authors"][0]
    assert author == {"family-names": "Heide", "name-particle": "von der", "given-names": "Anna"}


@pytest.mark.other_software
def test_broken_citation_cff_is_refused(tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_text(
        repository_files.contents(metadata())["CITATION.cff"].replace("type: book", "type: bok"), encoding="utf-8"
    )
    assert cffconvert(tmp_path)[0] != 0
    assert check_jsonschema(path) != 0


def test_command_tells_what_is_out_of_date():
    run = subprocess.run(
        [sys.executable, "-m", "compendium", "metadata", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")
