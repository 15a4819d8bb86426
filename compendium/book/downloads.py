"""Beside each page that is written its notebook with outputs and its source, and a line that links both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from compendium.book.background import in_background
from compendium.book.source import language_of
from compendium.build.notebooks import is_chapter
from compendium.interface import interface_texts
from compendium.publish.page_notebooks import write_page_forms


def add_forms(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Have the page's notebook made of its text as it is now, and add the line with the links."""
    if doctree is None or app.builder.name != "html":
        return
    source, root, language = Path(app.env.doc2path(page)), Path(app.srcdir), language_of(app.config)
    has_code = is_chapter(source, root)
    in_background(app, write_page_forms, context["body"], source, root, Path(app.outdir, page), has_code, language)
    texts, file = interface_texts("forms")[language], page.rpartition("/")[2]
    notebook = texts["notebook_with_outputs" if has_code else "notebook"]
    context["body"] += (
        f'<nav class="page-forms" aria-label="{texts["label"]}">'
        f'<a href="{file}.ipynb" download>{notebook}</a> '
        f'<a href="{file}.md" download>{texts["source"]}</a></nav>'
    )


def setup(app: Sphinx) -> None:
    """Make the forms of each page before others add to it what belongs to a browser alone."""
    app.add_css_file("page-forms.css")
    app.connect("html-page-context", add_forms, priority=100)
