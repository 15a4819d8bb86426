"""Pages, files and parts of them from Jinja templates, which lie beside the module that fills them in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, with the line ends that it has, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def render(template: Path, **values: object) -> str:
    """A template filled in; texts are escaped for HTML unless the template says that they are safe.

    Raises `jinja2.UndefinedError` if the template asks for a value that it is not given.
    """
    return _environment(template.parent).get_template(template.name).render(values)
