"""The order of a list of tables and figures: that of their numbers in the book."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from compendium.patches.sphinx_numref import numbered_place

# The class of a list whose rows each begin with a link to a table or figure.
NUMBERED_LIST = "artefact-list"


class ByNumber(SphinxPostTransform):
    """Puts the rows of a list of artefacts in the order of the book, once the artefacts have their numbers."""

    # Before references, here the number itself, are resolved.
    default_priority = 5

    def run(self, **_: Any) -> None:
        for listing in self.document.findall(nodes.table):
            if NUMBERED_LIST in listing["classes"]:
                body = next(listing.findall(nodes.tbody))
                body[:] = sorted(body, key=self._number)

    def _number(self, row: nodes.row) -> tuple[int, ...]:
        place = numbered_place(self.env, next(row.findall(addnodes.pending_xref))["reftarget"])
        return place[3] if place else ()


def setup(app: Sphinx) -> None:
    app.add_post_transform(ByNumber)
