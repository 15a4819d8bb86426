"""Short marks in the prose: deviations from the thesis, and the study's questions."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from compendium.artefacts.suggestion import suggestion
from compendium.book.nodes import cross_reference
from compendium.book.source import language_of, study_of
from compendium.qualitative.labels import row_label


class DeviationRole(SphinxRole):
    """{deviation}`D007` leads to the deviation in the table of deviations."""

    def run(self):
        study = study_of(self.env, "deviations")
        rows = study.deviations[study.deviations["deviation_id"] == self.text]
        if rows.empty:
            hint = suggestion(self.text, study.deviations["deviation_id"])
            message = self.inliner.reporter.error(
                f"{self.text!r} is no deviation of data/deviations.csv{hint}", line=self.lineno
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        link = cross_reference(row_label(self.text), f"[{self.text}]", self.env.docname)
        return [nodes.inline("", "", link, classes=["deviation"])], []


class QuestionRole(SphinxRole):
    """{question}`F1` shows a research question as the thesis words it."""

    def run(self):
        study, language = study_of(self.env, "research_questions"), language_of(self.env.config)
        rows = study.research_questions[study.research_questions["question_id"] == self.text]
        if rows.empty:
            hint = suggestion(self.text, study.research_questions["question_id"])
            message = self.inliner.reporter.error(
                f"{self.text!r} is no question of data/research_questions.csv{hint}", line=self.lineno
            )
            return [nodes.problematic(self.rawtext, self.rawtext)], [message]
        return [nodes.inline("", rows.iloc[0][f"text_{language}"], classes=["research-question"])], []


def setup(app: Sphinx) -> None:
    app.add_role("deviation", DeviationRole())
    app.add_role("question", QuestionRole())
