"""Tables and figures of the catalogue by id."""

from __future__ import annotations

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from analysis.artefact import Language, LinkedText, Table
from analysis.catalogue import UnknownArtefact, shown
from analysis.numbers import format_number
from analysis.presentation import present

from .nodes import cross_reference, filter_classes, row_target, table
from .source import language_of, study_of
from .words import WORDS


def _cell(value, language: Language, document: str) -> str | list[nodes.Node]:
    if isinstance(value, LinkedText):
        return [
            nodes.Text(part) if isinstance(part, str) else cross_reference(part.label, part.text, document)
            for part in value.parts
        ]
    if isinstance(value, float):
        return "" if pd.isna(value) else format_number(value, language)
    return str(value)


def frame_table(frame: pd.DataFrame, language: Language, directive: SphinxDirective, classes=()) -> nodes.table:
    """A frame as a table of the page; rows that have an id can be linked to."""
    document = directive.state.document
    rows = [[_cell(value, language, directive.env.docname) for value in row] for row in frame.itertuples(index=False)]
    if frame.columns[0] == "Id":
        rows = [[[row_target(row[0], document), nodes.Text(row[0])], *row[1:]] for row in rows]
    return table(list(frame.columns), rows, classes)


class ArtefactDirective(SphinxDirective):
    """```{artefact} fig-koder``` shows a table or figure with number, caption and anchor."""

    required_arguments = 1

    def run(self):
        study, language = study_of(self.env), language_of(self.env.config)
        try:
            artefact = shown(self.arguments[0])
        except UnknownArtefact as error:
            raise self.error(str(error)) from None
        node = self._table(artefact, study, language) if isinstance(artefact, Table) else self._figure(artefact, study, language)
        node["names"].append(artefact.id)
        node["ids"].append(artefact.id)
        self.state.document.note_explicit_target(node, node)
        self.set_source_info(node)
        return [node]

    def _table(self, artefact, study, language) -> nodes.Element:
        node = frame_table(artefact.compute(study, language), language, self, classes=["artefact", *filter_classes(artefact.filters)])
        node.insert(0, nodes.title("", artefact.caption(study, language)))
        return node

    def _figure(self, artefact, study, language) -> nodes.Element:
        figure = present(artefact, study, language)
        node = nodes.figure("", classes=["artefact"])
        # On a phone the chart scrolls inside its box, which a keyboard must reach.
        box = f'<div class="chart" tabindex="0" role="group" aria-label="{artefact.id}">{figure.svg}</div>'
        node += nodes.raw("", box, format="html")
        node += nodes.caption("", figure.caption)
        legend = nodes.legend()
        legend += nodes.raw("", f"<details><summary>{WORDS[language]['data_table']}</summary>", format="html")
        legend += frame_table(figure.data, language, self)
        legend += nodes.raw("", "</details>", format="html")
        node += legend
        return node


def setup(app: Sphinx) -> None:
    app.add_js_file("table-filter.js", loading_method="defer")
    app.add_directive("artefact", ArtefactDirective)
