"""A descriptor in JSON, read strictly, that knows on which line each of its values stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from compendium.tables.problems import DataError, Problem, quoted
from compendium.tables.profile import Path as Place
from compendium.tables.text_files import Unreadable, read_text

# Parsers in C might fall over what is much deeper.
DEEPEST = 50
TOO_DEEP = "is nested too deeply; a data package has about ten levels"


@dataclass(frozen=True)
class Descriptor:
    """What a descriptor says: `content` as parsed, `file` as messages name it, and its `text`."""

    file: str
    text: str
    content: Any

    def problem(self, place: Place, message: str) -> Problem:
        """What is wrong at a place, given as keys and places of lists from the top; rows are called by their `name`."""
        words, value = [], self.content
        for step in place:
            value = value[step]
            name = value.get("name") if isinstance(step, int) and isinstance(value, dict) else None
            words.append(name if isinstance(name, str) and name else str(step))
        return Problem(self.file, self._line(place), "/".join(words), message)

    @cached_property
    def _top(self) -> Any:
        # JSON is YAML, whose parser tells where things stand; it is slower, and asked only when something is wrong.
        try:
            return yaml.compose(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except (yaml.YAMLError, RecursionError):
            return None

    def _line(self, place: Place) -> int:
        node, line = self._top, 0
        try:
            for step in place:
                if isinstance(node, yaml.SequenceNode):
                    node = node.value[step]
                    line = node.start_mark.line
                else:
                    key, node = next(pair for pair in node.value if pair[0].value == step)
                    line = key.start_mark.line
        except (LookupError, AttributeError, StopIteration):
            return 1
        return line + 1


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)


def _strict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"{quoted(twice[0])} stands twice in one object; remove one of them")
    return dict(pairs)


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def read_descriptor(path: Path) -> Descriptor:
    """The descriptor in a file of JSON. Raises `DataError`, with the line, if it can't be read or is no JSON."""
    file = f"{path.parent.name}/{path.name}"
    try:
        text = read_text(path)
        content = json.loads(text, object_pairs_hook=_strict, parse_constant=_no_number)
        if _depth(content) <= DEEPEST:
            return Descriptor(file, text, content)
        message, line = TOO_DEEP, 1
    except Unreadable as error:
        message, line = str(error), error.line
    except json.JSONDecodeError as error:
        message, line = f"is not valid JSON: {error.msg}", error.lineno
    except RecursionError:
        message, line = TOO_DEEP, 1
    except ValueError as error:
        message, line = f"is not valid JSON: {error}", 1
    raise DataError([Problem(file, line, "", message)])
