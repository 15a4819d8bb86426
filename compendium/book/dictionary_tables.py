"""The data dictionary on a page."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from compendium.book.artefacts import data_label, frame_table
from compendium.book.source import note_tables
from compendium.book.study_roles import StudyDirective
from compendium.study import DATA
from compendium.tables.dictionary import data_dictionary
from compendium.tables.reading import read_rows
from compendium.tables.schema import read_schemas


class DataDictionaryDirective(StudyDirective):
    """```{data-dictionary}``` describes each table of the study in a section of its own."""

    def run(self) -> list[nodes.Node]:
        """The sections, in the order of the descriptor."""
        schemas = read_schemas(DATA)
        note_tables(self.env, schemas)
        sections: list[nodes.Node] = []
        for table in data_dictionary(self.language, DATA):
            label = data_label(table.name)
            section = nodes.section(ids=[label], names=[label])
            section += nodes.title("", table.path)
            self.state.document.note_explicit_target(section, section)
            frame = getattr(self.env.app.compendium_study, table.name, None)
            if frame is None:  # A dated version of a table is no part of the study.
                read, _ = read_rows(DATA, schemas[table.name])
                frame = read.lines if read else ()
            about = f"{table.description}. {len(frame)} {self.texts['rows']}. {self.texts['terms']}: {table.terms}"
            section += nodes.paragraph("", about)
            section += frame_table(table.columns, self, classes=["dictionary"])
            sections.append(section)
        return sections


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("data-dictionary", DataDictionaryDirective)
