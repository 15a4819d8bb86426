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

# A data package has about ten levels.
DEEPEST = 50


@dataclass(frozen=True)
class Descriptor:
    """What a descriptor says: `content` as parsed, `file` as messages name it, and its `text`."""

    file: str
    text: str
    content: Any

    def problem(self, place: Place, message: str) -> Problem:
        """What is wrong at a place, given as keys and places of lists from the top."""
        return Problem(self.file, self._line(place), self._name(place), message)

    def _name(self, place: Place) -> str:
        """A place in words: rows of lists by their `name`, where they have one."""
        words, value = [], self.content
        for step in place:
            value = value[step]
            name = value.get("name") if isinstance(step, int) and isinstance(value, dict) else None
            words.append(name if isinstance(name, str) and name else str(step))
        return "/".join(words)

    @cached_property
    def _top(self) -> yaml.Node | None:
        # JSON is YAML, whose parser tells where things stand; it is slower, and asked only when something is wrong.
        try:
            return yaml.compose(self.text, Loader=_Loader)
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


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _require_shallow(content: Any) -> None:
    """Raise `RecursionError` for what is nested so deeply that parsers in C might fall over it."""
    level = [content]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            if isinstance(value, (dict, list))
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    if level:
        raise RecursionError


def _strict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(
            f"{quoted(next(name for name in names if names.count(name) > 1))} stands twice in one object; remove one of them"
        )
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def read_descriptor(path: Path) -> Descriptor:
    """The descriptor in a file of JSON. Raises `DataError`, with the line, if it can't be read or is no JSON."""
    file = f"{path.parent.name}/{path.name}"
    try:
        text = read_text(path)
        content = json.loads(text, object_pairs_hook=_strict, parse_constant=_no_number)
        _require_shallow(content)
        return Descriptor(file, text, content)
    except Unreadable as error:
        message, line = str(error), error.line
    except json.JSONDecodeError as error:
        message, line = f"is not valid JSON: {error.msg}", error.lineno
    except RecursionError:
        message, line = "is nested too deeply; a data package has about ten levels", 1
    except ValueError as error:
        message, line = f"is not valid JSON: {error}", 1
    raise DataError([Problem(file, line, "", message)])
