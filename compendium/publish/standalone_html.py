"""A notebook as one HTML file, through nbconvert, that asks no other file or host for anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from compendium.artefacts.language import Language
from compendium.publish.page_notebooks import CHECK

TEMPLATES = Path(__file__).parent / "templates"
_TARGET = re.compile(r'(?<=\]\()[^()\s]+(?=\))|(?<=href=")[^"]+(?=")')
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_TABLE = re.compile(r"(<table\b.*?</table>)", re.DOTALL)


def with_links(text: str, change: Callable[[str], str]) -> str:
    """Markdown in which the target of each link is what `change` makes of it."""
    return _TARGET.sub(lambda match: change(match[0]), text)


def _title(notebook: NotebookNode) -> str:
    found = next((match[1] for cell in notebook.cells if (match := _HEADING.search(cell.source))), "")
    return re.sub(r"<[^>]+>", "", found)


def _to_page(target: str) -> str:
    path, mark, place = target.partition("#")
    return path.removesuffix(".ipynb") + ".html" + mark + place if path.endswith(".ipynb") else target


@cache
def _exporter(language: Language) -> HTMLExporter:
    return HTMLExporter(
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="standalone",
        language_code=language,
        exclude_anchor_links=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )


def standalone(notebook: NotebookNode, language: Language) -> str:
    """The notebook with its outputs as a page of its own; links to other notebooks lead to their pages.

    What a notebook says of how to run it is left out, since a page can't be run.
    """
    linked = notebook.copy()
    linked.cells = [
        cell if cell.cell_type == "code" else NotebookNode(cell, source=with_links(cell.source, _to_page))
        for cell in notebook.cells
        if CHECK not in cell.metadata.get("tags", ())
    ]
    linked.metadata = NotebookNode(notebook.metadata, title=_title(notebook))
    html, _ = _exporter(language).from_notebook_node(linked)
    return _TABLE.sub(r'<div class="wide" tabindex="0">\1</div>', html)
