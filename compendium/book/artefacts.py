"""Tables and figures of the catalogue by id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, ClassVar

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx

from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.definition import UnknownArtefact
from compendium.artefacts.language import Language, format_number
from compendium.artefacts.value_labels import LinkedText
from compendium.book.nodes import (
    Cell,
    cross_reference,
    disclosure,
    filter_classes,
    joined,
    linked,
    row_target,
    table,
)
from compendium.book.numbering import NUMBERED_LIST
from compendium.book.source import result_for
from compendium.book.study_roles import StudyDirective
from compendium.qualitative.labels import row_label
from compendium.results.compute import Result
from compendium.results.current import picture
from compendium.study import definition

# Where a reader finds an artefact as a file, below the book's folder.
FILES = "artefakter"
ROW_ID = re.compile(r"[SC]\d{2,}")


def data_label(name: str) -> str:
    """The label of a table of the data in the data dictionary."""
    return f"data-{name.replace('_', '-')}"


def data_links(tables: Iterable[str], page: str) -> list[nodes.Node]:
    """Links to tables of the data in the data dictionary."""
    return joined(cross_reference(data_label(name), f"{name}.csv", page) for name in tables)


def result_named(directive: StudyDirective) -> Result:
    """The table or figure whose id a directive is given; an id that the catalogue does not hold stops the build."""
    try:
        definition().artefact(directive.arguments[0])
    except UnknownArtefact as error:
        raise directive.error(str(error)) from None
    return result_for(directive.env, directive.arguments[0])


def _linked_ids(text: str, page: str) -> list[nodes.Node]:
    """Ids of excerpts or claims, each a link to its row."""
    return joined(
        (
            cross_reference(row_label(word), word, page) if ROW_ID.fullmatch(word) else nodes.Text(word)
            for word in text.split()
        ),
        " ",
    )


def _cell(value: Any, language: Language, page: str) -> Cell:
    if isinstance(value, LinkedText):
        return linked(value, page)
    if isinstance(value, float):
        return "" if pd.isna(value) else format_number(value, language)
    return str(value)


def frame_table(
    frame: pd.DataFrame, directive: StudyDirective, classes: Sequence[str] = (), ids: str = ""
) -> nodes.table:
    """A frame as a table; rows that have an id can be linked to, and the ids in the column `ids` link to theirs."""
    page, columns = directive.env.docname, list(frame.columns)
    rows: list[list[Cell]] = [
        [
            _linked_ids(value, page) if column == ids else _cell(value, directive.language, page)
            for column, value in zip(columns, row)
        ]
        for row in frame.itertuples(index=False)
    ]
    if columns[0] == "Id":
        for row in rows:
            row[0] = [row_target(str(row[0]), directive.state.document), nodes.Text(str(row[0]))]
    return table(columns, rows, classes)


def chart_box(result: Result, language: Language) -> str:
    """The picture of a figure; on a phone it scrolls inside its box, which a keyboard must reach."""
    title, svg = escape(result.texts[language].title), picture(result, language)
    return (
        f'<div class="chart" tabindex="0" role="group" aria-label="{title}"><div class="chart-still">{svg}</div></div>'
    )


def chart_spec(result: Result, language: Language) -> str:
    """What the page's script makes the interactive chart of: the spec, what can be selected, and the figure's data."""
    view = result.views[language]
    payload = {
        "spec": result.specs[language],
        "choices": result.choices(language),
        "ids": result.artefact.ids,
        "columns": list(view.frame.columns),
        "headings": dict(view.headings),
        "rows": json.loads(view.frame.to_json(orient="values", force_ascii=False)),
    }
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A "<" inside the data could end the script, or open a comment that swallows its end.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/json" class="chart-spec">{safe}</script>'


def _file_links(artefact: Table | Figure, page: str) -> nodes.raw:
    """Links by which an artefact's files are saved."""
    file = f"{'../' * page.count('/')}{FILES}/{artefact.id}"
    suffixes = ("csv",) if isinstance(artefact, Table) else ("csv", "svg")
    links = " ".join(f'<a href="{file}.{suffix}" download>{suffix.upper()}</a>' for suffix in suffixes)
    return nodes.raw("", links, format="html")


