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
_ONE_COLUMN = {
    "type": ["string", "array"],
    "pattern": _COLUMN["pattern"],
    "items": _COLUMN,
    "minItems": 1,
    "maxItems": 1,
}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


_LICENCE = _object({"name": _TEXT, "path": _TEXT}, {"title": _TEXT})
_TEXT_CONSTRAINTS = _object(
    {},
    {
        "required": {"type": "boolean"},
        "unique": {"type": "boolean"},
        "pattern": {"type": "string", "minLength": 1, "maxLength": 200},
        "enum": {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True},
    },
)
_NUMBER_CONSTRAINTS = _object(
    {}, {"required": {"type": "boolean"}, "unique": {"type": "boolean"}, "minimum": _NUMBER, "maximum": _NUMBER}
)
_FIELD = {
    **_object(
        {
            "name": _COLUMN,
            "type": {"enum": ["string", "integer", "number"]},
            "description": _TEXT,
            "description_nb": _TEXT,
        },
        {"title": _TEXT, "multiline": {"type": "boolean"}, "constraints": True},
    ),
    "if": {"type": "object", "properties": {"type": {"const": "string"}}},
    "then": {"properties": {"constraints": _TEXT_CONSTRAINTS}},
    "else": {"properties": {"constraints": _NUMBER_CONSTRAINTS}},
}
_SCHEMA = _object(
    {
        "fields": {"type": "array", "items": _FIELD, "minItems": 1},
        "primaryKey": {**_ONE_COLUMN, "maxItems": 9, "uniqueItems": True},
    },
    {
        "foreignKeys": {
            "type": "array",
            "items": _object(
                # A table's reference to itself is an empty name.
                {"fields": _ONE_COLUMN, "reference": _object({"resource": {"type": "string"}, "fields": _ONE_COLUMN})}
            ),
        },
        "missingValues": {"const": [""]},
    },
)
_RESOURCE = _object(
    {
        "name": _TABLE,
        # Beside the descriptor, wherever the data lie.
        "path": {"type": "string", "pattern": r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*\.csv\Z", "maxLength": 100},
        "description": _TEXT,
        "description_nb": _TEXT,
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
        "licenses": {"type": "array", "items": _LICENCE, "minItems": 1},
    },
)
PROFILE = _object(
    {
        "name": _TEXT,
        "title": _TEXT,
        "title_nb": _TEXT,
        "description": _TEXT,
        "resources": {"type": "array", "items": _RESOURCE, "minItems": 1},
    },
    {
        "profile": {"const": "tabular-data-package"},
        "description_nb": _TEXT,
        "version": _TEXT,
        "homepage": _TEXT,
        "licenses": {"type": "array", "items": _LICENCE, "minItems": 1},
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
    given, wanted = error.instance, error.validator_value
    if error.validator == "additionalProperties":
        for key in sorted(given.keys() - error.schema["properties"].keys()):
            yield f"{quoted(key)} is no key that is read here; those are {', '.join(sorted(error.schema['properties'])) or 'none'}"
    elif error.validator == "required":
        # Said once for each key that is missing.
        yield f"{error.message.split(' is a required')[0]} is missing; add it"
    elif error.validator == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        yield f"{quoted_value(given)} is not {' or '.join(_KINDS[kind] for kind in kinds)}"
    elif error.validator in ("enum", "const"):
        choices = wanted if error.validator == "enum" else [wanted]
        yield f"{quoted_value(given)} is not {' or '.join(map(quoted_value, choices))}"
    elif error.validator == "pattern":
        yield (
            "is empty; fill it in"
            if wanted == _TEXT["pattern"]
            else f"{quoted_value(given)} does not have the form {wanted}"
        )
    elif error.validator == "uniqueItems":
        yield "names something twice; name it once"
    elif error.validator in ("minLength", "minItems"):
        yield "is empty; fill it in"
    elif error.validator in ("maxLength", "maxItems"):
        yield f"is too long: {wanted} is the most"
    else:
        yield f"{quoted_value(given)} is out of range; {wanted:g} is the {error.validator}"


def quoted_value(value: Any) -> str:
    """A value of JSON as a message quotes it: containers by their kind alone, which may be large."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (dict, list)) and value not in ([""], []):
        return _KINDS["object" if isinstance(value, dict) else "array"]
    return quoted(str(value))[1:-1] if not isinstance(value, bool) else str(value).lower()


def profile_problems(descriptor: Any) -> list[tuple[Path, str]]:
    """What in a descriptor breaks the profile: the place, as keys and places of lists from the top, and what is wrong."""
    found = Draft202012Validator(PROFILE).iter_errors(descriptor)
    return [(tuple(error.absolute_path), message) for error in found for message in _messages(error)]
