"""What `data/datapackage.json` says about each table (Frictionless Table Schema, version 1)."""

from __future__ import annotations

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

    @property
    def names(self) -> list[str]:
        """The names of its columns, in their order."""
        return [column.name for column in self.columns]

    @property
    def keys(self) -> set[tuple[str, ...]]:
        """Columns that tell the rows apart: the primary key, and each unique column alone."""
        return {self.primary_key, *((column.name,) for column in self.columns if column.unique)}


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _column(field: dict[str, Any]) -> Column:
    constraints = field.get("constraints", {})
    constraints = {**constraints, "enum": tuple(constraints.get("enum", ()))}
    return Column(field["name"], field["type"], multiline=field.get("multiline", False), **constraints)


def _table(resource: dict[str, Any]) -> TableSchema:
    schema = resource["schema"]
    keys = []
    for key in schema.get("foreignKeys", []):
        (column,), (target,) = _names(key["fields"]), _names(key["reference"]["fields"])
        # The standard writes a table's reference to itself as an empty name.
        keys.append(ForeignKey(column, key["reference"]["resource"] or resource["name"], target))
    columns = tuple(map(_column, schema["fields"]))
    return TableSchema(resource["name"], resource["path"], columns, _names(schema["primaryKey"]), tuple(keys))


Found = Iterator[tuple[Place, str]]


def _twice(values: list[str], key: str, place: Place) -> Found:
    for number, value in enumerate(values):
        if (count := values.count(value)) > 1:
            yield (*place, number, key), f"{quoted(value)} stands {count} times; each needs its own"


def _licence_problems(holder: dict[str, Any], place: Place) -> Found:
    for number, licence in enumerate(holder.get("licenses", ())):
        if wrong := address_problem(licence["path"]):
            yield (*place, "licenses", number, "path"), wrong


def _key_problems(key: ForeignKey, table: TableSchema, tables: Mapping[str, TableSchema]) -> Found:
    """What is wrong with a foreign key of a table, with its place in the key."""
    if key.column not in table.names:
        yield ("fields",), f"{quoted(key.column)} is no column of this table"
    target = tables.get(key.target_table)
    if target is None:
        yield ("reference", "resource"), f"{quoted(key.target_table)} is no table of this data package"
    elif key.target_column not in target.names:
        yield ("reference", "fields"), f"{quoted(key.target_column)} is no column of {target.name}"
    elif (key.target_column,) not in target.keys:
        wrong = f"does not tell the rows of {target.name} apart; refer to its primary key"
        yield ("reference", "fields"), f"{quoted(key.target_column)} {wrong}"


def _table_problems(table: TableSchema, place: Place, tables: Mapping[str, TableSchema]) -> Found:
    """What is wrong with a table at a place of the descriptor, given all tables."""
    yield from _twice(table.names, "name", (*place, "fields"))
    for number, column in enumerate(table.columns):
        at = (*place, "fields", number, "constraints")
        if column.pattern is not None and (wrong := pattern_problem(column.pattern)):
            yield (*at, "pattern"), f"{quoted(column.pattern)} {wrong}"
        if column.minimum is not None and column.maximum is not None and column.minimum > column.maximum:
            yield (*at, "minimum"), f"is more than the maximum, {column.maximum}"
    for name in table.primary_key:
        if name not in table.names:
            yield (*place, "primaryKey"), f"{quoted(name)} is no column of this table"
    for number, key in enumerate(table.foreign_keys):
        for step, message in _key_problems(key, table, tables):
            yield (*place, "foreignKeys", number, *step), message


def _text_problems(value: Any, place: Place) -> Found:
    if isinstance(value, str):
        if wrong := refused_character(value):
            yield place, wrong
    elif isinstance(value, (dict, list)):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _text_problems(inner, (*place, step))


def _problems(descriptor: dict[str, Any], tables: list[TableSchema]) -> Found:
    """What is wrong with a descriptor that has the form of the profile."""
    yield from _text_problems(descriptor, ())
    yield from _licence_problems(descriptor, ())
    if "homepage" in descriptor and (wrong := address_problem(descriptor["homepage"])):
        yield ("homepage",), wrong
    yield from _twice([table.name for table in tables], "name", ("resources",))
    yield from _twice([table.path for table in tables], "path", ("resources",))
    known = {table.name: table for table in tables}
    for number, (table, resource) in enumerate(zip(tables, descriptor["resources"])):
        place = ("resources", number)
        if "licenses" not in resource and not {"rights", "rights_nb"} <= resource.keys():
            yield place, "says nothing of the rights to its rows; add licenses, or rights and rights_nb"
        yield from _licence_problems(resource, place)
        yield from _table_problems(table, (*place, "schema"), known)


def _missing(tables: list[TableSchema], wanted: Mapping[str, Mapping[str, str]]) -> Found:
    """The tables and columns that are wanted and not described, or as of another type."""
    places = {table.name: number for number, table in enumerate(tables)}
    for name, columns in wanted.items():
        if name not in places:
            yield ("resources",), f"describes no table {name}"
            continue
        place, table = ("resources", places[name], "schema", "fields"), tables[places[name]]
        for column, kind in columns.items():
            if column not in table.names:
                yield place, f"describes no column {column}, which the analysis reads; leave its name as it was"
                continue
            number = table.names.index(column)
            if (found := table.columns[number].type) != kind:
                yield (*place, number, "type"), f"is {found}, but the analysis reads {kind}; leave it as it was"


def read_schemas(folder: Path, wanted: Mapping[str, Mapping[str, str]] | None = None) -> dict[str, TableSchema]:
    """The schema of each table in `folder/datapackage.json`, by table name.

    `wanted` names tables that have to be there, with the type of each column by its name. Raises
    `DataError` with every problem if the descriptor is missing or can't be used.
    """
    descriptor = read_descriptor(folder / DESCRIPTOR)
    found, tables = profile_problems(descriptor.content), list[TableSchema]()
    # What has not the form can't be judged further.
    if not found:
        tables = [_table(resource) for resource in descriptor.content["resources"]]
        found = [*_problems(descriptor.content, tables), *_missing(tables, wanted or {})]
    if found:
        raise DataError([descriptor.problem(place, message) for place, message in found])
    return {table.name: table for table in tables}
