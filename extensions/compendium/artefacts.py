"""Tables and figures of the catalogue by id."""

from __future__ import annotations

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from analysis.artefact import Table
from analysis.catalogue import UnknownArtefact, shown
from analysis.presentation import present

from .nodes import table
from .source import language_of, study_of
from .words import WORDS


def _cell(value) -> str:
    return "" if pd.isna(value) else str(value)


def frame_table(frame: pd.DataFrame, language: str, classes=()) -> nodes.table:
    """A frame as a table of the page; floats as the language writes them."""
    comma = "," if language == "nb" else "."
    shown_frame = frame.map(lambda value: f"{value:.1f}".replace(".", comma) if isinstance(value, float) else value)
    return table(list(frame.columns), [[_cell(value) for value in row] for row in shown_frame.itertuples(index=False)], classes)


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
        node = frame_table(artefact.compute(study, language), language, classes=["artefact"])
        node.insert(0, nodes.title("", artefact.caption(study, language)))
        # Wide tables scroll inside their own box, which a keyboard must reach.
        return node

    def _figure(self, artefact, study, language) -> nodes.Element:
        figure = present(artefact, study, language)
        node = nodes.figure("", classes=["artefact"])
        node += nodes.raw("", f'<div class="chart">{figure.svg}</div>', format="html")
        node += nodes.caption("", figure.caption)
        legend = nodes.legend()
        legend += nodes.raw("", f"<details><summary>{WORDS[language]['data_table']}</summary>", format="html")
        legend += frame_table(figure.data, language)
        legend += nodes.raw("", "</details>", format="html")
        node += legend
        return node


def setup(app: Sphinx) -> None:
    app.add_directive("artefact", ArtefactDirective)