class ArtefactDirective(StudyDirective):
    """```{artefact} fig-koder``` shows a table or figure with number, caption, source, files and anchor."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table or figure; the source of a table follows it, that of a figure stands in its legend."""
        result = result_named(self)
        node = self._table(result) if result.kind == "table" else self._figure(result)
        node["names"].append(result.id)
        node["ids"].append(result.id)
        self.state.document.note_explicit_target(node, node)
        return [*self.placed(node), *([self._source(result)] if result.kind == "table" else [])]

    def _table(self, result: Result) -> nodes.Element:
        columns = list(result.views[self.language].frame.columns)
        filters = filter_classes([columns.index(name) for name in result.artefact.filters])
        node = frame_table(result.shown(self.language), self, classes=["artefact", *filters])
        node.insert(0, nodes.title("", result.texts[self.language].caption))
        return node

    def _figure(self, result: Result) -> nodes.Element:
        texts = result.texts[self.language]
        node = nodes.figure("", classes=["artefact"])
        node += nodes.raw("", chart_box(result, self.language) + chart_spec(result, self.language), format="html")
        node += nodes.caption("", "", nodes.strong("", f"{texts.title}."), nodes.Text(f" {texts.caption}"))
        ids = texts.headings[result.artefact.ids] if result.artefact.ids else ""
        numbers = frame_table(result.shown(self.language), self, ids=ids)
        data = disclosure("", numbers, summary=self.texts["data_table"], of=texts.title)
        node += nodes.legend("", self._source(result), data)
        return node

    def _source(self, result: Result) -> nodes.paragraph:
        """The tables and the file of the code that an artefact comes from, and its own files."""
        texts, page = self.texts, self.env.docname
        line = nodes.paragraph("", f"{texts['source']}: ", classes=["artefact-source"])
        line += data_links(result.tables, page)
        line += [nodes.Text(f". {texts['computed_in']} "), nodes.literal("", result.sources[0].file), nodes.Text(".")]
        files = _file_links(result.artefact, page)
        line += nodes.inline("", "", nodes.Text(f" {texts['download']}: "), files, classes=["downloads"])
        return line


class ArtefactListDirective(StudyDirective):
    """```{artefact-list} figures``` or ```{artefact-list} tables``` lists them by number, with page and files."""

    required_arguments = 1
    kinds: ClassVar = {"figures": "figure", "tables": "table"}

    def run(self) -> list[nodes.Node]:
        """The table of tables or figures."""
        if self.arguments[0] not in self.kinds:
            raise self.error(f"{self.arguments[0]!r} is neither 'figures' nor 'tables'")
        every = [result_for(self.env, artefact_id) for artefact_id in definition().artefacts]
        rows = [self._row(result) for result in every if result.kind == self.kinds[self.arguments[0]]]
        headings = [self.texts[name] for name in ("number", "shows", "page", "download")]
        return self.placed(table(headings, rows, classes=[NUMBERED_LIST]))

    def _row(self, result: Result) -> list[Cell]:
        texts, page = result.texts[self.language], self.env.docname
        words = [nodes.strong("", f"{texts.title}. "), nodes.Text(texts.caption)] if texts.title else texts.caption
        place = cross_reference(f"/chapters/{result.artefact.page}", "", page, "doc")
        number = cross_reference(result.id, "", page, "numref")
        return [[number], words, [place], [_file_links(result.artefact, page)]]


def setup(app: Sphinx) -> None:
    """Register the directives, and the scripts of long tables and charts."""
    app.add_js_file("long-tables.js", loading_method="defer")
    app.add_js_file("charts.js", loading_method="defer")
    app.add_directive("artefact", ArtefactDirective)
    app.add_directive("artefact-list", ArtefactListDirective)
