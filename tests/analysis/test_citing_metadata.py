"""The one source of metadata: read whole, or refused with file and key."""

import json
import shutil
import tomllib
from dataclasses import replace

import pytest
import yaml

from analysis.citing.metadata import METADATA, MetadataError, Person, read_metadata
from analysis.fingerprint import ROOT


@pytest.fixture
def written(tmp_path):
    """Writes a changed copy of the metadata and returns its path."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    def write(old="", new=""):
        text = METADATA.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "metadata.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def test_version_stands_in_one_place_and_the_rest_agrees():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = read_metadata().version
    assert version == project["version"]
    assert "version" not in tomllib.loads(METADATA.read_text(encoding="utf-8"))
    assert f"\n## {version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["version"] == version


def test_book_is_called_the_same_everywhere():
    metadata = read_metadata()
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert config["title"] == metadata.title["nb"]
    assert config["author"] == "Bearbeidet utgave etter " + " og ".join(person.direct for person in metadata.authors)
    assert config["copyright"] == str(metadata.year)


def test_licences_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licences = read_metadata().licences
    assert project["license"] == f"{licences.code} AND {licences.text}"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("year = 2026", 'year = "2026"', "metadata.toml: year: a year is wanted, not '2026'"),
        ("year = 2026\n", "", "metadata.toml: year: a year is missing"),
        ("year = 2026", "year = true", "metadata.toml: year: a year is wanted, not True"),
        ('family = "Arstein"', "", "metadata.toml: [authors] family: a text is missing"),
        ('name = "Symbiosekompendiet"', 'name = " "', "metadata.toml: [compendium] name: a text is wanted, not an empty one"),
        ('address = ""', 'adress = ""', "metadata.toml: adress: is no key of this table; those are address,"),
        ('address = ""', 'address = "example.org/book"', 'metadata.toml: address: "https://HOST/PATH/" or "" is wanted'),
        ('address = ""', 'address = "https://example.org/?a"', 'metadata.toml: address: "https://HOST/PATH/" or "" is wanted'),
        ('keywords_nb = [', "keywords_nb = [3, ", "metadata.toml: keywords_nb: a list of texts is wanted"),
        ("year = 2026", "year 2026", "metadata.toml: Expected '=' after a key"),
    ],
)
def test_bad_metadata_are_refused_by_name(written, old, new, complaint):
    with pytest.raises(MetadataError) as error:
        read_metadata(written(old, new))
    assert str(error.value).startswith(complaint)


def test_missing_file_is_named(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with pytest.raises(MetadataError, match="metadata.toml is missing"):
        read_metadata(tmp_path / "metadata.toml")


@pytest.mark.parametrize("given", ["https://example.org/book", "https://example.org/book/"])
def test_address_ends_in_one_slash(written, given):
    metadata = read_metadata(written('address = ""', f'address = "{given}"'))
    assert metadata.url("chapters/a.html") == "https://example.org/book/chapters/a.html"


def test_no_address_gives_no_url():
    assert replace(read_metadata(), address="").url("chapters/a.html") == ""


def test_names_of_several_words():
    heide = Person("Heide", "Anna", "von der")
    assert (heide.inverted, heide.direct) == ("von der Heide, Anna", "Anna von der Heide")
    assert Person("Brundtland", "Gro Harlem").inverted == "Brundtland, Gro Harlem"


@pytest.mark.parametrize(("family", "key"), [("Arstein", "arstein2026"), ("Ødegård", "odegaard2026"), ("Lund Hansen", "lundhansen2026")])
def test_key_is_plain(family, key):
    assert replace(read_metadata(), authors=(Person(family, "Anna"),), year=2026).key == key
