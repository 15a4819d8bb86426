"""Excerpts by id: as a block, inside a sentence, and all of them in a list."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from compendium.artefacts.language import quoted
from compendium.artefacts.suggestion import suggestion
from compendium.book.codes import code_label
from compendium.book.nodes import cross_reference, definitions, disclosure, filter_classes, row_target, table
from compendium.book.source import language_of, study_of, words_of
from compendium.book.uses import SHOWN, used_in
from compendium.book.words import WORDS
from compendium.qualitative.counts import numerically
from compendium.qualitative.labels import row_label


class UnknownExcerpt(LookupError):
    """An excerpt id that the data do not hold."""


class _Excerpt:
    """One excerpt with what a page needs to know of it."""

    def __init__(self, env, excerpt_id: str):
        study, self.language = study_of(env, "excerpts"), language_of(env.config)
        rows = study.excerpts[study.excerpts["excerpt_id"] == excerpt_id]
        if rows.empty:
            hint = suggestion(excerpt_id, study.excerpts["excerpt_id"])
            raise UnknownExcerpt(f"{excerpt_id!r} is no excerpt of data/excerpts.csv{hint}")
        row = rows.iloc[0]
        self.id = excerpt_id
        self.text = row[f"text_{self.language}"]
        # Firm and position would point out the person who speaks; the thesis signs with the number alone.
        self.informant = words_of(env).of("informant", row["informant_id"])

    def anchor(self, env) -> list[str]:
        """The id as anchor, at the first place of a page where the excerpt is shown."""
        placed = env.temp_data.setdefault("compendium_excerpts", set())
        first = self.id not in placed
        placed.add(self.id)
        return [self.id] if first else []

    def link(self, env) -> nodes.Node:
        return cross_reference(row_label(self.id), self.id, env.docname)


def in_a_sentence(words: str) -> str:
    """An excerpt's words as they stand inside a sentence, whose own full stop closes both."""
    return words if words.endswith("..") else words.removesuffix(".")


class ExcerptDirective(SphinxDirective):
    """```{excerpt} S012``` shows an excerpt as a block, with its informant and anchor."""

    required_arguments = 1

    def run(self):
        try:
            excerpt = _Excerpt(self.env, self.arguments[0])
        except UnknownExcerpt as error:
            raise self.error(str(error)) from None
        quote = nodes.block_quote("", nodes.paragraph("", excerpt.text), classes=["excerpt"])
        quote["ids"] = excerpt.anchor(self.env)
        quote[SHOWN] = excerpt.id
        attribution = nodes.paragraph(
            "", "", nodes.Text(f"{excerpt.informant} · "), excerpt.link(self.env), classes=["attribution"]
        )
        if excerpt.language == "en":
            attribution += nodes.Text(f" · {WORDS['en']['translated']}")
        quote += attribution
        quote += _evidence(self.env, excerpt.id)
        self.set_source_info(quote)
        return [quote]


class ExcerptRole(SphinxRole):
    """{excerpt}`S012` shows an excerpt inside a sentence, in quotation marks, with its informant."""

    def run(self):
        try:
            excerpt = _Excerpt(self.env, self.text)
        except UnknownExcerpt as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        said = quoted([in_a_sentence(excerpt.text)], excerpt.language)
        quote = nodes.inline("", said, classes=["excerpt-inline"])
        quote["ids"] = excerpt.anchor(self.env)
        quote[SHOWN] = excerpt.id
        source = nodes.inline("", "", classes=["excerpt-source"])
        source += [nodes.Text(f" ({excerpt.informant}, "), excerpt.link(self.env), nodes.Text(")")]
        return [quote, source], []


