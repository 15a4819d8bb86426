"""Tables and figures of the catalogue by id."""

from __future__ import annotations

import json
import re
from html import escape

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.words import LinkedText
from compendium.artefacts.definition import UnknownArtefact
from compendium.artefacts.language import Language, format_number
from compendium.artefacts.presentation import PresentedFigure, present
from compendium.book.nodes import cross_reference, disclosure, filter_classes, row_target, table
from compendium.book.numbering import NUMBERED_LIST
from compendium.book.source import language_of, study_for, study_of
from compendium.book.words import WORDS
from compendium.qualitative.labels import row_label
from compendium.results.provenance import code_of, file_of, tables_read
from compendium.study import definition

# Where a reader finds an artefact as a file, below the book's folder.
FILES = "artefakter"
ROW_ID = re.compile(r"[SC]\d{2,}")


def presented(app: Sphinx, figure: Figure) -> PresentedFigure:
    """A figure as this build shows it, drawn once however often it is asked for."""
    if not hasattr(app, "compendium_presented"):
        app.compendium_presented = {}
    if figure.id not in app.compendium_presented:
        drawn = app.compendium_pictures.get(figure.id, "")
        app.compendium_presented[figure.id] = present(figure, app.compendium_study, language_of(app.config), drawn)
    return app.compendium_presented[figure.id]


def artefact_named(directive: SphinxDirective) -> Table | Figure:
    """The artefact whose id a directive is given; an id that the catalogue does not hold stops the build."""
    try:
        return definition().artefact(directive.arguments[0])
    except UnknownArtefact as error:
        raise directive.error(str(error)) from None


def _linked_ids(text: str, document: str) -> list[nodes.Node]:
    """Ids of excerpts or claims, each a link to its row."""
    found: list[nodes.Node] = []
    for word in text.split():
        found += [nodes.Text(" ")] if found else []
        found.append(cross_reference(row_label(word), word, document) if ROW_ID.fullmatch(word) else nodes.Text(word))
    return found


def _cell(value, language: Language, document: str) -> str | list[nodes.Node]:
    if isinstance(value, LinkedText):
        return [
            nodes.Text(part) if isinstance(part, str) else cross_reference(part.label, part.text, document)
            for part in value.parts
        ]
    if isinstance(value, float):
        return "" if pd.isna(value) else format_number(value, language)
    return str(value)


def frame_table(
    frame: pd.DataFrame, language: Language, directive: SphinxDirective, classes=(), ids: str = ""
) -> nodes.table:
    """A frame as a table of the page; rows that have an id can be linked to, and the ids in column `ids` link to theirs."""
    document, page = directive.state.document, directive.env.docname
    rows = [
        [
            _linked_ids(value, page) if column == ids else _cell(value, language, page)
            for column, value in zip(frame.columns, row)
        ]
        for row in frame.itertuples(index=False)
    ]
    if frame.columns[0] == "Id":
        rows = [[[row_target(row[0], document), nodes.Text(row[0])], *row[1:]] for row in rows]
    return table(list(frame.columns), rows, classes)


def chart_box(figure: PresentedFigure) -> str:
    """The still picture; on a phone it scrolls inside its box, which a keyboard must reach."""
    return f'<div class="chart" tabindex="0" role="group" aria-label="{escape(figure.title)}"><div class="chart-still">{figure.svg}</div></div>'


def chart_spec(figure: PresentedFigure) -> str:
    """What the page's script makes the interactive chart of: the spec, what can be picked, and the figure's data."""
    payload = {
        "spec": figure.spec,
        "choices": figure.choices,
        "ids": figure.ids,
        "columns": list(figure.data.columns),
        "rows": json.loads(figure.data.to_json(orient="values", force_ascii=False)),
    }
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A "<" inside the data could end the script, or open a comment that swallows its end.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/json" class="chart-spec">{safe}</script>'


def _file_links(artefact: Table | Figure, page: str) -> nodes.raw:
    """Links by which an artefact's files are saved."""
    up = "../" * page.count("/")
    suffixes = ("csv",) if isinstance(artefact, Table) else ("csv", "svg")
    links = " ".join(
        f'<a href="{up}{FILES}/{artefact.id}.{suffix}" download>{suffix.upper()}</a>' for suffix in suffixes
    )
    return nodes.raw("", links, format="html")


