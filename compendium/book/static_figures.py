"""A figure of the catalogue once more, on a page that is not its own, as a picture alone."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from compendium.book.artefacts import chart_box, result_named
from compendium.book.study_roles import StudyDirective


class StaticFigureDirective(StudyDirective):
    """```{still} fig-oversikt``` shows a figure's picture, with a link to the figure itself, its numbers and data."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The picture, its caption and the link."""
        result = result_named(self)
        if result.kind != "figure":
            raise self.error(f"{result.id} is a table; only a figure can be shown as a picture")
        caption = nodes.Text(f"{result.texts[self.language].caption} ")
        link = self.link(result.id, self.texts["figure_and_data"])
        picture = nodes.raw("", chart_box(result, self.language), format="html")
        return [nodes.container("", picture, nodes.paragraph("", "", caption, link), classes=["still"])]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("still", StaticFigureDirective)
