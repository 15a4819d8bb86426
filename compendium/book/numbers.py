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
from compendium.book.source import language_of, study_for, study_of
from compendium.book.uses import SHOWN, used_in
from compendium.book.words import WORDS
from compendium.qualitative.labels import section_label, section_link
from compendium.results.provenance import Provenance, provenance
from compendium.study import DATA, definition
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
        study, language = study_for(self.env, self.text), language_of(self.env.config)
        known = definition().numbers(study)
        number = known.get(self.text)
        if number is None:
            hint = suggestion(self.text, known)
            message = self.inliner.reporter.error(
                f"{self.text!r} is no number of the catalogue{hint}", line=self.lineno
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        value = self.write(number.compute(study), language)
        link = cross_reference(number_label(number.key), value, self.env.docname)
        node = nodes.inline("", "", link, classes=["number"])
        node[SHOWN] = number.key
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
        study, language = study_of(self.env), language_of(self.env.config)
        words = WORDS[language]
        pages = {found.name: found.path for found in data_dictionary(language, DATA)}
        rows = []
        for number in definition().numbers(study).values():
            origin = provenance(number, study)
            if bool(origin.fact_id) != (self.arguments[0] == "stated"):
                continue
            source = self._stated(origin, study, language) if origin.fact_id else self._counted(origin, pages)
            value = format_number(origin.value, language)
            rows.append(
                [
                    [label_target(number_label(number.key), self.state.document), nodes.literal("", number.key)],
                    self._value(value, origin, study, language),
                    number.describe[language],
                    source,
                    [used_in(shown=number.key)],
                ]
            )
        headings = [words[name] for name in ("key", "value", "what", "origin", "used_in")]
        listing = table(headings, rows, classes=["number-list", "filterable"])
        self.set_source_info(listing)
        return [listing]

    def _value(self, value: str, origin: Provenance, study, language: Language) -> str:
        unit = study.facts.set_index("fact_id").at[origin.fact_id, f"unit_{language}"] if origin.fact_id else ""
        return f"{value} {unit}".strip()

    def _stated(self, origin: Provenance, study, language: Language) -> list[nodes.Node]:
        link = section_link(study, origin.section, language)
        place = cross_reference(section_label(origin.section), link.text, self.env.docname)
        return [
            nodes.literal("", "data/facts.csv"),
            nodes.Text(f", {origin.fact_id}; {WORDS[language]['thesis_section']} "),
            place,
        ]

    def _counted(self, origin: Provenance, paths: dict[str, str]) -> list[nodes.Node]:
        found: list[nodes.Node] = [nodes.literal("", origin.code), nodes.Text(f" ({origin.file}) ← ")]
        for name in origin.tables:
            found += [nodes.Text(", ")] if name != origin.tables[0] else []
            found.append(cross_reference(f"data-{name.replace('_', '-')}", paths[name], self.env.docname))
        return found


def setup(app: Sphinx) -> None:
    app.add_role("number", NumberRole())
    app.add_role("number-words", NumberRole(number_in_words))
    app.add_role("number-neuter", NumberRole(partial(number_in_words, neuter=True)))
    app.add_directive("number-list", NumberListDirective)
    app.add_post_transform(DescribeNumbers)
