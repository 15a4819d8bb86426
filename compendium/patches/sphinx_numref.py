"""A link to a numbered table or figure is worded by its number without reading its page from the disk.

package: sphinx 7.4.7
reason: for each such link the whole page of what is linked is unpickled, to see what kind of thing has the number;
  for 73 links that takes a second, and three more where garbage is looked for as often as Python does
upstream: https://github.com/sphinx-doc/sphinx/issues/12883
"""

from __future__ import annotations

from typing import Any, cast

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform


def numbered_place(env: BuildEnvironment, label: str) -> tuple[str, str, str, tuple[int, ...]] | None:
    """Page, anchor, kind and number of what has a label and a number; nothing if there is no such thing."""
    page, anchor = env.domaindata["std"]["anonlabels"].get(label, ("", ""))
    for kind, numbers in env.toc_fignumbers.get(page, {}).items():
        if anchor in numbers:
            return page, anchor, kind, numbers[anchor]
    return None


class NumberReferences(SphinxPostTransform):
    """Resolves what can be without the page; Sphinx resolves the others, and those with words of their own."""

    # After a list was sorted by the links in it, and before Sphinx resolves them.
    default_priority = 6

    def run(self, **_: Any) -> None:
        domain = cast(StandardDomain, self.env.get_domain("std"))
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node.get("reftype") != "numref" or node["refexplicit"]:
                continue
            if place := numbered_place(self.env, node["reftarget"]):
                page, anchor, kind, number = place
                title = self.config.numfig_format[kind]
                text = title % ".".join(map(str, number))
                link = domain.build_reference_node(
                    node["refdoc"],
                    self.app.builder,
                    page,
                    anchor,
                    text,
                    "numref",
                    nodeclass=addnodes.number_reference,
                    title=title,
                )
                node.replace_self(link)


def setup(app: Sphinx) -> None:
    app.add_post_transform(NumberReferences)
