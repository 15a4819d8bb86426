"""The codes, each with its rules and with the excerpts that carry it."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from compendium.book.nodes import cross_reference, definitions
from compendium.book.source import language_of, study_of, words_of
from compendium.book.words import WORDS
from compendium.qualitative.counts import codebook_order, numerically
from compendium.qualitative.labels import row_label


def code_label(code_id: str) -> str:
    """The label of a code's own place in the book."""
    return f"kode-{code_id}"


class CodeListDirective(SphinxDirective):
    """```{code-list}``` gives each code a section: its rules, and its excerpts by basis of the coding."""

    def run(self):
        study = study_of(self.env, "codes", "codings", "excerpts")
        language = language_of(self.env.config)
        codes = study.codes.set_index("code_id", drop=False)
        return [self._section(codes.loc[code], study, language) for code in codebook_order(study)]

    def _section(self, code, study, language: str) -> nodes.section:
        words, names, name = WORDS[language], words_of(self.env), code_label(code["code_id"])
        section = nodes.section(ids=[name], names=[name])
        section += nodes.title("", code[f"label_{language}"])
        self.state.document.note_explicit_target(section, section)
        rules = [
            (words[kind], [nodes.paragraph("", code[f"{kind}_{language}"])])
            for kind in ("definition", "include", "exclude")
            if code[f"{kind}_{language}"]
        ]
        if code["parent_id"]:
            parent = cross_reference(
                code_label(code["parent_id"]), names.of("code", code["parent_id"]), self.env.docname
            )
            rules.insert(0, (words["parent_code"], [nodes.paragraph("", "", parent)]))
        for basis in ("section", "reconstruction"):
            own = study.codings[(study.codings["code_id"] == code["code_id"]) & (study.codings["basis"] == basis)]
            heading = f"{words['excerpts']}, {names.of('coding_basis', basis)}: {len(own)}"
            rules.append((heading, [self._excerpts(own, study, language)]))
        section += definitions(rules)
        return section

    def _excerpts(self, codings, study, language: str) -> nodes.Node:
        if codings.empty:
            return nodes.paragraph("", WORDS[language]["none"])
        speakers = dict(zip(study.excerpts["excerpt_id"], study.excerpts["informant_id"]))
        items = nodes.bullet_list("", classes=["simple", "compact"])
        for coding in codings.sort_values("excerpt_id", key=numerically).itertuples():
            link = cross_reference(row_label(coding.excerpt_id), coding.excerpt_id, self.env.docname)
            reason = getattr(coding, f"reason_{language}")
            who = (
                f", {words_of(self.env).of('informant', speakers[coding.excerpt_id])}{f': {reason}' if reason else ''}"
            )
            items += nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(who)))
        return items


def setup(app: Sphinx) -> None:
    app.add_directive("code-list", CodeListDirective)
