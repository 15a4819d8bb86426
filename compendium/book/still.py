"""A figure of the catalogue once more, on a page that is not its own."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from compendium.artefacts.artefact import Figure
from compendium.book.artefacts import artefact_named, chart_box, presented
from compendium.book.nodes import cross_reference
from compendium.book.source import language_of, study_for
from compendium.book.words import WORDS


class StillDirective(SphinxDirective):
    """```{still} fig-oversikt``` shows a figure's picture, with a link to the figure itself, its number and its data."""

    required_arguments = 1

    def run(self):
        language = language_of(self.env.config)
        artefact = artefact_named(self)
        if not isinstance(artefact, Figure):
            raise self.error(f"{artefact.id} is a table; only a figure can be shown as a picture")
        study_for(self.env, artefact.id)
        figure = presented(self.env.app, artefact)
        link = cross_reference(artefact.id, WORDS[language]["figure_and_data"], self.env.docname)
        return [
            nodes.container(
                "",
                nodes.raw("", chart_box(figure), format="html"),
                nodes.paragraph("", "", nodes.Text(f"{figure.caption} "), link),
                classes=["still"],
            )
        ]


def setup(app: Sphinx) -> None:
    app.add_directive("still", StillDirective)
