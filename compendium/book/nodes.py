"""Small builders of docutils nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from compendium.artefacts.value_labels import LinkedText
from compendium.qualitative.labels import row_label

Cell = str | Sequence[nodes.Node]


def cross_reference(target: str, text: str, document: str, kind: str = "ref") -> addnodes.pending_xref:
    """A link to a label of the book ("ref"), to a page ("doc") or to something numbered ("numref").

    Without `text` it takes its words from what it leads to. A target that is missing warns.
    """
    return addnodes.pending_xref(
        "",
        nodes.inline("", text, classes=[] if text else ["xref", "std", f"std-{kind}"]),
        refdomain="std",
        reftype=kind,
        reftarget=target,
        refexplicit=bool(text),
        refdoc=document,
        refwarn=True,
    )


def joined(content: Iterable[nodes.Node], separator: str = ", ") -> list[nodes.Node]:
    """Nodes one after the other with a separator between."""
    return [part for node in content for part in (nodes.Text(separator), node)][1:]


def linked(parts: LinkedText, document: str) -> list[nodes.Node]:
    """Text of which some words lead to labels of the book."""
    return [
        nodes.Text(part) if isinstance(part, str) else cross_reference(part.label, part.text, document)
        for part in parts.parts
    ]


def label_target(name: str, document: nodes.document) -> nodes.target:
    """A place of the page that `cross_reference` can lead to."""
    target = nodes.target("", "", ids=[name], names=[name])
    document.note_explicit_target(target, target)
    return target


def row_target(row_id: str, document: nodes.document) -> nodes.target:
    """The place that `row_label` leads to."""
    return label_target(row_label(row_id), document)


class disclosure(nodes.General, nodes.Element):  # noqa: N801 - docutils names its nodes so
    """Something that can be opened: `summary` is read first, the children when it is open.

    `of` says for a reader who cannot see it what the summary belongs to.
    """


def _visit_disclosure(writer: HTML5Translator, node: disclosure) -> None:
    of = f'<span class="visually-hidden"> {escape(node["of"])}</span>' if node.get("of") else ""
    writer.body.append(writer.starttag(node, "details"))
    writer.body.append(f"<summary>{escape(node['summary'])}{of}</summary>\n")


def _depart_disclosure(writer: HTML5Translator, _node: disclosure) -> None:
    writer.body.append("</details>\n")


def definitions(pairs: Iterable[tuple[str, Sequence[nodes.Node]]]) -> nodes.definition_list:
    """Terms, each with what is said of it."""
    items = [
        nodes.definition_list_item("", nodes.term("", term), nodes.definition("", *content)) for term, content in pairs
    ]
    return nodes.definition_list("", *items)


def _entry(cell: Cell) -> nodes.entry:
    content = [nodes.Text(cell)] if isinstance(cell, str) else list(cell)
    blocks = [isinstance(node, nodes.Body) and not isinstance(node, nodes.Inline) for node in content]
    return nodes.entry("", *content) if content and all(blocks) else nodes.entry("", nodes.paragraph("", "", *content))


def _row(cells: Iterable[Cell]) -> nodes.row:
    return nodes.row("", *map(_entry, cells))


def filter_classes(columns: Sequence[int]) -> list[str]:
    """Classes by which the page's script finds a table to search and the columns to narrow it by."""
    return ["filterable", *(f"filter-{column}" for column in columns)] if columns else []


def table(headings: Sequence[str], rows: Iterable[Sequence[Cell]], classes: Sequence[str] = ()) -> nodes.table:
    """A plain table; text cells are shown as they are, never read as markup."""
    group = nodes.tgroup(cols=len(headings))
    group += [nodes.colspec(colwidth=1) for _ in headings]
    group += nodes.thead("", _row(headings))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group, classes=["colwidths-auto", *classes])


def setup(app: Sphinx) -> None:
    """Let pages hold what can be opened."""
    app.add_node(disclosure, html=(_visit_disclosure, _depart_disclosure))
