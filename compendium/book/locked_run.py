"""The last locked run of the study on a page, read from `results/`."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx

from compendium.artefacts.language import format_number
from compendium.book.nodes import Cell, cross_reference, table
from compendium.book.source import note_tables
from compendium.book.study_roles import StudyDirective
from compendium.build.settings import read_contents
from compendium.checkout.files import ROOT
from compendium.interface import interface_texts
from compendium.results.record import data_hashes
from compendium.results.store import RESULTS, RUN, ResultsError, read_pages, read_record

# Enough of a hash to tell two files apart by eye; results/run.json has it in full.
SHOWN_OF_HASH = 12
LOCALES = {"nb": "nb_NO", "en": "en_GB"}


class LockedRunDirective(StudyDirective):
    """```{locked-run}``` shows when, with what and from which data the results were last locked.

    Everything comes from `results/`, so that a page does not change unless they do.
    """

    @property
    def texts(self) -> dict[str, str]:
        """What is said of the run."""
        return interface_texts("locked_run")[self.language]

    def run(self) -> list[nodes.Node]:
        """Three tables, each with a sentence before it."""
        for path in [RESULTS / RUN, *RESULTS.glob("*/*.json")]:
            self.env.note_dependency(str(path))
        note_tables(self.env, self.env.app.compendium_study.table_names())
        try:
            record, placed = read_record(), read_pages()
        except ResultsError as error:
            raise self.error(str(error)) from None
        if not record:
            raise self.error(f"results/{RUN} is missing. Make it: python -m compendium lock")
        return [*self._run(record), *self._pages(placed), *self._data(record)]

    def _run(self, record: dict[str, Any]) -> list[nodes.Node]:
        texts, environment = self.texts, record["environment"]
        day = format_date(date.fromisoformat(record["date"]), "long", locale=LOCALES[self.language])
        seconds = format_number(record["seconds"], self.language)
        rows = [
            (texts["date"], day),
            (texts["results"], texts["counted"].format(**record["results"])),
            (texts["seconds"], texts["took"].format(seconds=seconds)),
            ("Python", environment["python"]),
            (texts["system"], environment["system"]),
            *environment["packages"].items(),
        ]
        headings = [texts["what"], texts["locked"]]
        return [nodes.paragraph("", texts["run"]), table(headings, rows, ["locked-run"])]

    def _pages(self, placed: dict[str, str]) -> list[nodes.Node]:
        rows: list[list[Cell]] = []
        for page in [path.stem for path in read_contents(ROOT) if path.stem in placed.values()]:
            own = [result_id for result_id, found in placed.items() if found == page]
            counts = [str(sum(name.startswith(kind) for name in own)) for kind in ("tab-", "fig-")]
            rows.append([[cross_reference(f"/chapters/{page}", "", self.env.docname, "doc")], *counts])
        headings = [self.texts[name] for name in ("chapter", "tables", "figures")]
        return [nodes.paragraph("", self.texts["chapters"]), table(headings, rows)]

    def _data(self, record: dict[str, Any]) -> list[nodes.Node]:
        texts, was, now = self.texts, record["data"], data_hashes(ROOT / "data")
        rows = [(name, [nodes.literal("", digest[:SHOWN_OF_HASH])]) for name, digest in was.items()]
        headings = [texts["file"], texts["hash"].format(length=SHOWN_OF_HASH)]
        found: list[nodes.Node] = [nodes.paragraph("", texts["data"]), table(headings, rows)]
        if changed := [name for name in sorted({*was, *now}) if was.get(name) != now.get(name)]:
            said = texts["changed"].format(files=", ".join(changed))
            found.append(nodes.paragraph("", said, classes=["locked-run-changed"]))
        return found


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("locked-run", LockedRunDirective)
