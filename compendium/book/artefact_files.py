"""Every table and figure of the catalogue as a file beside the pages, and the script that makes charts interactive."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from compendium.artefacts.rendering import has_chart_script, write_chart_script
from compendium.book.artefacts import FILES
from compendium.book.background import in_background
from compendium.book.source import language_of, words_of
from compendium.checkout.writing import write_changed
from compendium.qualitative.labels import row_label
from compendium.qualitative.referents import referents
from compendium.results.current import picture

BUNDLE = "vega.js"
TEXTS = "figure-texts.js"


def texts(app: Sphinx) -> str:
    """A classic script with the words behind each id in a figure, and the address of its row in the book."""
    labels = app.env.get_domain("std").anonlabels
    found = {}
    for row_id, (speaker, text) in referents(app.compendium_study, words_of(app.env)).items():
        if row_label(row_id) in labels:
            page, anchor = labels[row_label(row_id)][:2]
            found[row_id] = {"href": f"{app.builder.get_target_uri(page)}#{anchor}", "speaker": speaker, "text": text}
    return f"window.figureTexts={json.dumps(found, ensure_ascii=False, sort_keys=True)};\n"


def begin(app: Sphinx, _env: BuildEnvironment, _pages: list[str]) -> None:
    """Have the script of the charts made while pages are read."""
    script = Path(app.outdir, "_static", BUNDLE)
    if app.builder.format == "html" and not has_chart_script(script):
        in_background(app, write_chart_script, script)


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write CSV of each artefact and SVG of each figure, once the pages stand."""
    if error or app.builder.format != "html":
        return
    language, files = language_of(app.config), {f"_static/{TEXTS}": texts(app)}
    for result in app.compendium_results.artefacts.values():
        files[f"{FILES}/{result.id}.csv"] = result.shown(language).to_csv(index=False, lineterminator="\n")
        if result.kind == "figure":
            files[f"{FILES}/{result.id}.svg"] = picture(result, language)
    for name, text in files.items():
        write_changed(Path(app.outdir, name), text)


def setup(app: Sphinx) -> None:
    """Make the script early and the files last."""
    app.connect("env-before-read-docs", begin)
    app.connect("build-finished", write_files)
