"""A figure of the catalogue once more, on a page that is not its own."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from compendium.book.artefacts import chart_box, result_named
from compendium.book.nodes import cross_reference
from compendium.book.source import language_of
from compendium.book.words import WORDS


class StillDirective(SphinxDirective):
    """```{still} fig-oversikt``` shows a figure's picture, with a link to the figure itself, its number and its data."""

    required_arguments = 1

    def run(self):
        language = language_of(self.env.config)
        result = result_named(self)
        if result.kind != "figure":
            raise self.error(f"{result.id} is a table; only a figure can be shown as a picture")
        link = cross_reference(result.id, WORDS[language]["figure_and_data"], self.env.docname)
        return [
            nodes.container(
                "",
                nodes.raw("", chart_box(result, language), format="html"),
                nodes.paragraph("", "", nodes.Text(f"{result.texts[language].caption} "), link),
                classes=["still"],
            )
        ]


def setup(app: Sphinx) -> None:
    app.add_directive("still", StillDirective)
