"""Every table and figure of the catalogue as a file beside the pages, and the script that makes charts interactive."""

from __future__ import annotations

from pathlib import Path

import vl_convert
from sphinx.application import Sphinx

from analysis.artefact import Table
from analysis.catalogue import SHOWN

from .artefacts import FILES, presented
from .source import language_of

BUNDLE = "vega.js"


def _write(path: Path, text: str) -> None:
    """Write a file unless it says the same already."""
    data = text.encode()
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one classic script, which a page on disk may load too.

    The bundle declares its names at the top level; a function keeps them from the page's own.
    """
    return f"(()=>{{{vl_convert.javascript_bundle()}}})();\n"


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write CSV of each artefact and SVG of each figure, once the pages stand."""
    if error or app.builder.format != "html":
        return
    study, language, folder = app.compendium_study, language_of(app.config), Path(app.outdir)
    for artefact in SHOWN.values():
        if isinstance(artefact, Table):
            frame = artefact.compute(study, language)
        else:
            figure = presented(app, artefact)
            frame = figure.data
            _write(folder / FILES / f"{artefact.id}.svg", figure.svg)
        _write(folder / FILES / f"{artefact.id}.csv", frame.to_csv(index=False, lineterminator="\n"))
    _write(folder / "_static" / BUNDLE, bundle())


def setup(app: Sphinx) -> None:
    app.connect("build-finished", write_files)
