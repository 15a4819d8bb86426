"""The last locked run of the study on a page, read from `results/`."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from compendium.artefacts.language import Language, format_number
from compendium.book.nodes import table
from compendium.book.source import language_of, note_tables
from compendium.build.settings import read_contents
from compendium.checkout.files import ROOT
from compendium.results.record import data_hashes
from compendium.results.store import RESULTS, RUN, ResultsError, read_pages, read_record

# Enough of a hash to tell two files apart by eye; results/run.json has it in full.
SHOWN_OF_HASH = 12

WORDS = {
    "nb": {
        "locale": "nb_NO",
        "what": "Hva",
        "locked": "Sist låst",
        "date": "Dato",
        "results": "Låste resultater",
        "seconds": "Prosessortid til å regne dem ut",
        "system": "Operativsystem",
        "counted": "{tables} tabeller, {figures} figurer og {numbers} tall",
        "took": "{} sekunder",
        "chapter": "Kapittel",
        "tables": "Tabeller",
        "figures": "Figurer",
        "file": "Fil i data/",
        "hash": f"SHA-256, {SHOWN_OF_HASH} første tegn",
        "run": "Resultatene ble sist låst slik:",
        "chapters": "Låste tabeller og figurer i hvert kapittel:",
        "data": "Dataene de ble regnet ut fra:",
        "changed": "Endret siden låsingen: {}. Resultatene i boken er regnet ut fra dataene slik de er nå.",
    },
    "en": {
        "locale": "en_GB",
        "what": "What",
        "locked": "Last locked",
        "date": "Date",
        "results": "Locked results",
        "seconds": "Processor time to compute them",
        "system": "Operating system",
        "counted": "{tables} tables, {figures} figures and {numbers} numbers",
        "took": "{} seconds",
        "chapter": "Chapter",
        "tables": "Tables",
        "figures": "Figures",
        "file": "File in data/",
        "hash": f"SHA-256, first {SHOWN_OF_HASH} characters",
        "run": "The results were last locked as follows:",
        "chapters": "Locked tables and figures of each chapter:",
        "data": "The data they were computed from:",
        "changed": "Changed since the results were locked: {}. The results in the book are computed from the data as they are now.",
    },
}


def _told(sentence: str, *content: nodes.Node) -> list[nodes.Node]:
    return [nodes.paragraph("", sentence), *content]


class LockedRunDirective(SphinxDirective):
    """```{locked-run}``` shows when, with what and from which data the results were last locked.

    Everything comes from `results/`, so that a page does not change unless they do.
    """

    def run(self):
        language = language_of(self.env.config)
        for path in [RESULTS / RUN, *RESULTS.glob("*/*.json")]:
            self.env.note_dependency(str(path))
        note_tables(self.env, self.env.app.compendium_study.table_names())
        try:
            record, placed = read_record(), read_pages()
        except ResultsError as error:
            raise self.error(str(error)) from None
        if not record:
            raise self.error(f"results/{RUN} is missing. Make it: python -m compendium lock")
        return [*self._run(record, language), *self._pages(placed, language), *self._data(record, language)]

    def _run(self, record: dict, language: Language) -> list[nodes.Node]:
        words, environment = WORDS[language], record["environment"]
        day = format_date(date.fromisoformat(record["date"]), "long", locale=words["locale"])
        rows = [
            (words["date"], day),
            (words["results"], words["counted"].format(**record["results"])),
            (words["seconds"], words["took"].format(format_number(record["seconds"], language))),
            ("Python", environment["python"]),
            (words["system"], environment["system"]),
            *environment["packages"].items(),
        ]
        return _told(words["run"], table([words["what"], words["locked"]], rows, ["locked-run"]))

    def _pages(self, placed: dict[str, str], language: Language) -> list[nodes.Node]:
        words = WORDS[language]
        rows = []
        for page in [path.stem for path in read_contents(ROOT) if path.stem in placed.values()]:
            own = [result_id for result_id, found in placed.items() if found == page]
            link = addnodes.pending_xref(
                "",
                nodes.inline("", page),
                refdomain="std",
                reftype="doc",
                reftarget=f"/chapters/{page}",
                refexplicit=False,
                refdoc=self.env.docname,
                refwarn=True,
            )
            rows.append(([link], *(str(sum(name.startswith(kind) for name in own)) for kind in ("tab-", "fig-"))))
        return _told(words["chapters"], table([words["chapter"], words["tables"], words["figures"]], rows))

    def _data(self, record: dict, language: Language) -> list[nodes.Node]:
        words, now = WORDS[language], data_hashes(ROOT / "data")
        rows = [(name, [nodes.literal("", digest[:SHOWN_OF_HASH])]) for name, digest in record["data"].items()]
        found = _told(words["data"], table([words["file"], words["hash"]], rows))
        changed = [name for name in sorted({*record["data"], *now}) if record["data"].get(name) != now.get(name)]
        if changed:
            found.append(
                nodes.paragraph("", words["changed"].format(", ".join(changed)), classes=["locked-run-changed"])
            )
        return found


def setup(app: Sphinx) -> None:
    app.add_directive("locked-run", LockedRunDirective)
