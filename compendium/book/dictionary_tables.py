"""The data dictionary on a page."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from compendium.book.artefacts import frame_table
from compendium.book.source import language_of, note_tables
from compendium.book.words import WORDS
from compendium.study import DATA
from compendium.tables.dictionary import data_dictionary
from compendium.tables.reading import read_rows
from compendium.tables.schema import read_schemas


class DataDictionaryDirective(SphinxDirective):
    """```{data-dictionary}``` describes each table of the study in a section of its own."""

    def run(self):
        language, study = language_of(self.env.config), self.env.app.compendium_study
        words = WORDS[language]
        note_tables(self.env, read_schemas(DATA))
        sections = []
        for table in data_dictionary(language, DATA):
            label = f"data-{table.name.replace('_', '-')}"
            section = nodes.section(ids=[label], names=[label])
            section += nodes.title("", table.path)
            self.state.document.note_explicit_target(section, section)
            rows = (
                len(getattr(study, table.name))
                if table.name in study.table_names()
                else self._rows_of_version(table.name)
            )
            section += nodes.paragraph(
                "", f"{table.description}. {rows} {words['rows']}. {words['terms']}: {table.terms}"
            )
            section += frame_table(table.columns, language, self, classes=["dictionary"])
            sections.append(section)
        return sections

    def _rows_of_version(self, name: str) -> int:
        """How many rows a dated version of a table has; it is no part of the study."""
        rows, _ = read_rows(DATA, read_schemas(DATA)[name])
        return len(rows.lines)


def setup(app: Sphinx) -> None:
    app.add_directive("data-dictionary", DataDictionaryDirective)
