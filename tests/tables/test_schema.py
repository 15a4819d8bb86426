"""What a data package says of its tables becomes what their rows are judged by; what it says wrongly is told with its place."""

import json
import re

import pytest

from compendium.tables.problems import DataError
from compendium.tables.schema import Column, ForeignKey, TableSchema, read_schemas

WORDS = {"description": "What it is", "description_nb": "Hva det er"}
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}


def field(name, kind="string", **more):
    return {"name": name, "type": kind, **WORDS, **more}


def package():
    """A descriptor of two tables, the second of which refers to the first and to itself."""
    firms = {
        "name": "firms",
        "path": "firms.csv",
        **WORDS,
        "licenses": [LICENCE],
        "schema": {
            "fields": [
                field("firm_id", constraints={"required": True, "unique": True}),
                field("name", constraints={"unique": True}),
                field("kind"),
            ],
            "primaryKey": "firm_id",
        },
    }
    people = {
        "name": "people",
        "path": "people.csv",
        **WORDS,
        "rights": "None.",
        "rights_nb": "Ingen.",
        "schema": {
            "fields": [
                field("person_id", constraints={"pattern": "P[0-9]+"}),
                field("number", "integer", constraints={"minimum": 0, "maximum": 9}),
                field("firm_id"),
                field("above"),
                field("kind", constraints={"enum": ["a", "b"]}),
                field("note", multiline=True),
            ],
            "primaryKey": ["person_id", "number"],
            "foreignKeys": [
                {"fields": ["firm_id"], "reference": {"resource": "firms", "fields": ["firm_id"]}},
                {"fields": "above", "reference": {"resource": "firms", "fields": "name"}},
            ],
        },
    }
    return {
        "name": "study",
        "title": "A study",
        "title_nb": "En studie",
        **WORDS,
        "licenses": [LICENCE],
        "resources": [firms, people],
    }


def read(folder, descriptor, wanted=None):
    (folder / "datapackage.json").write_text(json.dumps(descriptor, indent=1), encoding="utf-8")
    return read_schemas(folder, wanted)


def told(folder, descriptor, wanted=None):
    """What is told of a descriptor, without its file and lines."""
    with pytest.raises(DataError) as caught:
        read(folder, descriptor, wanted)
    return [f"{problem.column}: {problem.message}" for problem in caught.value.problems]


def test_every_constraint_is_read(tmp_path):
    assert read(tmp_path, package()) == {
        "firms": TableSchema(
            "firms",
            "firms.csv",
            (
                Column("firm_id", "string", required=True, unique=True),
                Column("name", "string", unique=True),
                Column("kind", "string"),
            ),
            ("firm_id",),
            (),
        ),
        "people": TableSchema(
            "people",
            "people.csv",
            (
                Column("person_id", "string", pattern="P[0-9]+"),
                Column("number", "integer", minimum=0, maximum=9),
                Column("firm_id", "string"),
                Column("above", "string"),
                Column("kind", "string", enum=("a", "b")),
                Column("note", "string", multiline=True),
            ),
            ("person_id", "number"),
            (ForeignKey("firm_id", "firms", "firm_id"), ForeignKey("above", "firms", "name")),
        ),
    }


def test_a_key_that_names_no_table_means_its_own(tmp_path):
    descriptor = package()
    firms = descriptor["resources"][0]["schema"]
    firms["foreignKeys"] = [{"fields": ["kind"], "reference": {"resource": "", "fields": ["firm_id"]}}]
    assert read(tmp_path, descriptor)["firms"].foreign_keys == (ForeignKey("kind", "firms", "firm_id"),)
    firms["foreignKeys"][0]["reference"]["fields"] = ["kind"]
    assert told(tmp_path, descriptor) == [
        "resources/firms/schema/foreignKeys/0/reference/fields: 'kind' does not tell the rows of firms apart; refer to its primary key"
    ]


