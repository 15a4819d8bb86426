"""Short marks in the prose: deviations from the thesis, and the study's questions."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from compendium.book.study_roles import StudyRole
from compendium.qualitative.labels import row_label


class DeviationRole(StudyRole):
    """{deviation}`D007` leads to the deviation in the table of deviations."""

    def show(self) -> list[nodes.Node]:
        """The id as a link."""
        self.row("deviations", "deviation_id", self.text, "deviation")
        return [nodes.inline("", "", self.link(row_label(self.text), f"[{self.text}]"), classes=["deviation"])]


class QuestionRole(StudyRole):
    """{question}`F1` shows a research question as the thesis words it."""

    def show(self) -> list[nodes.Node]:
        """The question."""
        question = self.row("research_questions", "question_id", self.text, "question")
        return [nodes.inline("", question[f"text_{self.language}"], classes=["research-question"])]


def setup(app: Sphinx) -> None:
    """Register the roles."""
    app.add_role("deviation", DeviationRole())
    app.add_role("question", QuestionRole())
