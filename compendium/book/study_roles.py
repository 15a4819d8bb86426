"""What roles and directives of the book ask of the page that they stand on, and how a role refuses an unknown id."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from compendium.artefacts.language import Language
from compendium.artefacts.suggestion import suggestion
from compendium.artefacts.value_labels import Words
from compendium.book.nodes import cross_reference
from compendium.book.source import language_of, study_of, words_of
from compendium.interface import interface_texts


class UnknownId(LookupError):
    """An id that the data do not hold."""


class OnPage:
    """The study, and what is said about it, for the page that is being read."""

    env: BuildEnvironment

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return language_of(self.env.config)

    @property
    def texts(self) -> dict[str, str]:
        """What the engine itself says on pages."""
        return interface_texts("pages")[self.language]

    @property
    def words(self) -> Words:
        """The labels of the study's values."""
        return words_of(self.env)

    def study(self, *tables: str) -> Any:
        """The study with these tables alone, on which the page then depends."""
        return study_of(self.env, *tables)

    def row(self, table: str, key: str, value: str, noun: str) -> Any:
        """The row of a table whose `key` is `value`. Raises `UnknownId`, naming what comes near."""
        frame = getattr(self.study(table), table)
        rows = frame[frame[key] == value]
        if rows.empty:
            raise UnknownId(f"{value!r} is no {noun} of data/{table}.csv{suggestion(value, frame[key])}")
        return rows.iloc[0]

    def link(self, target: str, text: str) -> addnodes.pending_xref:
        """A link to a label of the book."""
        return cross_reference(target, text, self.env.docname)


class StudyDirective(OnPage, SphinxDirective):
    """A directive that shows something of the study."""

    def placed(self, node: nodes.Element) -> list[nodes.Node]:
        """A node that knows on which line of the page it stands."""
        self.set_source_info(node)
        return [node]


class StudyRole(OnPage, SphinxRole):
    """A role that shows something of the study by its id; an unknown id is an error on its line."""

    def show(self) -> list[nodes.Node]:
        """What stands for the role. Raises `UnknownId`."""
        raise NotImplementedError

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """What stands for the role, and what is wrong with it."""
        try:
            return self.show(), []
        except UnknownId as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
