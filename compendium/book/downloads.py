"""Beside each page that is written its notebook with outputs and its source, and a line that links both."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from compendium.book.background import in_background
from compendium.book.source import language_of
from compendium.build.notebooks import is_chapter
from compendium.interface import interface_texts
from compendium.publish.page_notebooks import write_page_forms

WORDS = interface_texts("forms")


def add_forms(app: Sphinx, page: str, template: str, context: dict, doctree) -> None:
    """Have the page's notebook made of its text as it is now, and add the line with the links."""
    if doctree is None or app.builder.name != "html":
        return
    source, root = Path(app.env.doc2path(page)), Path(app.srcdir)
    has_code = is_chapter(source, root)
    language = language_of(app.config)
    in_background(app, write_page_forms, context["body"], source, root, Path(app.outdir, page), has_code, language)
    words = WORDS[language]
    file = page.rpartition("/")[2]
    notebook = words["notebook_with_outputs" if has_code else "notebook"]
    context["body"] += (
        f'<nav class="page-forms" aria-label="{words["label"]}">'
        f'<a href="{file}.ipynb" download>{notebook}</a> '
        f'<a href="{file}.md" download>{words["source"]}</a></nav>'
    )


def setup(app: Sphinx) -> None:
    app.add_css_file("page-forms.css")
    # Before others add to the page what belongs to a browser alone.
    app.connect("html-page-context", add_forms, priority=100)
