"""The book's own settings, `_toc.yml` and `_config.yml`: read strictly; what is wrong is named by its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from compendium.tables.addresses import address_problem
from compendium.tables.problems import InputError, Problem, quoted
from compendium.tables.text_files import Unreadable, read_text, require_plain_file

CONTENTS = "_toc.yml"
CONFIG = "_config.yml"
# The limit for one cell, in seconds: more than a day is no limit.
LONGEST = 86_400

Found = Iterator[tuple[int, str]]


class SettingsError(InputError):
    """The settings can't be used; the message has a line for each problem."""


@dataclass(frozen=True)
class _Yaml:
    """A file of YAML: its value, and its nodes, which know their lines."""

    value: Any
    top: yaml.Node | None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _node_problems(node: yaml.Node, seen: set[int]) -> Found:
    """Keys that stand twice, of which YAML keeps the last; and aliases, by which a few lines can become millions."""
    if id(node) in seen:
        yield _line(node), "is used a second time by an alias (*); write it out"
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if not isinstance(key.value, str):
                yield _line(key), "a key is no text"
            elif key.value in keys:
                yield _line(key), f"{quoted(key.value)} stands twice; remove one"
            else:
                keys.add(key.value)
            yield from _node_problems(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _node_problems(value, seen)


def _read(path: Path) -> _Yaml:
    """A file of YAML. Raises `SettingsError` if it can't be read as such, is empty, or says something twice."""
    try:
        text = read_text(path)
        # Not by the loader in C, which a file that is nested deeply enough brings down with all of Python.
        top = yaml.compose(text, Loader=yaml.SafeLoader)
        found = list(_node_problems(top, set())) if top else [(1, "is empty; the book can't be built without it")]
        # Not before: aliases may stand for far more than was written.
        value = None if found else yaml.load(text, Loader=yaml.SafeLoader)
    except Unreadable as error:
        message, line = str(error), error.line
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message, line = f"is not valid YAML: {error.problem or error.context}", mark.line + 1 if mark else 1
    except yaml.YAMLError as error:
        message, line = f"is not valid YAML: {getattr(error, 'reason', error)}", 1
    except (RecursionError, ValueError) as error:
        message, line = f"is not valid YAML: {'nested too deeply' if isinstance(error, RecursionError) else error}", 1
    else:
        if found:
            raise SettingsError(Problem(path.name, line, "", message) for line, message in found)
        return _Yaml(value, top)
    raise SettingsError([Problem(path.name, line, "", message)])


def _at(node: yaml.Node | None, place: tuple[str | int, ...]) -> int:
    """The line of a place, given as keys and places of lists, or of what holds it."""
    line = _line(node) if node else 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                return line
            line, node = _line(pair[0]), pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = _line(node)
        else:
            return line
    return line


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Every entry of a table of contents that leads somewhere, from the top down: its key, and where it leads."""
    if isinstance(node, yaml.MappingNode):
        for wanted in ("root", "file", "url", "glob"):
            for key, value in node.value:
                if key.value == wanted:
                    yield wanted, value
        for _, value in node.value:
            yield from _entries(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _entries(value)


def _page(root: Path, name: str) -> Path:
    return root / name if Path(name).suffix else root / f"{name}.md"


def _file_problem(root: Path, name: str) -> str | None:
    path = _page(root, name)
    inside = path.resolve().is_relative_to(root.resolve()) and not Path(name).is_absolute()
    if not inside or "\\" in name or ".." in Path(name).parts:
        return f"names {quoted(name)}, which lies outside of the book; move the page into it"
    try:
        require_plain_file(path)
    except Unreadable as error:
        shown = name if Path(name).suffix else f"{name}.md"
        missing = "is missing" in str(error)
        return f"names {name}, but there is no {shown}" if missing else f"names {name}, but {shown} {error}"
    return None


def _entry_problem(root: Path, key: str, node: yaml.Node, pages: dict[Path, int]) -> str | None:
    """What is wrong with an entry of the contents; a page is added to `pages`, which holds the line of each."""
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        return f"{key} names nothing; give the path of a page below the book's folder"
    if key == "url":
        return address_problem(node.value)
    if key == "glob":
        return "names pages by a pattern; name each page, so that the book has the same ones everywhere"
    if wrong := _file_problem(root, node.value):
        return wrong
    path = _page(root, node.value)
    if path in pages:
        return f"names {node.value}, which stands on line {pages[path]} already; remove one of them"
    pages[path] = _line(node)
    return None


def read_contents(root: Path) -> list[Path]:
    """The pages that `_toc.yml` names, in the order of the book. Raises `SettingsError` with every problem of it."""
    from sphinx_external_toc.parsing import MalformedError, parse_toc_data

    read = _read(root / CONTENTS)
    pages: dict[Path, int] = {}
    entries = [(key, node, _line(node)) for key, node in _entries(read.top)]
    problems = [(line, wrong) for key, node, line in entries if (wrong := _entry_problem(root, key, node, pages))]
    try:
        if not problems:
            parse_toc_data(read.value)
    except MalformedError as error:
        said, _, place = str(error).partition(" @ ")
        steps = tuple(int(step) if step.isdigit() else step for step in place.strip("'").split("/") if step)
        problems.append((_at(read.top, steps), said))
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        problems.append((1, f"is no table of contents of Jupyter Book: {error}"))
    if problems:
        raise SettingsError(Problem(CONTENTS, line, "", message) for line, message in problems)
    return list(pages)


def read_config(root: Path) -> dict[str, Any]:
    """The settings of `_config.yml`. Raises `SettingsError` with every problem of them."""
    from jupyter_book.config import get_validator
    from myst_parser.config.main import MdParserConfig

    read = _read(root / CONFIG)
    value: dict[str, Any] = read.value
    if not isinstance(value, dict):
        raise SettingsError([Problem(CONFIG, 1, "", "is no list of settings such as `title: ...`")])
    problems = [
        (tuple(error.absolute_path), error.message if len(error.message) < 200 else "is of the wrong kind")
        for error in get_validator().iter_errors(value)
    ]
    if not problems:
        try:
            MdParserConfig(enable_extensions=set(value.get("parse", {}).get("myst_enable_extensions", [])))
        except (TypeError, ValueError) as error:
            problems.append((("parse", "myst_enable_extensions"), str(error)))
    if problems:
        raise SettingsError(
            Problem(CONFIG, _at(read.top, place), "/".join(map(str, place)), message) for place, message in problems
        )
    return value


def time_limit(root: Path) -> int:
    """How many seconds one cell may take. Raises `SettingsError` if `_config.yml` does not say it."""
    limit = read_config(root).get("execute", {}).get("timeout")
    if isinstance(limit, bool) or not isinstance(limit, int) or not 0 < limit <= LONGEST:
        line = _at(_read(root / CONFIG).top, ("execute", "timeout"))
        message = f"a whole number of seconds up to {LONGEST} is wanted, the limit for one cell"
        raise SettingsError([Problem(CONFIG, line, "execute/timeout", message)])
    return limit


def settings_problems(root: Path) -> list[Problem]:
    """Every problem of `_toc.yml` and `_config.yml`."""
    found: list[Problem] = []
    for read in (read_contents, time_limit):
        try:
            read(root)
        except SettingsError as error:
            found += error.problems
    return found
