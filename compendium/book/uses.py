"""Where the pages show an excerpt or a number: noted while pages are read, shown wherever it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from compendium.book.nodes import cross_reference, joined
from compendium.book.source import language_of, words_of
from compendium.interface import interface_texts
from compendium.qualitative.labels import section_label

# The attribute by which a node says which excerpt or number it shows.
SHOWN = "compendium_shown"


class used_in(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """Stands for the links to all places that show `shown`, until all pages are read."""


def _section_of(node: nodes.Element) -> str:
    """The label of the thesis's section that a node stands in, or "" where there is none."""
    above = node.parent
    while above is not None:
        for label in above.get("ids", ()) if isinstance(above, nodes.section) else ():
            if label.startswith("sec-"):
                return str(label)
        above = above.parent
    return ""


def note_uses(app: Sphinx, doctree: nodes.document) -> None:
    """Note what a page that has just been read shows, and in which sections."""
    shown = [(node[SHOWN], _section_of(node)) for node in doctree.findall(nodes.Element) if SHOWN in node]
    _uses(app.env)[app.env.docname] = list(dict.fromkeys(shown))


def _uses(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """By page, what it shows and in which section."""
    if not hasattr(env, "compendium_uses"):
        env.compendium_uses = {}
    uses: dict[str, list[tuple[str, str]]] = env.compendium_uses
    return uses


def forget_uses(_app: Sphinx, env: BuildEnvironment, page: str) -> None:
    """Forget what a page showed that is gone or read again."""
    _uses(env).pop(page, None)


def pages_to_write_again(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, when an excerpt or a number has moved: what they say of its use may be out of date."""
    before, env.compendium_uses_written = getattr(env, "compendium_uses_written", None), dict(_uses(env))
    return sorted(env.found_docs) if before not in (None, env.compendium_uses_written) else []


def _section_names(env: BuildEnvironment) -> dict[str, str]:
    """The name of each section of the thesis by its label."""
    words = words_of(env)
    return {section_label(section): words.of("section", section) for section in words.labels["section"]}


def _places(
    env: BuildEnvironment, shown: str, pages: Iterable[str], names: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Page, label and name of each place that shows an excerpt or a number, page by page.

    The page's title is said once: Resultat 4.2.1, 4.3; Diskusjon 5.2.
    """
    for page in pages:
        labels = [label for what, label in _uses(env).get(page, ()) if what == shown]
        for place, label in enumerate(labels):
            title = env.titles[page].astext() if place == 0 else ""
            yield page, label, f"{title} {names.get(label, '')}".strip() or env.titles[page].astext()


class ShowUses(SphinxPostTransform):
    """Puts the places of use where they are asked for, as references that are resolved after this."""

    default_priority = 5

    def run(self, **_: Any) -> None:
        """Replace what stands for the places."""
        waiting = list(self.document.findall(used_in))
        if not waiting:
            return
        pages, names = list(self.env.collect_relations()), _section_names(self.env)
        for node in waiting:
            document = self.env.docname
            links = [
                cross_reference(label, name, document) if label else cross_reference(f"/{page}", name, document, "doc")
                for page, label, name in _places(self.env, node["shown"], pages, names)
            ]
            nowhere = interface_texts("pages")[language_of(self.config)]["not_used"]
            node.replace_self(nodes.inline("", "", *(joined(links) or [nodes.Text(nowhere)])))


def setup(app: Sphinx) -> None:
    """Note uses while pages are read, and show them when all are."""
    app.connect("doctree-read", note_uses)
    app.connect("env-purge-doc", forget_uses)
    app.connect("env-updated", pages_to_write_again)
    app.add_post_transform(ShowUses)
