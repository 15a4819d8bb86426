"""The codes, each with its rules and with the excerpts that carry it."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from compendium.book.nodes import definitions
from compendium.book.study_roles import StudyDirective
from compendium.qualitative.counts import codebook_order, numerically
from compendium.qualitative.labels import row_label


def code_label(code_id: str) -> str:
    """The label of a code's own place in the book."""
    return f"kode-{code_id}"


class CodeListDirective(StudyDirective):
    """```{code-list}``` gives each code a section: its rules, and its excerpts by basis of the coding."""

    def run(self) -> list[nodes.Node]:
        """The sections, in the order of the codebook."""
        study = self.study("codes", "codings", "excerpts")
        codes = study.codes.set_index("code_id", drop=False)
        return [self._section(codes.loc[code], study) for code in codebook_order(study)]

    def _section(self, code: Any, study: Any) -> nodes.section:
        name = code_label(code["code_id"])
        section = nodes.section(ids=[name], names=[name])
        section += nodes.title("", code[f"label_{self.language}"])
        self.state.document.note_explicit_target(section, section)
        rules: list[tuple[str, list[nodes.Node]]] = []
        if parent := code["parent_id"]:
            link = self.link(code_label(parent), self.words.of("code", parent))
            rules.append((self.texts["parent_code"], [nodes.paragraph("", "", link)]))
        rules += [
            (self.texts[kind], [nodes.paragraph("", rule)])
            for kind in ("definition", "include", "exclude")
            if (rule := code[f"{kind}_{self.language}"])
        ]
        for basis in ("section", "reconstruction"):
            own = study.codings[(study.codings["code_id"] == code["code_id"]) & (study.codings["basis"] == basis)]
            heading = f"{self.texts['excerpts']}, {self.words.of('coding_basis', basis)}: {len(own)}"
            rules.append((heading, [self._excerpts(own, study)]))
        section += definitions(rules)
        return section

    def _excerpts(self, codings: Any, study: Any) -> nodes.Node:
        if codings.empty:
            return nodes.paragraph("", self.texts["none"])
        informants = study.excerpts.set_index("excerpt_id")["informant_id"]
        items = nodes.bullet_list("", classes=["simple", "compact"])
        for coding in codings.sort_values("excerpt_id", key=numerically).itertuples():
            link = self.link(row_label(coding.excerpt_id), coding.excerpt_id)
            reason = getattr(coding, f"reason_{self.language}")
            informant = self.words.of("informant", informants[coding.excerpt_id])
            said = nodes.Text(f", {informant}: {reason}" if reason else f", {informant}")
            items += nodes.list_item("", nodes.paragraph("", "", link, said))
        return items


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("code-list", CodeListDirective)
