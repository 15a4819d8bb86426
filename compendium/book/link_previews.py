"""What a link to an excerpt, a claim, a code, a deviation, a number or a work leads to, for a small box beside the link."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pybtex.plugin import find_plugin
from sphinx.application import Sphinx

from compendium.artefacts.language import Language, format_number, quoted
from compendium.artefacts.value_labels import Words
from compendium.book.codes import code_label
from compendium.book.number_roles import number_label
from compendium.book.source import language_of
from compendium.book.words import WORDS
from compendium.qualitative.labels import row_label
from compendium.qualitative.study import QualitativeStudy
from compendium.results.compute import Results

FILE = "previews.js"
# Label of a place: what the box says first, and its text.
Previews = dict[str, tuple[str, str]]


def study_previews(study: QualitativeStudy, results: Results, language: Language) -> Previews:
    """The places of the study that have something to show in a few words."""
    words, found = WORDS[language], {}
    labels = Words(language, results.labels)
    for excerpt in study.excerpts.itertuples():
        who = labels.of("informant", excerpt.informant_id)
        text = quoted([getattr(excerpt, f"text_{language}")], language)
        found[row_label(excerpt.excerpt_id)] = found[excerpt.excerpt_id] = (f"{excerpt.excerpt_id} · {who}", text)
    for claim in study.claims.itertuples():
        heading = f"{words['claim']} {claim.claim_id} ({labels.of('strength', claim.strength)})"
        found[row_label(claim.claim_id)] = (heading, getattr(claim, f"statement_{language}"))
    for code in study.codes.itertuples():
        found[code_label(code.code_id)] = (
            f"{words['code']}: {getattr(code, f'label_{language}')}",
            getattr(code, f"definition_{language}"),
        )
    for deviation in study.deviations.itertuples():
        text = " · ".join(
            getattr(deviation, f"{column}_{language}") for column in ("thesis_says", "book_says", "reason")
        )
        found[row_label(deviation.deviation_id)] = (f"{words['deviation']} {deviation.deviation_id}", text)
    for number in results.numbers.values():
        found[number_label(number.id)] = (format_number(number.value, language), number.describe[language])
    for result in results.artefacts.values():
        found[result.id] = ("", result.texts[language].caption)
    return found


def work_previews(env) -> Previews:
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
    previews = {**own, **work_previews(app.env)}
    text = json.dumps(previews, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (Path(app.outdir) / "_static" / FILE).write_text(
        f"window.compendiumPreviews={text};\n", encoding="utf-8", newline=""
    )


def setup(app: Sphinx) -> None:
    app.add_js_file("preview.js", loading_method="defer")
    app.connect("build-finished", write_previews)
