"""Numbers of the prose by key: each leads to the row that says where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from compendium.artefacts.language import Language, format_number, number_in_words
from compendium.artefacts.suggestion import suggestion
from compendium.book.artefacts import data_links
from compendium.book.nodes import label_target, table
from compendium.book.source import note_tables, result_for
from compendium.book.study_roles import StudyDirective, StudyRole, UnknownId
from compendium.book.uses import SHOWN, used_in
from compendium.qualitative.labels import section_label
from compendium.results.compute import NumberResult


def number_label(key: str) -> str:
    """The label of a number's row in the list of numbers."""
    return f"tall-{key.replace('_', '-')}"


class NumberRole(StudyRole):
    """{number}`n_excerpts` shows a number of the catalogue; prose writes `{{ n_excerpts }}`.

    `write(value, language)` says how: in figures, or out in words.
    """

    def __init__(self, write: Callable[[float | str, Language], str] = format_number) -> None:
        super().__init__()
        self.write = write

    def show(self) -> list[nodes.Node]:
        """The number as a link."""
        number = result_for(self.env, self.text)
        if not isinstance(number, NumberResult):
            near = suggestion(self.text, self.env.app.compendium_results.numbers)
            raise UnknownId(f"{self.text!r} is no number of the catalogue{near}")
        link = self.link(number_label(number.id), self.write(number.value, self.language))
        node = nodes.inline("", "", link, classes=["number"])
        node[SHOWN] = number.id
        node["describe"] = f"{self.texts['what']}: {number.describe[self.language]}"
        return [node]


class DescribeNumbers(SphinxPostTransform):
    """Gives the link of each number a title, once references are resolved."""

    default_priority = 15

    def run(self, **_: Any) -> None:
        """Set the titles of a page."""
        for node in self.document.findall(nodes.inline):
            if "describe" in node:
                for link in node.findall(nodes.reference):
                    link["reftitle"] = node["describe"]


class NumberListDirective(StudyDirective):
    """```{number-list} counted``` or ```{number-list} stated``` lists the numbers with where they come from."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The table of numbers."""
        if self.arguments[0] not in ("counted", "stated"):
            raise self.error(f"{self.arguments[0]!r} is neither 'counted' nor 'stated'")
        stated = self.arguments[0] == "stated"
        note_tables(self.env, ["facts"] if stated else [])
        every = [result_for(self.env, key) for key in self.env.app.compendium_results.numbers]
        rows = [self._row(result) for result in every if bool(result.number.fact_id) == stated]
        headings = [self.texts[name] for name in ("key", "value", "what", "origin", "used_in")]
        return self.placed(table(headings, rows, classes=["number-list", "filterable"]))

    def _row(self, result: NumberResult) -> list[Any]:
        value, origin = format_number(result.value, self.language), self._counted(result)
        if result.number.fact_id:
            facts = self.env.app.compendium_study.facts.set_index("fact_id")
            unit = facts.at[result.number.fact_id, f"unit_{self.language}"]
            value, origin = f"{value} {unit}".strip(), self._stated(result)
        key = [label_target(number_label(result.id), self.state.document), nodes.literal("", result.id)]
        return [key, value, result.describe[self.language], origin, [used_in(shown=result.id)]]

    def _stated(self, result: NumberResult) -> list[nodes.Node]:
        section = result.number.section
        place = self.link(section_label(section), self.words.of("section", section))
        row = f", {result.number.fact_id}; {self.texts['thesis_section']} "
        return [nodes.literal("", "data/facts.csv"), nodes.Text(row), place]

    def _counted(self, result: NumberResult) -> list[nodes.Node]:
        source = result.source
        code = [nodes.literal("", source.name), nodes.Text(f" ({source.file}) ← ")]
        return [*code, *data_links(result.tables, self.env.docname)]


def setup(app: Sphinx) -> None:
    """Register roles and directive."""
    app.add_role("number", NumberRole())
    app.add_role("number-words", NumberRole(number_in_words))
    app.add_role("number-neuter", NumberRole(partial(number_in_words, neuter=True)))
    app.add_directive("number-list", NumberListDirective)
    app.add_post_transform(DescribeNumbers)
