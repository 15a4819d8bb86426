"""Numbers of the prose by key: each leads to the row that says where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective, SphinxRole

from compendium.artefacts.language import Language, format_number, number_in_words
from compendium.artefacts.suggestion import suggestion
from compendium.book.nodes import cross_reference, label_target, table
from compendium.book.source import language_of, note_tables, result_for, words_of
from compendium.book.uses import SHOWN, used_in
from compendium.book.words import WORDS
from compendium.qualitative.labels import section_label
from compendium.results.compute import NumberResult
from compendium.study import DATA
from compendium.tables.dictionary import data_dictionary


def number_label(key: str) -> str:
    """The label of a number's row in the list of numbers."""
    return f"tall-{key.replace('_', '-')}"


class NumberRole(SphinxRole):
    """{number}`n_excerpts` shows a number of the catalogue; prose writes `{{ n_excerpts }}`.

    `write(value, language)` says how: in figures, or out in words.
    """

    def __init__(self, write: Callable[[int | float | str, Language], str] = format_number):
        super().__init__()
        self.write = write

    def run(self):
        language = language_of(self.env.config)
        number = result_for(self.env, self.text)
        if not isinstance(number, NumberResult):
            hint = suggestion(self.text, self.env.app.compendium_results.numbers)
            message = self.inliner.reporter.error(
                f"{self.text!r} is no number of the catalogue{hint}", line=self.lineno
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        value = self.write(number.value, language)
        link = cross_reference(number_label(number.id), value, self.env.docname)
        node = nodes.inline("", "", link, classes=["number"])
        node[SHOWN] = number.id
        node["describe"] = f"{WORDS[language]['what']}: {number.describe[language]}"
        return [node], []


class DescribeNumbers(SphinxPostTransform):
    """Gives the link of each number a title, once references are resolved."""

    default_priority = 15

    def run(self, **kwargs) -> None:
        for node in self.document.findall(nodes.inline):
            if "describe" in node:
                for link in node.findall(nodes.reference):
                    link["reftitle"] = node["describe"]


class NumberListDirective(SphinxDirective):
    """```{number-list} counted``` or ```{number-list} stated``` lists the numbers with where they come from."""

    required_arguments = 1

    def run(self):
        if self.arguments[0] not in ("counted", "stated"):
            raise self.error(f"{self.arguments[0]!r} is neither 'counted' nor 'stated'")
        language = language_of(self.env.config)
        words = WORDS[language]
        paths = {found.name: found.path for found in data_dictionary(language, DATA)}
        stated = self.arguments[0] == "stated"
        note_tables(self.env, ["facts"] if stated else [])
        rows = []
        for key in self.env.app.compendium_results.numbers:
            result = result_for(self.env, key)
            if bool(result.number.fact_id) == stated:
                rows.append(
                    [
                        [label_target(number_label(key), self.state.document), nodes.literal("", key)],
                        self._value(result, language),
                        result.describe[language],
                        self._stated(result, language) if stated else self._counted(result, paths),
                        [used_in(shown=key)],
                    ]
                )
        headings = [words[name] for name in ("key", "value", "what", "origin", "used_in")]
        listing = table(headings, rows, classes=["number-list", "filterable"])
        self.set_source_info(listing)
        return [listing]

    def _value(self, result: NumberResult, language: Language) -> str:
        facts = self.env.app.compendium_study.facts.set_index("fact_id")
        unit = facts.at[result.number.fact_id, f"unit_{language}"] if result.number.fact_id else ""
        return f"{format_number(result.value, language)} {unit}".strip()

    def _stated(self, result: NumberResult, language: Language) -> list[nodes.Node]:
        section = result.number.section
        place = cross_reference(section_label(section), words_of(self.env).of("section", section), self.env.docname)
        row = f", {result.number.fact_id}; {WORDS[language]['thesis_section']} "
        return [nodes.literal("", "data/facts.csv"), nodes.Text(row), place]

    def _counted(self, result: NumberResult, paths: dict[str, str]) -> list[nodes.Node]:
        source = result.source
        found: list[nodes.Node] = [nodes.literal("", source.name), nodes.Text(f" ({source.file}) ← ")]
        for place, name in enumerate(result.tables):
            found += [nodes.Text(", ")] if place else []
            found.append(cross_reference(f"data-{name.replace('_', '-')}", paths[name], self.env.docname))
        return found


def setup(app: Sphinx) -> None:
    app.add_role("number", NumberRole())
    app.add_role("number-words", NumberRole(number_in_words))
    app.add_role("number-neuter", NumberRole(partial(number_in_words, neuter=True)))
    app.add_directive("number-list", NumberListDirective)
    app.add_post_transform(DescribeNumbers)
