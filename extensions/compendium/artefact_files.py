"""Every table and figure of the catalogue as a file beside the pages, and the script that makes charts interactive."""

from __future__ import annotations

import json
from pathlib import Path

import vl_convert
from sphinx.application import Sphinx

from analysis.artefact import Table
from analysis.catalogue import SHOWN
from analysis.labels import row_label
from analysis.referents import referents

from .artefacts import FILES, presented
from .source import language_of

BUNDLE = "vega.js"
TEXTS = "figure-texts.js"


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


def texts(app: Sphinx) -> str:
    """A classic script with the words behind each id in a figure, and the address of its row in the book."""
    labels = app.env.get_domain("std").anonlabels
    found = {}
    for row_id, (speaker, text) in referents(app.compendium_study, language_of(app.config)).items():
        if row_label(row_id) in labels:
            page, anchor = labels[row_label(row_id)][:2]
            found[row_id] = {"href": f"{app.builder.get_target_uri(page)}#{anchor}", "speaker": speaker, "text": text}
    return f"window.figureTexts={json.dumps(found, ensure_ascii=False, sort_keys=True)};\n"


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
    _write(folder / "_static" / TEXTS, texts(app))


def setup(app: Sphinx) -> None:
    app.connect("build-finished", write_files)
