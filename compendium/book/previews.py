"""What a link to an excerpt, a claim, a code, a deviation, a number or a work leads to, for a small box beside the link."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pybtex.plugin import find_plugin
from sphinx.application import Sphinx

from compendium.artefacts.language import Language, format_number
from compendium.book.codes import code_label
from compendium.book.numbers import number_label
from compendium.book.source import language_of, study_of
from compendium.book.words import WORDS
from compendium.qualitative.labels import STRENGTH, informant_name, row_label
from compendium.qualitative.study import QualitativeStudy
from compendium.study import definition

FILE = "previews.js"
# Label of a place: what the box says first, and its text.
Previews = dict[str, tuple[str, str]]


def study_previews(study: QualitativeStudy, language: Language) -> Previews:
    """The places of the study that have something to show in a few words."""
    words, found = WORDS[language], {}
    quotes = ("«", "»") if language == "nb" else ("“", "”")
    for excerpt in study.excerpts.itertuples():
        who = informant_name(excerpt.informant_id, language)
        text = f"{quotes[0]}{getattr(excerpt, f'text_{language}')}{quotes[1]}"
        found[row_label(excerpt.excerpt_id)] = found[excerpt.excerpt_id] = (f"{excerpt.excerpt_id} · {who}", text)
    for claim in study.claims.itertuples():
        heading = f"{words['claim']} {claim.claim_id} ({STRENGTH[language][claim.strength]})"
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
    for number in definition().numbers(study).values():
        value = format_number(number.compute(study), language)
        found[number_label(number.key)] = (value, number.describe[language])
    for artefact in definition().artefacts.values():
        found[artefact.id] = ("", artefact.caption(study, language))
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
    previews = {**study_previews(study_of(app.env), language_of(app.config)), **work_previews(app.env)}
    text = json.dumps(previews, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (Path(app.outdir) / "_static" / FILE).write_text(
        f"window.compendiumPreviews={text};\n", encoding="utf-8", newline=""
    )


def setup(app: Sphinx) -> None:
    app.add_js_file("preview.js", loading_method="defer")
    app.connect("build-finished", write_previews)
