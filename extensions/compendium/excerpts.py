"""Excerpts by id: as a block, inside a sentence, and all of them in a list."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from analysis.labels import row_label

from .nodes import cross_reference, filter_classes, row_target, table
from .source import language_of, study_of
from .words import WORDS


class UnknownExcerpt(LookupError):
    """An excerpt id that the data do not hold."""


def _informant_name(informant_id: str, language: str) -> str:
    return f"{WORDS[language]['informant']} {int(informant_id[1:])}"


class _Excerpt:
    """One excerpt with what a page needs to know of it."""

    def __init__(self, env, excerpt_id: str):
        study, self.language = study_of(env), language_of(env.config)
        rows = study.excerpts[study.excerpts["excerpt_id"] == excerpt_id]
        if rows.empty:
            raise UnknownExcerpt(f"{excerpt_id!r} is no excerpt of data/excerpts.csv")
        row = rows.iloc[0]
        informant = study.informants.set_index("informant_id").loc[row["informant_id"]]
        firm = study.firms.set_index("firm_id").loc[informant["firm_id"]]
        self.id = excerpt_id
        self.text = row[f"text_{self.language}"]
        self.informant = _informant_name(row["informant_id"], self.language)
        self.position = informant[f"position_{self.language}"].lower()
        self.firm = firm["name"]

    def anchor(self, env) -> list[str]:
        """The id as anchor, at the first place of a page where the excerpt is shown."""
        placed = env.temp_data.setdefault("compendium_excerpts", set())
        first = self.id not in placed
        placed.add(self.id)
        return [self.id] if first else []

    def link(self, env) -> nodes.Node:
        return cross_reference(row_label(self.id), self.id, env.docname)


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
        source = f"{excerpt.informant}, {excerpt.position}, {excerpt.firm} · "
        attribution = nodes.attribution("", "", nodes.Text(source), excerpt.link(self.env))
        if excerpt.language == "en":
            attribution += nodes.Text(f" · {WORDS['en']['translated']}")
        quote += attribution
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
        opening, closing = ("«", "»") if excerpt.language == "nb" else ("“", "”")
        quote = nodes.inline("", f"{opening}{excerpt.text}{closing}", classes=["excerpt-inline"])
        quote["ids"] = excerpt.anchor(self.env)
        source = nodes.inline("", "", classes=["excerpt-source"])
        source += [nodes.Text(f" ({excerpt.informant}, "), excerpt.link(self.env), nodes.Text(")")]
        return [quote, source], []


def _code_list(study, excerpt_id: str, language: str) -> nodes.Node:
    """The codes of an excerpt, each with its basis."""
    labels = study.codes.set_index("code_id")[f"label_{language}"]
    codings = study.codings[study.codings["excerpt_id"] == excerpt_id]
    items = nodes.bullet_list("", classes=["simple", "codes"])
    for coding in codings.sort_values(["basis", "code_id"], ascending=[False, True]).itertuples():
        basis = WORDS[language][f"basis_{coding.basis}"]
        reason = getattr(coding, f"reason_{language}")
        text = f" ({basis}: {reason})" if reason else f" ({basis})"
        name = nodes.inline("", labels[coding.code_id], classes=["code-name"])
        items += nodes.list_item("", nodes.paragraph("", "", name, nodes.Text(text)))
    return items


class ExcerptListDirective(SphinxDirective):
    """```{excerpt-list}``` lists all excerpts with informant, section and codes."""

    def run(self):
        study, language = study_of(self.env), language_of(self.env.config)
        words = WORDS[language]
        rows = []
        for excerpt in study.excerpts.sort_values("order").itertuples():
            wording = [nodes.paragraph("", getattr(excerpt, f"text_{language}"))]
            if note := getattr(excerpt, f"note_{language}"):
                wording.append(nodes.paragraph("", note, classes=["excerpt-note"]))
            codes = _code_list(study, excerpt.excerpt_id, language)
            section = cross_reference(f"sec-{excerpt.section.replace('.', '-')}", excerpt.section, self.env.docname)
            rows.append([
                [row_target(excerpt.excerpt_id, self.state.document), nodes.Text(excerpt.excerpt_id)],
                wording,
                _informant_name(excerpt.informant_id, language),
                [section],
                [codes] if len(codes) else "",
            ])
        headings = [words["excerpt"], words["wording"], words["informant"], words["published_in"], words["codes"]]
        listing = table(headings, rows, classes=["excerpt-list", *filter_classes((2, 4))])
        self.set_source_info(listing)
        return [listing]


def setup(app: Sphinx) -> None:
    app.add_directive("excerpt", ExcerptDirective)
    app.add_role("excerpt", ExcerptRole())
    app.add_directive("excerpt-list", ExcerptListDirective)