class ArtefactDirective(SphinxDirective):
    """```{artefact} fig-koder``` shows a table or figure with number, caption, source, files and anchor."""

    required_arguments = 1

    def run(self):
        study, language = study_for(self.env, self.arguments[0]), language_of(self.env.config)
        artefact = artefact_named(self)
        if isinstance(artefact, Table):
            node = self._table(artefact, study, language)
            found = [node, self._source(artefact.compute, artefact, study, language)]
        else:
            node = self._figure(artefact, study, language)
            found = [node]
        node["names"].append(artefact.id)
        node["ids"].append(artefact.id)
        self.state.document.note_explicit_target(node, node)
        self.set_source_info(node)
        return found

    def _table(self, artefact, study, language) -> nodes.Element:
        node = frame_table(
            artefact.compute(study, language), language, self, classes=["artefact", *filter_classes(artefact.filters)]
        )
        node.insert(0, nodes.title("", artefact.caption(study, language)))
        return node

    def _figure(self, artefact, study, language) -> nodes.Element:
        figure = presented(self.env.app, artefact)
        node = nodes.figure("", classes=["artefact"])
        node += nodes.raw("", chart_box(figure) + chart_spec(figure), format="html")
        node += nodes.caption("", "", nodes.strong("", f"{figure.title}."), nodes.Text(f" {figure.caption}"))
        legend = nodes.legend()
        legend += self._source(artefact.data, artefact, study, language)
        numbers = disclosure(summary=WORDS[language]["data_table"], of=figure.title)
        numbers += frame_table(figure.data, language, self, ids=figure.ids)
        legend += numbers
        node += legend
        return node

    def _source(self, function, artefact, study, language) -> nodes.paragraph:
        """The tables and the function that an artefact comes from, and its files."""
        words, page = WORDS[language], self.env.docname
        line = nodes.paragraph("", f"{words['source']}: ", classes=["artefact-source"])
        for place, name in enumerate(tables_read(function, study, language)):
            line += [nodes.Text(", ")] if place else []
            line += cross_reference(f"data-{name.replace('_', '-')}", f"{name}.csv", page)
        line += [
            nodes.Text(f". {words['computed_by']} "),
            nodes.literal("", code_of(function)),
            nodes.Text(f" ({file_of(function)})."),
        ]
        line += nodes.inline(
            "", "", nodes.Text(f" {words['download']}: "), _file_links(artefact, page), classes=["downloads"]
        )
        return line


class ArtefactListDirective(SphinxDirective):
    """```{artefact-list} figures``` or ```{artefact-list} tables``` lists them by number, with caption, page and files."""

    required_arguments = 1
    kinds = {"figures": Figure, "tables": Table}

    def run(self):
        if self.arguments[0] not in self.kinds:
            raise self.error(f"{self.arguments[0]!r} is neither 'figures' nor 'tables'")
        study, language = study_of(self.env), language_of(self.env.config)
        rows = []
        for artefact in definition().artefacts.values():
            if isinstance(artefact, self.kinds[self.arguments[0]]):
                caption = artefact.caption(study, language)
                words = (
                    [nodes.strong("", f"{artefact.title[language]}. "), nodes.Text(caption)]
                    if isinstance(artefact, Figure)
                    else caption
                )
                page = [_reference("doc", f"/chapters/{artefact.page}", self.env.docname)]
                rows.append(
                    [
                        [_reference("numref", artefact.id, self.env.docname)],
                        words,
                        page,
                        [_file_links(artefact, self.env.docname)],
                    ]
                )
        listing = table(
            [WORDS[language][name] for name in ("number", "shows", "page", "download")], rows, classes=[NUMBERED_LIST]
        )
        self.set_source_info(listing)
        return [listing]


def _reference(kind: str, target: str, page: str) -> addnodes.pending_xref:
    """A link that takes its words from what it leads to: its number ("numref") or its title ("doc")."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", classes=["xref", "std", f"std-{kind}"]),
        refdomain="std",
        reftype=kind,
        reftarget=target,
        refexplicit=False,
        refdoc=page,
        refwarn=True,
    )


def setup(app: Sphinx) -> None:
    app.add_js_file("long-tables.js", loading_method="defer")
    app.add_js_file("charts.js", loading_method="defer")
    app.add_directive("artefact", ArtefactDirective)
    app.add_directive("artefact-list", ArtefactListDirective)
