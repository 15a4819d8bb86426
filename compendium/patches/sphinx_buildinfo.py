"""What Sphinx notes of a build's settings in .buildinfo, a file of the book, is the same for equal settings.

package: sphinx 7.4.7
reason: the hash of the settings differs with the folder that packages were installed in, which themes put into them
upstream: none found
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.builders.html import _stable_hash

_PACKAGES = re.compile(r"^.*[/\\]site-packages[/\\]")


def _without_folder(value: object) -> object:
    if isinstance(value, str):
        return _PACKAGES.sub("", value)
    return [_without_folder(one) for one in value] if isinstance(value, (list, tuple)) else value


def note_without_folders(app: Sphinx) -> None:
    """Hash the settings as Sphinx does, less the folder of the packages."""
    if app.builder.format == "html":
        settings = app.config.filter(frozenset({"html"}))
        values = {one.name: _without_folder(one.value) for one in settings}
        app.builder.build_info.config_hash = _stable_hash(values)  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", note_without_folders)
