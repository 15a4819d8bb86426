"""What `data/datapackage.json` says about each table (Frictionless Table Schema, version 1)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .problems import DataError, Problem

DESCRIPTOR = "datapackage.json"
TYPES = {"string", "integer", "number"}


@dataclass(frozen=True)
class Column:
    """A column: its type (string, integer or number) and its constraints."""

    name: str
    type: str
    required: bool = False
    unique: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


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
    if field["type"] not in TYPES:
        raise ValueError(f"column {field['name']}: type {field['type']!r} is none of {sorted(TYPES)}")
    return Column(
        name=field["name"],
        type=field["type"],
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        pattern=constraints.get("pattern"),
        enum=tuple(constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
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


def read_schemas(folder: Path) -> dict[str, TableSchema]:
    """The schema of each table in `folder/datapackage.json`, by table name.

    Raises `DataError` if the descriptor is missing or can't be understood.
    """
    path = folder / DESCRIPTOR
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
        return {table.name: table for table in map(_table, descriptor["resources"])}
    except FileNotFoundError:
        message, line = "is missing; the data can't be read without it", 1
    except OSError as error:
        message, line = f"can't be read: {error.strerror}", 1
    except UnicodeDecodeError as error:
        message, line = f"is not UTF-8 ({error.reason}); save the file as UTF-8", 1
    except json.JSONDecodeError as error:
        message, line = f"is not valid JSON: {error.msg}", error.lineno
    except (KeyError, TypeError, ValueError) as error:
        message, line = f"is not a data package as this project reads it: {error!r}", 1
    raise DataError([Problem(f"{folder.name}/{DESCRIPTOR}", line, "", message)])
