"""Every table and figure of the catalogue as a file beside the pages, and the script that makes charts interactive."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx

from compendium.artefacts.rendering import has_chart_script, write_chart_script
from compendium.artefacts.value_labels import Words
from compendium.book.artefacts import FILES
from compendium.book.background import in_background
from compendium.book.source import language_of
from compendium.qualitative.labels import row_label
from compendium.qualitative.referents import referents
from compendium.results.current import picture

BUNDLE = "vega.js"
TEXTS = "figure-texts.js"


def _write(path: Path, text: str) -> None:
    """Write a file unless it says the same already."""
    data = text.encode()
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def texts(app: Sphinx) -> str:
    """A classic script with the words behind each id in a figure, and the address of its row in the book."""
    labels = app.env.get_domain("std").anonlabels
    found = {}
    for row_id, (speaker, text) in referents(
        app.compendium_study, Words(language_of(app.config), app.compendium_results.labels)
    ).items():
        if row_label(row_id) in labels:
            page, anchor = labels[row_label(row_id)][:2]
            found[row_id] = {"href": f"{app.builder.get_target_uri(page)}#{anchor}", "speaker": speaker, "text": text}
    return f"window.figureTexts={json.dumps(found, ensure_ascii=False, sort_keys=True)};\n"


def begin(app: Sphinx, env, pages: list[str]) -> None:
    """Have the script of the charts made while pages are read."""
    script = Path(app.outdir, "_static", BUNDLE)
    if app.builder.format == "html" and not has_chart_script(script):
        in_background(app, write_chart_script, script)


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write CSV of each artefact and SVG of each figure, once the pages stand."""
    if error or app.builder.format != "html":
        return
    language, folder = language_of(app.config), Path(app.outdir)
    for result in app.compendium_results.artefacts.values():
        _write(folder / FILES / f"{result.id}.csv", result.shown(language).to_csv(index=False, lineterminator="\n"))
        if result.kind == "figure":
            _write(folder / FILES / f"{result.id}.svg", picture(result, language))
    _write(folder / "_static" / TEXTS, texts(app))


def setup(app: Sphinx) -> None:
    app.connect("env-before-read-docs", begin)
    app.connect("build-finished", write_files)
