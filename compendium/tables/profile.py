"""What `datapackage.json` may say, as a JSON Schema: the part of Frictionless's Data Package 1 that this project reads.

The standard's own profile admits any key, and so a misspelt constraint, or one
that nobody here enforces. This one admits what is read, and what only people read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from compendium.tables.problems import quoted

Path = tuple[str | int, ...]

# As long as numbers in the tables may be.
_NUMBER = {"type": "number", "minimum": -1e15, "maximum": 1e15}
_TEXT = {"type": "string", "pattern": r"\S"}
_TABLE = {"type": "string", "pattern": "^[a-z][a-z0-9_-]*\\Z", "maxLength": 64}
_COLUMN = {"type": "string", "pattern": "^[a-z][a-z0-9_]*\\Z", "maxLength": 64}
_ONE_COLUMN = {**_COLUMN, "type": ["string", "array"], "items": _COLUMN, "minItems": 1, "maxItems": 1}


def _object(required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    properties = required | optional
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


def _list(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1, **more}


_BOOLEAN = {"type": "boolean"}
_LICENCES = _list(_object({"name": _TEXT, "path": _TEXT}, {"title": _TEXT}))
_CONSTRAINTS = {"required": _BOOLEAN, "unique": _BOOLEAN}
_TEXT_CONSTRAINTS = {
    "pattern": {"type": "string", "minLength": 1, "maxLength": 200},
    "enum": _list(_TEXT, uniqueItems=True),
}
_NUMBER_CONSTRAINTS = {"minimum": _NUMBER, "maximum": _NUMBER}
_DESCRIBED = {"description": _TEXT, "description_nb": _TEXT}
_FIELD = {
    **_object(
        {"name": _COLUMN, "type": {"enum": ["string", "integer", "number"]}, **_DESCRIBED},
        {"title": _TEXT, "multiline": _BOOLEAN, "constraints": True},
    ),
    "if": {"type": "object", "properties": {"type": {"const": "string"}}},
    "then": {"properties": {"constraints": _object({}, _CONSTRAINTS | _TEXT_CONSTRAINTS)}},
    "else": {"properties": {"constraints": _object({}, _CONSTRAINTS | _NUMBER_CONSTRAINTS)}},
}
# A table's reference to itself is an empty name.
_REFERENCE = _object({"resource": {"type": "string"}, "fields": _ONE_COLUMN}, {})
_FOREIGN_KEY = _object({"fields": _ONE_COLUMN, "reference": _REFERENCE}, {})
_SCHEMA = _object(
    {"fields": _list(_FIELD), "primaryKey": {**_ONE_COLUMN, "maxItems": 9, "uniqueItems": True}},
    {"foreignKeys": {"type": "array", "items": _FOREIGN_KEY}, "missingValues": {"const": [""]}},
)
_RESOURCE = _object(
    {
        "name": _TABLE,
        # Beside the descriptor, wherever the data lie.
        "path": {"type": "string", "pattern": r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.csv\Z", "maxLength": 100},
        **_DESCRIBED,
        "schema": _SCHEMA,
    },
    {
        "title": _TEXT,
        "profile": {"const": "tabular-data-resource"},
        "scheme": {"const": "file"},
        "format": {"const": "csv"},
        "mediatype": {"const": "text/csv"},
        "encoding": {"const": "utf-8"},
        "rights": _TEXT,
        "rights_nb": _TEXT,
        "licenses": _LICENCES,
    },
)
PROFILE = _object(
    {"name": _TEXT, "title": _TEXT, "title_nb": _TEXT, "description": _TEXT, "resources": _list(_RESOURCE)},
    {
        "profile": {"const": "tabular-data-package"},
        "description_nb": _TEXT,
        "version": _TEXT,
        "homepage": _TEXT,
        "licenses": _LICENCES,
        "keywords": {"type": "array", "items": _TEXT},
    },
)
_KINDS = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "number": "a number",
    "boolean": "true or false",
}


def _messages(error: ValidationError) -> Iterator[str]:
    """What a validator found, in words that say what to write."""
    instance: Any = error.instance
    wanted: Any = error.validator_value
    given = _quoted(instance)
    match error.validator:
        case "additionalProperties":
            known = sorted(error.schema["properties"])  # type: ignore[index]
            for key in sorted(instance.keys() - known):
                yield f"{quoted(key)} is no key that is read here; those are {', '.join(known) or 'none'}"
        case "required":
            # Said once for each key that is missing.
            yield f"{error.message.split(' is a required')[0]} is missing; add it"
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            yield f"{given} is not {' or '.join(_KINDS[kind] for kind in kinds)}"
        case "enum" | "const" as kind:
            choices = wanted if kind == "enum" else [wanted]
            yield f"{given} is not {' or '.join(map(_quoted, choices))}"
        case "pattern" if wanted != _TEXT["pattern"]:
            yield f"{given} does not have the form {wanted}"
        case "pattern" | "minLength" | "minItems":
            yield "is empty; fill it in"
        case "maxLength" | "maxItems":
            yield f"is too long: {wanted} is the most"
        case "uniqueItems":
            yield "names something twice; name it once"
        case limit:
            yield f"{given} is out of range; {wanted:g} is the {limit}"


def _quoted(value: Any) -> str:
    """A value of JSON as a message quotes it: containers by their kind alone, which may be large."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (dict, list)) and value not in ([""], []):
        return _KINDS["object" if isinstance(value, dict) else "array"]
    return quoted(str(value))[1:-1] if not isinstance(value, bool) else str(value).lower()


def profile_problems(descriptor: Any) -> list[tuple[Path, str]]:
    """What in a descriptor breaks the profile, each with its place, as keys and places of lists from the top."""
    found = Draft202012Validator(PROFILE).iter_errors(descriptor)
    return [(tuple(error.absolute_path), message) for error in found for message in _messages(error)]
