"""The data dictionary: every table, column and key, as `data/datapackage.json` describes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from compendium.artefacts.language import Language, pick
from compendium.tables.schema import DESCRIPTOR, Column, TableSchema, read_schemas

TYPES = {
    "nb": {"string": "tekst", "integer": "heltall", "number": "tall"},
    "en": {"string": "text", "integer": "integer", "number": "number"},
}
HEADINGS = {
    "nb": ["Kolonne", "Type", "Beskrivelse", "Regler"],
    "en": ["Column", "Type", "Description", "Rules"],
}


@dataclass(frozen=True)
class TableDescription:
    """One table: its name, file and description, its licence or rights, and a frame of its columns."""

    name: str
    path: str
    description: str
    terms: str
    columns: pd.DataFrame


def _rules(column: Column, schema: TableSchema, language: Language) -> str:
    """Key, reference and constraints of a column in words."""
    rules = [pick(language, "nøkkel", "key")] if column.name in schema.primary_key else []
    rules += [
        f"{pick(language, 'viser til', 'refers to')} {key.target_table}.{key.target_column}"
        for key in schema.foreign_keys
        if key.column == column.name
    ]
    if column.required:
        rules.append(pick(language, "må fylles ut", "required"))
    if column.enum:
        rules.append(pick(language, "én av: ", "one of: ") + ", ".join(column.enum))
    if column.minimum is not None:
        rules.append(f"{pick(language, 'minst', 'at least')} {column.minimum}")
    if column.maximum is not None:
        rules.append(f"{pick(language, 'høyst', 'at most')} {column.maximum}")
    return "; ".join(rules)


def _description(resource: dict[str, Any], schema: TableSchema, language: Language) -> TableDescription:
    suffix = pick(language, "_nb", "")
    columns = pd.DataFrame(
        [
            (column.name, TYPES[language][column.type], field[f"description{suffix}"], _rules(column, schema, language))
            for field, column in zip(resource["schema"]["fields"], schema.columns)
        ],
        columns=HEADINGS[language],
    )
    licences = ", ".join(licence["name"] for licence in resource.get("licenses", ()))
    terms = licences or str(resource.get(f"rights{suffix}", resource.get("rights")))
    return TableDescription(schema.name, schema.path, resource[f"description{suffix}"], terms, columns)


def data_dictionary(language: Language, folder: Path) -> list[TableDescription]:
    """Every table of `folder/datapackage.json`, in its order, described in one language."""
    schemas = read_schemas(folder)
    resources = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8-sig"))["resources"]
    return [_description(resource, schemas[resource["name"]], language) for resource in resources]
