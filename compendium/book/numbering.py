"""The numbers of tables and figures, where a list is put in their order and where a link is worded by one."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from compendium.study import definition

# The class of a list whose rows each begin with a link to a table or figure.
NUMBERED_LIST = "artefact-list"


def _place(env: BuildEnvironment, artefact_id: str) -> tuple[str, str, str, tuple[int, ...]] | None:
    """Page, anchor, kind and number of a table or figure; nothing if it stands on no page."""
    page, anchor = env.get_domain("std").anonlabels.get(artefact_id, ("", ""))[:2]
    for kind, found in env.toc_fignumbers.get(page, {}).items():
        if anchor in found:
            return page, anchor, kind, found[anchor]
    return None


class ByNumber(SphinxPostTransform):
    """Puts the rows of a list of artefacts in the order of the book, once the artefacts have their numbers."""

    # Before references, here the number itself, are resolved.
    default_priority = 5

    def run(self, **_):
        for listing in self.document.findall(nodes.table):
            if NUMBERED_LIST in listing["classes"]:
                body = next(listing.findall(nodes.tbody))
                body[:] = sorted(body, key=self._number)

    def _number(self, row: nodes.row) -> tuple[int, ...]:
        place = _place(self.env, next(row.findall(addnodes.pending_xref))["reftarget"])
        return place[3] if place else ()


class NumberReferences(SphinxPostTransform):
    """Words a link to a table or figure by its number, as Sphinx does.

    Sphinx (7.4) reads the whole page of what is linked from the disk again for
    each such link, to see there what kind of thing has the number.
    """

    default_priority = ByNumber.default_priority + 1

    def run(self, **_):
        domain = self.env.get_domain("std")
        for node in list(self.document.findall(addnodes.pending_xref)):
            if (
                node.get("reftype") != "numref"
                or node["reftarget"] not in definition().artefacts
                or node["refexplicit"]
            ):
                continue
            if place := _place(self.env, node["reftarget"]):
                page, anchor, kind, number = place
                words = self.config.numfig_format[kind]
                node.replace_self(
                    domain.build_reference_node(
                        node["refdoc"],
                        self.app.builder,
                        page,
                        anchor,
                        words % ".".join(map(str, number)),
                        "numref",
                        nodeclass=addnodes.number_reference,
                        title=words,
                    )
                )


def setup(app: Sphinx) -> None:
    app.add_post_transform(ByNumber)
    app.add_post_transform(NumberReferences)
