"""Excerpts by id: as a block, inside a sentence, and all of them in a list."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from compendium.artefacts.language import quoted
from compendium.book.codes import code_label
from compendium.book.nodes import definitions, disclosure, filter_classes, row_target, table
from compendium.book.study_roles import OnPage, StudyDirective, StudyRole, UnknownId
from compendium.book.uses import SHOWN, used_in
from compendium.qualitative.counts import numerically
from compendium.qualitative.labels import row_label, section_label


class _Excerpts(OnPage):
    """What a page shows of an excerpt."""

    def excerpt(self, excerpt_id: str) -> Any:
        """The row of an excerpt. Raises `UnknownId`."""
        return self.row("excerpts", "excerpt_id", excerpt_id, "excerpt")

    def informant(self, excerpt: Any) -> str:
        """Who speaks. Firm and position would point out the person; the thesis signs with the number alone."""
        return self.words.of("informant", excerpt.informant_id)

    def anchor(self, excerpt_id: str) -> list[str]:
        """The id as anchor, at the first place of a page where the excerpt is shown."""
        placed = self.env.temp_data.setdefault("compendium_excerpts", set())
        first = excerpt_id not in placed
        placed.add(excerpt_id)
        return [excerpt_id] if first else []

    def codes(self, excerpt_id: str) -> list[nodes.Node]:
        """The codes of an excerpt as a list, each with its basis and, where it was judged here, the reason."""
        codings = self.study("codes", "codings").codings
        items = nodes.bullet_list("", classes=["simple", "codes"])
        own = codings[codings["excerpt_id"] == excerpt_id]
        for coding in own.sort_values(["basis", "code_id"], ascending=[False, True]).itertuples():
            basis, reason = self.words.of("coding_basis", coding.basis), getattr(coding, f"reason_{self.language}")
            link = self.link(code_label(coding.code_id), self.words.of("code", coding.code_id))
            name = nodes.inline("", "", link, classes=["code-name"])
            said = nodes.Text(f" ({basis}: {reason})" if reason else f" ({basis})")
            items += nodes.list_item("", nodes.paragraph("", "", name, said))
        return [items] if len(items) else []

    def claims(self, excerpt_id: str) -> list[nodes.Node]:
        """The claims that an excerpt bears on, each with how."""
        ties = self.study("evidence").evidence
        own = ties[ties["excerpt_id"] == excerpt_id].sort_values("claim_id", key=numerically)
        found: list[nodes.Node] = []
        for tie in own.itertuples():
            found += [nodes.Text(", ")] if found else []
            found.append(self.link(row_label(tie.claim_id), tie.claim_id))
            found.append(nodes.Text(f" ({self.words.of('relation', tie.relation)})"))
        return found

    def evidence(self, excerpt_id: str) -> disclosure:
        """What an excerpt is coded as, and what it is used for; closed until it is asked for."""
        codes = self.codes(excerpt_id) or [nodes.paragraph("", self.texts["no_codes"])]
        claims = self.claims(excerpt_id) or [nodes.Text(self.texts["no_claims"])]
        said = definitions(
            [
                (self.texts["codes"], codes),
                (self.texts["used_in"], [nodes.paragraph("", "", used_in(shown=excerpt_id))]),
                (self.texts["claims"], [nodes.paragraph("", "", *claims)]),
            ]
        )
        return disclosure("", said, summary=self.texts["codes_and_use"], of=excerpt_id, classes=["excerpt-evidence"])


def in_a_sentence(words: str) -> str:
    """An excerpt's words as they stand inside a sentence, whose own full stop closes both."""
    return words if words.endswith("..") else words.removesuffix(".")


class ExcerptDirective(_Excerpts, StudyDirective):
    """```{excerpt} S012``` shows an excerpt as a block, with its informant and anchor."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The block, with what the excerpt is coded as and used for."""
        excerpt_id = self.arguments[0]
        try:
            excerpt = self.excerpt(excerpt_id)
        except UnknownId as error:
            raise self.error(str(error)) from None
        text = nodes.paragraph("", excerpt[f"text_{self.language}"])
        quote = nodes.block_quote("", text, classes=["excerpt"], ids=self.anchor(excerpt_id))
        quote[SHOWN] = excerpt_id
        attribution = nodes.paragraph("", f"{self.informant(excerpt)} · ", classes=["attribution"])
        attribution += self.link(row_label(excerpt_id), excerpt_id)
        if self.language == "en":
            attribution += nodes.Text(f" · {self.texts['translated']}")
        quote += [attribution, self.evidence(excerpt_id)]
        return self.placed(quote)


class ExcerptRole(_Excerpts, StudyRole):
    """{excerpt}`S012` shows an excerpt inside a sentence, in quotation marks, with its informant."""

    def show(self) -> list[nodes.Node]:
        """The excerpt and its source."""
        excerpt = self.excerpt(self.text)
        said = quoted([in_a_sentence(excerpt[f"text_{self.language}"])], self.language)
        quote = nodes.inline("", said, classes=["excerpt-inline"], ids=self.anchor(self.text))
        quote[SHOWN] = self.text
        source = nodes.inline("", f" ({self.informant(excerpt)}, ", classes=["excerpt-source"])
        source += [self.link(row_label(self.text), self.text), nodes.Text(")")]
        return [quote, source]


class ExcerptListDirective(_Excerpts, StudyDirective):
    """```{excerpt-list}``` lists all excerpts with informant, section and codes."""

    def run(self) -> list[nodes.Node]:
        """The table of excerpts."""
        excerpts = self.study("excerpts").excerpts.sort_values("order").itertuples()
        headings = ("excerpt", "wording", "informant", "published_in", "codes", "used_in")
        classes = ["excerpt-list", *filter_classes((2, 4))]
        return self.placed(table([self.texts[name] for name in headings], map(self._row, excerpts), classes))

    def _row(self, excerpt: Any) -> list[Any]:
        excerpt_id = excerpt.excerpt_id
        wording = [nodes.paragraph("", getattr(excerpt, f"text_{self.language}"))]
        if note := getattr(excerpt, f"note_{self.language}"):
            wording.append(nodes.paragraph("", note, classes=["excerpt-note"]))
        use = [nodes.paragraph("", "", used_in(shown=excerpt_id))]
        if claims := self.claims(excerpt_id):
            use.append(nodes.paragraph("", f"{self.texts['claims']}: ", *claims))
        return [
            [row_target(excerpt_id, self.state.document), nodes.Text(excerpt_id)],
            wording,
            self.informant(excerpt),
            [self.link(section_label(excerpt.section), excerpt.section)],
            self.codes(excerpt_id),
            use,
        ]


def setup(app: Sphinx) -> None:
    """Register directives and role."""
    app.add_directive("excerpt", ExcerptDirective)
    app.add_role("excerpt", ExcerptRole())
    app.add_directive("excerpt-list", ExcerptListDirective)
