"""What a link to an excerpt, a claim, a code, a number or a work leads to, for a small box beside the link."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pybtex.plugin import find_plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from compendium.artefacts.language import Language, format_number, quoted
from compendium.artefacts.value_labels import Words
from compendium.book.codes import code_label
from compendium.book.number_roles import number_label
from compendium.book.source import language_of
from compendium.interface import interface_texts
from compendium.qualitative.labels import row_label
from compendium.qualitative.study import QualitativeStudy
from compendium.results.compute import Results

FILE = "previews.js"
# Label of a place: what the box says first, and its text.
Previews = dict[str, tuple[str, str]]


def study_previews(study: QualitativeStudy, results: Results, language: Language) -> Previews:
    """The places of the study that have something to show in a few words."""
    texts, words = interface_texts("pages")[language], Words(language, results.labels)
    found: Previews = {}

    def said(row: Any, *columns: str) -> str:
        return " · ".join(getattr(row, f"{column}_{language}") for column in columns)

    for row in study.excerpts.itertuples():
        heading = f"{row.excerpt_id} · {words.of('informant', row.informant_id)}"
        found[row_label(row.excerpt_id)] = found[row.excerpt_id] = (heading, quoted([said(row, "text")], language))
    for row in study.claims.itertuples():
        heading = f"{texts['claim']} {row.claim_id} ({words.of('strength', row.strength)})"
        found[row_label(row.claim_id)] = (heading, said(row, "statement"))
    for row in study.codes.itertuples():
        found[code_label(row.code_id)] = (f"{texts['code']}: {said(row, 'label')}", said(row, "definition"))
    for row in study.deviations.itertuples():
        heading = f"{texts['deviation']} {row.deviation_id}"
        found[row_label(row.deviation_id)] = (heading, said(row, "thesis_says", "book_says", "reason"))
    for number in results.numbers.values():
        found[number_label(number.id)] = (format_number(number.value, language), number.describe[language])
    for result in results.artefacts.values():
        found[result.id] = ("", result.texts[language].caption)
    return found


def work_previews(env: BuildEnvironment) -> Previews:
    """The entries of the reference list by page and place, whose ids another page may use for something else."""
    backend = find_plugin("pybtex.backends", "plaintext")()
    return {
        f"{citation.bibliography_key.docname.rpartition('/')[2]}#{citation.citation_id}": (
            "",
            re.sub(r"\s+", " ", citation.formatted_entry.text.render(backend)),
        )
        for citation in env.get_domain("cite").citations
    }


def write_previews(app: Sphinx, error: Exception | None) -> None:
    """Write all previews as a script, which a page read from a folder may load where it may not fetch."""
    if error or app.builder.format != "html":
        return
    own = study_previews(app.compendium_study, app.compendium_results, language_of(app.config))
    previews = own | work_previews(app.env)
    text = json.dumps(previews, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    Path(app.outdir, "_static", FILE).write_text(f"window.compendiumPreviews={text};\n", encoding="utf-8", newline="")


def setup(app: Sphinx) -> None:
    """Write the previews once all pages stand, and load the script that shows them."""
    app.add_js_file("preview.js", loading_method="defer")
    app.connect("build-finished", write_previews)
