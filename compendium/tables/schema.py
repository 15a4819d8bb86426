"""What `data/datapackage.json` says about each table (Frictionless Table Schema, version 1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compendium.tables.addresses import address_problem
from compendium.tables.characters import refused_character
from compendium.tables.descriptor import read_descriptor
from compendium.tables.patterns import pattern_problem
from compendium.tables.problems import DataError, quoted
from compendium.tables.profile import Path as Place
from compendium.tables.profile import profile_problems

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Column:
    """A column: its type (string, integer or number), its constraints, and whether its texts may have several lines."""

    name: str
    type: str
    required: bool = False
    unique: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    multiline: bool = False


@dataclass(frozen=True)
class ForeignKey:
    """`column` holds values of `target_column` of `target_table`, or is empty."""

    column: str
    target_table: str
    target_column: str


@dataclass(frozen=True)
class TableSchema:
    """One table of the data package."""

    name: str
    path: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _column(field: dict) -> Column:
    constraints = field.get("constraints", {})
    return Column(
        name=field["name"],
        type=field["type"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=constraints.get("pattern"),
        enum=tuple(constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        multiline=field.get("multiline", False),
    )


def _table(resource: dict) -> TableSchema:
    schema = resource["schema"]
    keys = []
    for key in schema.get("foreignKeys", []):
        (column,) = _names(key["fields"])
        (target,) = _names(key["reference"]["fields"])
        # The standard writes a table's reference to itself as an empty name.
        keys.append(ForeignKey(column, key["reference"]["resource"] or resource["name"], target))
    return TableSchema(
        name=resource["name"],
        path=resource["path"],
        columns=tuple(_column(field) for field in schema["fields"]),
        primary_key=_names(schema["primaryKey"]),
        foreign_keys=tuple(keys),
    )


Found = Iterator[tuple[Place, str]]


def _twice(values: list[dict], key: str, place: Place) -> Found:
    counted = Counter(value[key] for value in values)
    for number, value in enumerate(values):
        if counted[value[key]] > 1:
            yield (*place, number, key), f"{quoted(value[key])} stands {counted[value[key]]} times; each needs its own"


def _licence_problems(holder: dict, place: Place) -> Found:
    for number, licence in enumerate(holder.get("licenses", ())):
        if wrong := address_problem(licence["path"]):
            yield (*place, "licenses", number, "path"), wrong


def _column_problems(resource: dict, place: Place) -> Found:
    fields = resource["schema"]["fields"]
    yield from _twice(fields, "name", (*place, "schema", "fields"))
    for number, field in enumerate(fields):
        at, constraints = (*place, "schema", "fields", number, "constraints"), field.get("constraints", {})
        if "pattern" in constraints and (wrong := pattern_problem(constraints["pattern"])):
            yield (*at, "pattern"), f"{quoted(constraints['pattern'])} {wrong}"
        if {"minimum", "maximum"} <= constraints.keys() and constraints["minimum"] > constraints["maximum"]:
            yield (*at, "minimum"), f"is more than the maximum, {constraints['maximum']}"
    names = {field["name"] for field in fields}
    for column in _names(resource["schema"]["primaryKey"]):
        if column not in names:
            yield (*place, "schema", "primaryKey"), f"{quoted(column)} is no column of this table"


def _key_problems(resource: dict, place: Place, tables: dict[str, dict]) -> Found:
    """What is wrong with a table's foreign keys, given the descriptions of all tables."""
    own = {field["name"] for field in resource["schema"]["fields"]}
    for number, key in enumerate(resource["schema"].get("foreignKeys", ())):
        at = (*place, "schema", "foreignKeys", number)
        (column,), (target,) = _names(key["fields"]), _names(key["reference"]["fields"])
        if column not in own:
            yield (*at, "fields"), f"{quoted(column)} is no column of this table"
        name = key["reference"]["resource"] or resource["name"]
        if name not in tables:
            yield (*at, "reference", "resource"), f"{quoted(name)} is no table of this data package"
            continue
        schema = tables[name]["schema"]
        field = next((field for field in schema["fields"] if field["name"] == target), None)
        if field is None:
            yield (*at, "reference", "fields"), f"{quoted(target)} is no column of {name}"
        elif _names(schema["primaryKey"]) != (target,) and not field.get("constraints", {}).get("unique"):
            yield (
                (*at, "reference", "fields"),
                f"{quoted(target)} does not tell the rows of {name} apart; refer to its primary key",
            )


def _text_problems(value: Any, place: Place) -> Found:
    if isinstance(value, str):
        if wrong := refused_character(value):
            yield place, wrong
    elif isinstance(value, (dict, list)):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _text_problems(inner, (*place, step))


def _problems(descriptor: Any) -> Found:
    """What is wrong with a descriptor that has the form of the profile."""
    resources = descriptor["resources"]
    yield from _text_problems(descriptor, ())
    tables = {resource["name"]: resource for resource in resources}
    yield from _licence_problems(descriptor, ())
    if "homepage" in descriptor and (wrong := address_problem(descriptor["homepage"])):
        yield ("homepage",), wrong
    for key in ("name", "path"):
        yield from _twice(resources, key, ("resources",))
    for number, resource in enumerate(resources):
        place = ("resources", number)
        if "licenses" not in resource and not {"rights", "rights_nb"} <= resource.keys():
            yield place, "says nothing of the rights to its rows; add licenses, or rights and rights_nb"
        yield from _licence_problems(resource, place)
        yield from _column_problems(resource, place)
        yield from _key_problems(resource, place, tables)


def _missing(descriptor: Any, wanted: Mapping[str, Mapping[str, str]]) -> Found:
    """The tables and columns that are wanted and not described, or as of another type."""
    described = {resource["name"]: number for number, resource in enumerate(descriptor["resources"])}
    for table, columns in wanted.items():
        if table not in described:
            yield ("resources",), f"describes no table {table}"
            continue
        place = ("resources", described[table], "schema", "fields")
        fields = {
            field["name"]: (number, field["type"])
            for number, field in enumerate(descriptor["resources"][described[table]]["schema"]["fields"])
        }
        for column, kind in columns.items():
            number, found = fields.get(column, (None, ""))
            if number is None:
                yield place, f"describes no column {column}, which the analysis reads; leave its name as it was"
            elif found != kind:
                yield (*place, number, "type"), f"is {found}, but the analysis reads {kind}; leave it as it was"


def read_schemas(folder: Path, wanted: Mapping[str, Mapping[str, str]] | None = None) -> dict[str, TableSchema]:
    """The schema of each table in `folder/datapackage.json`, by table name.

    `wanted` names tables that have to be there, with the type of each column by its name. Raises
    `DataError` with every problem if the descriptor is missing or can't be used.
    """
    descriptor = read_descriptor(folder / DESCRIPTOR)
    # What has not the form can't be judged further.
    found = profile_problems(descriptor.content) or [
        *_problems(descriptor.content),
        *_missing(descriptor.content, wanted or {}),
    ]
    if found:
        raise DataError([descriptor.problem(place, message) for place, message in found])
    return {table.name: table for table in map(_table, descriptor.content["resources"])}
