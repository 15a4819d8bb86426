"""The one source of metadata: read whole, or refused with file and key."""

import json
import shutil
import tomllib
from dataclasses import replace

import pytest
import yaml

from compendium.checkout.files import ROOT
from compendium.publish.references.metadata import METADATA, MetadataError, Person, read_metadata


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
    assert config["copyright"] == f"© {metadata.year}"


def test_licences_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licences = read_metadata().licences
    assert project["license"] == f"{licences.code} AND {licences.text}"


# Where Python's parser gives up without saying where, the file's first line is told.
WITHOUT_LINE = ("is not valid TOML",)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("year = 2026", 'year = "2026"', "year: a year is wanted, not '2026'"),
        ("year = 2026\n", "", "year: a year is missing"),
        ("year = 2026", "year = true", "year: a year is wanted, not true"),
        ("year = 2026", "year = 0", "year: a year of four digits is wanted"),
        ("year = 2026", f"year = 0x{'f' * 9000}", "year: a year of four digits is wanted"),
        ("year = 2023", "year = -1", "[thesis] year: a year of four digits is wanted"),
        ('family = "Arstein"', "", "[authors] family: a text is missing"),
        ('family = "Arstein"', 'family = "***"', "[authors] family: a name of letters is wanted, not '***'"),
        ('given = "Thomas"', 'given = "<b>T</b>"', "[authors] given: a name of letters is wanted"),
        ('given = "Thomas"', 'given = "Tho\\u202emas"', "[authors] given: holds U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ('compendium = "Symbiosekompendiet"', 'compendium = " "', "compendium: a text is wanted, not an empty one"),
        ('compendium = "Symbiosekompendiet"', 'compendium = "\\u2060"', "compendium: holds U+2060 (WORD JOINER)"),
        (
            'compendium = "Symbiosekompendiet"',
            'compendium = "a\\nb"',
            "compendium: holds a line break; write it on one line",
        ),
        ('address = ""', 'adress = ""', "adress: is no key of this table; those are address,"),
        (
            'address = ""',
            'address = "example.org/book"',
            "address: 'example.org/book' is no address that begins with https:",
        ),
        (
            'address = ""',
            'address = "javascript:alert(1)"',
            "address: 'javascript:alert(1)' is no address that begins with https:",
        ),
        (
            'address = ""',
            'address = "https://a:b@example.org/"',
            "address: 'https://a:b@example.org/' names a user before its host",
        ),
        ('address = ""', 'address = "https:///book/"', "address: 'https:///book/' names no host"),
        (
            'address = ""',
            'address = "https://example.org:99999/"',
            "address: 'https://example.org:99999/' is no address: Port out of range",
        ),
        ('address = ""', 'address = "mailto:a@example.org"', 'address: "https://HOST/PATH/" or "" is wanted'),
        ('address = ""', 'address = "https://example.org/?a"', 'address: "https://HOST/PATH/" or "" is wanted'),
        (
            "https://creativecommons",
            "javascript://creativecommons",
            "[licences] text_address: 'javascript://creativecommons.org/licenses/by/4.0/' is no address",
        ),
        (
            "/by/4.0/",
            "/by/4.0/><script>",
            "[licences] text_address: 'https://creativecommons.org/licenses/by/4.0/><script>' is no address: '>' can't stand in one",
        ),
        ('code = "MIT"', 'code = "../MIT"', "[licences] code: an SPDX identifier such as CC-BY-4.0 is wanted"),
        ("keywords_nb = [", "keywords_nb = [3, ", "keywords_nb: a list of texts is wanted"),
        ("year = 2026", "year 2026", "is not valid TOML: Expected '=' after a key"),
        ("year = 2026", "year = " + "[" * 5000, "is not valid TOML"),
        ("year = 2026", f"year = {'9' * 5000}", "is not valid TOML"),
    ],
)
def test_bad_metadata_are_refused_with_their_line(written, old, new, complaint):
    path = written(old, new)
    with pytest.raises(MetadataError) as error:
        read_metadata(path)
    file, line, said = str(error.value).split(":", 2)
    assert file == "metadata.toml" and said.startswith(f" {complaint}")
    above = METADATA.read_text(encoding="utf-8").partition(old)[0]
    # What is missing is told with the table that lacks it.
    table = above if new else above[: above.rindex("[")] if "\n[" in above else ""
    assert int(line) == (1 if complaint in WITHOUT_LINE else table.count("\n") + 1)


def test_all_problems_of_the_metadata_are_told_at_once(written):
    path = written('family = "Arstein"', 'family = "***"')
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace('family = "Sveinhaug"', 'family = ""')
        .replace("year = 2023", "year = 23"),
        encoding="utf-8",
    )
    with pytest.raises(MetadataError) as error:
        read_metadata(path)
    told = [(problem.line, problem.column) for problem in error.value.problems]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert told == [
        (lines.index(text) + 1, column)
        for text, column in (
            ('family = "***"', "[authors] family"),
            ('family = ""', "[authors] family"),
            ("year = 23", "[thesis] year"),
        )
    ]


def test_missing_file_is_named(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with pytest.raises(MetadataError, match="metadata.toml:1: is missing"):
        read_metadata(tmp_path / "metadata.toml")


@pytest.mark.parametrize(
    "name", ["Ødegård", "von der Heide", "O’Brien", "Lund-Hansen", "Nguyễn", "McDowell", "李", "Müller Jr."]
)
def test_names_of_people_pass(written, name):
    assert read_metadata(written('family = "Arstein"', f'family = "{name}"')).authors[0].family == name


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


@pytest.mark.parametrize(
    ("family", "key"), [("Arstein", "arstein2026"), ("Ødegård", "odegaard2026"), ("Lund Hansen", "lundhansen2026")]
)
def test_key_is_plain(family, key):
    assert replace(read_metadata(), authors=(Person(family, "Anna"),), year=2026).key == key
