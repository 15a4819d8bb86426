"""What Sphinx notes of a build's settings in .buildinfo, whichever folder its packages were installed in."""

from __future__ import annotations

import re
from collections.abc import Set
from types import SimpleNamespace

from sphinx.application import Sphinx
from sphinx.config import Config

_PACKAGES = re.compile(r"^.*[/\\]site-packages[/\\]")


def _placeless(value: object) -> object:
    if isinstance(value, str):
        return _PACKAGES.sub("", value)
    return [_placeless(one) for one in value] if isinstance(value, (list, tuple)) else value


class _Settings:
    """As much of the settings as Sphinx asks for when it notes them."""

    def __init__(self, config: Config):
        self.config = config

    def filter(self, rebuild: Set[str]) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(name=setting.name, value=_placeless(setting.value))
            for setting in self.config.filter(rebuild)
        ]


def note_without_place(app: Sphinx) -> None:
    """Let the note on the settings be the same for equal settings, since it is a file of the book."""
    if app.builder.format == "html":
        app.builder.config = _Settings(app.config)
        app.builder.build_info = app.builder.create_build_info()
        app.builder.config = app.config


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", note_without_place)