def test_every_bad_key_is_told(tmp_path):
    descriptor = package()
    people = descriptor["resources"][1]["schema"]
    people["primaryKey"] = ["person", "no"]
    people["foreignKeys"] = [
        {"fields": ["firm"], "reference": {"resource": "firm", "fields": ["firm_id"]}},
        {"fields": ["kind"], "reference": {"resource": "firms", "fields": ["id"]}},
        # One column of a primary key of two does not tell the rows apart.
        {"fields": ["kind"], "reference": {"resource": "people", "fields": ["person_id"]}},
    ]
    place = "resources/people/schema"
    assert sorted(told(tmp_path, descriptor)) == [
        f"{place}/foreignKeys/0/fields: 'firm' is no column of this table",
        f"{place}/foreignKeys/0/reference/resource: 'firm' is no table of this data package",
        f"{place}/foreignKeys/1/reference/fields: 'id' is no column of firms",
        f"{place}/foreignKeys/2/reference/fields: 'person_id' does not tell the rows of people apart; refer to its primary key",
        f"{place}/primaryKey: 'no' is no column of this table",
        f"{place}/primaryKey: 'person' is no column of this table",
    ]


def test_names_and_files_that_stand_twice_are_each_told(tmp_path):
    descriptor = package()
    descriptor["resources"].append({**descriptor["resources"][0]})
    descriptor["resources"][0]["schema"]["fields"].append(field("kind"))
    found = told(tmp_path, descriptor)
    assert [said for said in found if "firms" in said.partition(": ")[2]] == [
        "resources/firms/name: 'firms' stands 2 times; each needs its own",
        "resources/firms/path: 'firms.csv' stands 2 times; each needs its own",
        "resources/firms/name: 'firms' stands 2 times; each needs its own",
        "resources/firms/path: 'firms.csv' stands 2 times; each needs its own",
    ]
    assert found.count("resources/firms/schema/fields/kind/name: 'kind' stands 2 times; each needs its own") == 4


def test_limits_may_be_equal_and_one_of_them_is_enough(tmp_path):
    for limits in ({"minimum": 3, "maximum": 3}, {"minimum": 3}, {"maximum": -3}, {"minimum": -3, "maximum": 0}):
        descriptor = package()
        descriptor["resources"][1]["schema"]["fields"][1]["constraints"] = limits
        column = read(tmp_path, descriptor)["people"].columns[1]
        assert (column.minimum, column.maximum) == (limits.get("minimum"), limits.get("maximum"))
    descriptor["resources"][1]["schema"]["fields"][1]["constraints"] = {"minimum": 1, "maximum": 0}
    assert told(tmp_path, descriptor) == [
        "resources/people/schema/fields/number/constraints/minimum: is more than the maximum, 0"
    ]


def test_addresses_rights_patterns_and_signs_are_judged_wherever_they_stand(tmp_path):
    descriptor = package()
    bad = {"name": "X", "path": "ftp://example.org"}
    descriptor |= {"homepage": "javascript:1", "licenses": [LICENCE, bad]}
    firms, people = descriptor["resources"]
    firms["licenses"] = [bad]
    del people["rights"]
    people["schema"]["fields"][0]["constraints"]["pattern"] = "["
    people["schema"]["fields"][4]["constraints"]["enum"] = ["a", "b\u202e"]
    found = dict(said.split(": ", 1) for said in told(tmp_path, descriptor))
    assert {place: re.split(",| that begins| at position", message)[0] for place, message in found.items()} == {
        "homepage": "'javascript:1' is no address",
        "licenses/X/path": "'ftp://example.org' is no address",
        "resources/firms/licenses/X/path": "'ftp://example.org' is no address",
        "resources/people": "says nothing of the rights to its rows; add licenses",
        "resources/people/schema/fields/kind/constraints/enum/1": "holds U+202E (RIGHT-TO-LEFT OVERRIDE)",
        "resources/people/schema/fields/person_id/constraints/pattern": "'[' is no regular expression: unterminated character set",
    }


def test_every_table_and_column_that_is_wanted_is_there_as_wanted(tmp_path):
    wanted = {
        "gone": {"id": "string"},
        "firms": {"firm_id": "string", "size": "integer", "kind": "number"},
        "people": {"number": "integer", "age": "integer"},
    }
    assert read(tmp_path, package(), {"people": {"number": "integer"}}).keys() == {"firms", "people"}
    assert sorted(told(tmp_path, package(), wanted)) == [
        "resources/firms/schema/fields/kind/type: is string, but the analysis reads number; leave it as it was",
        "resources/firms/schema/fields: describes no column size, which the analysis reads; leave its name as it was",
        "resources/people/schema/fields: describes no column age, which the analysis reads; leave its name as it was",
        "resources: describes no table gone",
    ]
