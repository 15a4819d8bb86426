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
from compendium.artefacts.definition import UnknownArtefact
from compendium.artefacts.language import Language, format_number
from compendium.artefacts.value_labels import LinkedText
from compendium.book.nodes import cross_reference, disclosure, filter_classes, row_target, table
from compendium.book.numbering import NUMBERED_LIST
from compendium.book.source import language_of, result_for
from compendium.book.words import WORDS
from compendium.qualitative.labels import row_label
from compendium.results.compute import Result
from compendium.results.current import picture
from compendium.study import definition

# Where a reader finds an artefact as a file, below the book's folder.
FILES = "artefakter"
ROW_ID = re.compile(r"[SC]\d{2,}")


def result_named(directive: SphinxDirective) -> Result:
    """The table or figure whose id a directive is given; an id that the catalogue does not hold stops the build."""
    try:
        definition().artefact(directive.arguments[0])
    except UnknownArtefact as error:
        raise directive.error(str(error)) from None
    return result_for(directive.env, directive.arguments[0])


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


def chart_box(result: Result, language: Language) -> str:
    """The still picture; on a phone it scrolls inside its box, which a keyboard must reach."""
    title, svg = escape(result.texts[language].title), picture(result, language)
    return (
        f'<div class="chart" tabindex="0" role="group" aria-label="{title}"><div class="chart-still">{svg}</div></div>'
    )


def chart_spec(result: Result, language: Language) -> str:
    """What the page's script makes the interactive chart of: the spec, what can be picked, and the figure's data."""
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
        language = language_of(self.env.config)
        result = result_named(self)
        if result.kind == "table":
            node = self._table(result, language)
            found = [node, self._source(result, language)]
        else:
            node = self._figure(result, language)
            found = [node]
        node["names"].append(result.id)
        node["ids"].append(result.id)
        self.state.document.note_explicit_target(node, node)
        self.set_source_info(node)
        return found

    def _table(self, result: Result, language: Language) -> nodes.Element:
        columns = list(result.views[language].frame.columns)
        filters = filter_classes([columns.index(name) for name in result.artefact.filters])
        node = frame_table(result.shown(language), language, self, classes=["artefact", *filters])
        node.insert(0, nodes.title("", result.texts[language].caption))
        return node

    def _figure(self, result: Result, language: Language) -> nodes.Element:
        texts = result.texts[language]
        node = nodes.figure("", classes=["artefact"])
        node += nodes.raw("", chart_box(result, language) + chart_spec(result, language), format="html")
        node += nodes.caption("", "", nodes.strong("", f"{texts.title}."), nodes.Text(f" {texts.caption}"))
        legend = nodes.legend()
        legend += self._source(result, language)
        numbers = disclosure(summary=WORDS[language]["data_table"], of=texts.title)
        ids = texts.headings[result.artefact.ids] if result.artefact.ids else ""
        numbers += frame_table(result.shown(language), language, self, ids=ids)
        legend += numbers
        node += legend
        return node

    def _source(self, result: Result, language: Language) -> nodes.paragraph:
        """The tables and the file of the code that an artefact comes from, and its own files."""
        words, page = WORDS[language], self.env.docname
        line = nodes.paragraph("", f"{words['source']}: ", classes=["artefact-source"])
        for place, name in enumerate(result.tables):
            line += [nodes.Text(", ")] if place else []
            line += cross_reference(f"data-{name.replace('_', '-')}", f"{name}.csv", page)
        line += [nodes.Text(f". {words['computed_in']} "), nodes.literal("", result.sources[0].file), nodes.Text(".")]
        files = _file_links(result.artefact, page)
        line += nodes.inline("", "", nodes.Text(f" {words['download']}: "), files, classes=["downloads"])
        return line


class ArtefactListDirective(SphinxDirective):
    """```{artefact-list} figures``` or ```{artefact-list} tables``` lists them by number, with caption, page and files."""

    required_arguments = 1
    kinds = {"figures": "figure", "tables": "table"}

    def run(self):
        if self.arguments[0] not in self.kinds:
            raise self.error(f"{self.arguments[0]!r} is neither 'figures' nor 'tables'")
        language, page = language_of(self.env.config), self.env.docname
        rows = []
        for artefact_id in definition().artefacts:
            result = result_for(self.env, artefact_id)
            if result.kind != self.kinds[self.arguments[0]]:
                continue
            texts = result.texts[language]
            words = [nodes.strong("", f"{texts.title}. "), nodes.Text(texts.caption)] if texts.title else texts.caption
            place = [_reference("doc", f"/chapters/{result.artefact.page}", page)]
            number = [_reference("numref", artefact_id, page)]
            rows.append([number, words, place, [_file_links(result.artefact, page)]])
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
