"""Beside each page its notebook with outputs and its source, and a line that links both."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from sphinx.application import Sphinx
from sphinx.util import logging

from analysis.execution import chapter_with_outputs
from analysis.exporting.notebook_pages import page_notebook
from analysis.exporting.plain import markdown
from analysis.notebooks import chapter_paths

from .source import language_of

logger = logging.getLogger(__name__)

WORDS = {
    "nb": {
        "label": "Siden i andre former",
        "notebook": "Notatbok (.ipynb)",
        "notebook_with_outputs": "Notatbok med resultater (.ipynb)",
        "source": "Kilde (.md)",
    },
    "en": {
        "label": "The page in other forms",
        "notebook": "Notebook (.ipynb)",
        "notebook_with_outputs": "Notebook with outputs (.ipynb)",
        "source": "Source (.md)",
    },
}


def _chapters(app: Sphinx) -> dict[str, Path]:
    """The pages that have code, each with its file."""
    root = Path(app.srcdir)
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in chapter_paths(root)}


def collect(app: Sphinx, page: str, template: str, context: dict, doctree) -> None:
    """Keep the page's text for its notebook, and add the line with the links."""
    if doctree is None or app.builder.name != "html":
        return
    app.compendium_texts[page] = context["body"]
    words = WORDS[language_of(app.config)]
    file = page.rpartition("/")[2]
    notebook = words["notebook_with_outputs" if page in app.compendium_chapters else "notebook"]
    context["body"] += (
        f'<nav class="page-forms" aria-label="{words["label"]}">'
        f'<a href="{file}.ipynb" download>{notebook}</a> '
        f'<a href="{file}.md" download>{words["source"]}</a></nav>'
    )


def write(app: Sphinx, error: Exception | None) -> None:
    """Write notebook and source beside each page that was written; nothing is executed for it."""
    if error or app.builder.name != "html" or not app.compendium_texts:
        return
    folder = Path(app.outdir)
    for page, pieces in markdown(app.compendium_texts).items():
        chapter = app.compendium_chapters.get(page)
        notebook = page_notebook(page, pieces, chapter_with_outputs(chapter, Path(app.srcdir)) if chapter else None)
        target = folder / page
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".ipynb").write_text(f"{nbformat.writes(notebook)}\n", encoding="utf-8", newline="")
        shutil.copyfile(app.env.doc2path(page), target.with_suffix(".md"))
    logger.info(f"notebooks of {len(app.compendium_texts)} pages written")


def setup(app: Sphinx) -> None:
    app.compendium_texts = {}
    app.compendium_chapters = _chapters(app)
    app.add_css_file("page-forms.css")
    # Before others add to the page what belongs to a browser alone.
    app.connect("html-page-context", collect, priority=100)
    app.connect("build-finished", write)
