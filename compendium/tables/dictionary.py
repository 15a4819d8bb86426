"""The data dictionary: every table, column and key, as `data/datapackage.json` describes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from compendium.artefacts.language import Language, pick
from compendium.tables.schema import DESCRIPTOR

TYPES = {
    "nb": {"string": "tekst", "integer": "heltall", "number": "tall"},
    "en": {"string": "text", "integer": "integer", "number": "number"},
}


@dataclass(frozen=True)
class TableDescription:
    """One table: its name, file and description, its licence or rights, and a frame of its columns."""

    name: str
    path: str
    description: str
    terms: str
    columns: pd.DataFrame


def _rules(field: dict, key: list[str], targets: dict[str, str], language: Language) -> str:
    """Key, reference and constraints of a column in words."""
    constraints = field.get("constraints", {})
    rules = []
    if field["name"] in key:
        rules.append(pick(language, "nøkkel", "key"))
    if field["name"] in targets:
        rules.append(pick(language, "viser til ", "refers to ") + targets[field["name"]])
    if constraints.get("required"):
        rules.append(pick(language, "må fylles ut", "required"))
    if "enum" in constraints:
        rules.append(pick(language, "én av: ", "one of: ") + ", ".join(constraints["enum"]))
    for name, nb, en in (("minimum", "minst", "at least"), ("maximum", "høyst", "at most")):
        if name in constraints:
            rules.append(f"{pick(language, nb, en)} {constraints[name]}")
    return "; ".join(rules)


def _names(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _description(resource: dict, language: Language) -> TableDescription:
    suffix = pick(language, "_nb", "")
    schema = resource["schema"]
    targets = {
        _names(key["fields"])[
            0
        ]: f"{key['reference']['resource'] or resource['name']}.{_names(key['reference']['fields'])[0]}"
        for key in schema.get("foreignKeys", [])
    }
    columns = pd.DataFrame(
        [
            (
                field["name"],
                TYPES[language][field["type"]],
                field[f"description{suffix}"],
                _rules(field, _names(schema["primaryKey"]), targets, language),
            )
            for field in schema["fields"]
        ],
        columns=["Kolonne", "Type", "Beskrivelse", "Regler"]
        if language == "nb"
        else ["Column", "Type", "Description", "Rules"],
    )
    terms = (
        ", ".join(licence["name"] for licence in resource["licenses"])
        if "licenses" in resource
        else resource.get(f"rights{suffix}", resource["rights"])
    )
    return TableDescription(resource["name"], resource["path"], resource[f"description{suffix}"], terms, columns)


def data_dictionary(language: Language, folder: Path) -> list[TableDescription]:
    """Every table of `folder/datapackage.json`, in its order, described in one language."""
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8-sig"))
    return [_description(resource, language) for resource in descriptor["resources"]]