def _code_list(env, excerpt_id: str) -> nodes.Node:
    """The codes of an excerpt, each with its basis and, where it was judged here, the reason."""
    study, language, names = study_of(env, "codes", "codings"), language_of(env.config), words_of(env)
    codings = study.codings[study.codings["excerpt_id"] == excerpt_id]
    items = nodes.bullet_list("", classes=["simple", "codes"])
    for coding in codings.sort_values(["basis", "code_id"], ascending=[False, True]).itertuples():
        basis = names.of("coding_basis", coding.basis)
        reason = getattr(coding, f"reason_{language}")
        text = f" ({basis}: {reason})" if reason else f" ({basis})"
        link = cross_reference(code_label(coding.code_id), names.of("code", coding.code_id), env.docname)
        name = nodes.inline("", "", link, classes=["code-name"])
        items += nodes.list_item("", nodes.paragraph("", "", name, nodes.Text(text)))
    return items


def _claim_links(env, excerpt_id: str) -> list[nodes.Node]:
    """The claims that an excerpt bears on, each with how."""
    study, names = study_of(env, "evidence"), words_of(env)
    found: list[nodes.Node] = []
    for tie in (
        study.evidence[study.evidence["excerpt_id"] == excerpt_id].sort_values("claim_id", key=numerically).itertuples()
    ):
        link = cross_reference(row_label(tie.claim_id), tie.claim_id, env.docname)
        found += [nodes.Text(", ")] if found else []
        found += [link, nodes.Text(f" ({names.of('relation', tie.relation)})")]
    return found


def _evidence(env, excerpt_id: str) -> disclosure:
    """What an excerpt is coded as, and what it is used for; closed until it is asked for."""
    words = WORDS[language_of(env.config)]
    codes, claims = _code_list(env, excerpt_id), _claim_links(env, excerpt_id)
    said = [
        (words["codes"], [codes] if len(codes) else [nodes.paragraph("", words["no_codes"])]),
        (words["used_in"], [nodes.paragraph("", "", used_in(shown=excerpt_id))]),
        (words["claims"], [nodes.paragraph("", "", *(claims or [nodes.Text(words["no_claims"])]))]),
    ]
    return disclosure(
        "", definitions(said), summary=words["codes_and_use"], of=excerpt_id, classes=["excerpt-evidence"]
    )


class ExcerptListDirective(SphinxDirective):
    """```{excerpt-list}``` lists all excerpts with informant, section and codes."""

    def run(self):
        study, language = study_of(self.env, "excerpts"), language_of(self.env.config)
        words, names = WORDS[language], words_of(self.env)
        rows = []
        for excerpt in study.excerpts.sort_values("order").itertuples():
            wording = [nodes.paragraph("", getattr(excerpt, f"text_{language}"))]
            if note := getattr(excerpt, f"note_{language}"):
                wording.append(nodes.paragraph("", note, classes=["excerpt-note"]))
            codes, claims = _code_list(self.env, excerpt.excerpt_id), _claim_links(self.env, excerpt.excerpt_id)
            use: list[nodes.Node] = [nodes.paragraph("", "", used_in(shown=excerpt.excerpt_id))]
            if claims:
                use.append(nodes.paragraph("", "", nodes.Text(f"{words['claims']}: "), *claims))
            section = cross_reference(f"sec-{excerpt.section.replace('.', '-')}", excerpt.section, self.env.docname)
            rows.append(
                [
                    [row_target(excerpt.excerpt_id, self.state.document), nodes.Text(excerpt.excerpt_id)],
                    wording,
                    names.of("informant", excerpt.informant_id),
                    [section],
                    [codes] if len(codes) else "",
                    use,
                ]
            )
        headings = [words[name] for name in ("excerpt", "wording", "informant", "published_in", "codes", "used_in")]
        listing = table(headings, rows, classes=["excerpt-list", *filter_classes((2, 4))])
        self.set_source_info(listing)
        return [listing]


def setup(app: Sphinx) -> None:
    app.add_directive("excerpt", ExcerptDirective)
    app.add_role("excerpt", ExcerptRole())
    app.add_directive("excerpt-list", ExcerptListDirective)
