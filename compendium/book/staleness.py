"""Which pages a change of the data touches: noted while pages are read, asked when the book is built again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from myst_nb.core.read import is_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from compendium.artefacts.language import Language
from compendium.build import notebooks
from compendium.build.cell_rules import NotebookError
from compendium.build.execution import does_more_than_show
from compendium.checkout.files import ROOT, SHAPING_SOURCES, fingerprint
from compendium.qualitative.study import QualitativeStudy
from compendium.results.digests import artefact_digest
from compendium.study import definition
from compendium.tables.schema import DESCRIPTOR, read_schemas

DATA = ROOT / "data"
# What shapes every page; sections, since all pages name them in links that are made after reading.
EVERYWHERE = (*SHAPING_SOURCES, f"data/{DESCRIPTOR}", "data/sections.csv")
# What a page is noted to show whose cells compute for themselves.
ALL_DATA = "data"


class NotingStudy:
    """The study for the page that is being read: of each table that is asked for it is noted that the page shows it."""

    def __init__(self, study: QualitativeStudy, env):
        self._study, self._env = study, env

    def __getattr__(self, name: str):
        found = getattr(self._study, name)
        if name in self._study.table_names():
            note(self._env, f"table {name}")
        return found


def _notes(env) -> dict[str, dict[str, str]]:
    """What each page shows, by document name: names of tables and results, each with its digest when the page was read."""
    if not hasattr(env, "compendium_notes"):
        env.compendium_notes = {}
    return env.compendium_notes


def note(env, what: str) -> None:
    """Note that the page that is being read shows a table (`table excerpts`) or a result (`result fig-koder`)."""
    if page := env.temp_data.get("docname"):
        _notes(env).setdefault(page, {})[what] = env.app.compendium_digest(what)


def digests_of(study: QualitativeStudy, language: Language, noted: Mapping[str, str]):
    """A function that gives the digest of a table or a result of the study; "" for one that does not exist.

    `noted` holds the digests of artefacts that are known already, by id.
    """
    paths = {name: DATA / schema.path for name, schema in read_schemas(DATA).items()}
    known = definition().numbers(study)

    @cache
    def digest(what: str) -> str:
        if what == ALL_DATA:
            return fingerprint(["data"])
        kind, _, name = what.partition(" ")
        if kind == "table":
            return hashlib.sha256(Path(paths[name]).read_bytes()).hexdigest() if name in paths else ""
        if name in definition().artefacts:
            return noted.get(name) or artefact_digest(definition().artefacts[name], study, language)
        return repr((known[name].compute(study), known[name].describe)) if name in known else ""

    return digest


def note_own_cells(app: Sphinx, page: str, source: list[str]) -> None:
    """Note that a page whose cells do more than show results may show anything of the data.

    Stops the build at a page that can't be read as a notebook, or that asks for cells to be left out or to fail.
    """
    if not is_myst_markdown_notebook(source[0]):
        return
    try:
        notebook = notebooks.read(Path(app.env.doc2path(page)), ROOT)
    except NotebookError as error:
        raise ExtensionError(str(error)) from None
    if does_more_than_show(notebook):
        note(app.env, ALL_DATA)


def outdated_pages(app: Sphinx, env, added, changed, removed) -> list[str]:
    """The pages that show something else than when they were read; all of them if what shapes every page has changed."""
    before, now = getattr(env, "compendium_everywhere", None), fingerprint(EVERYWHERE)
    env.compendium_everywhere = now
    app.compendium_shaped_anew = before != now
    if app.compendium_shaped_anew:
        return sorted(env.found_docs)
    return sorted(
        page
        for page, notes in _notes(env).items()
        if page in env.found_docs and any(app.compendium_digest(what) != digest for what, digest in notes.items())
    )


def forget_page(app: Sphinx, env, page: str) -> None:
    """Forget what a page showed, before it is read anew."""
    _notes(env).pop(page, None)


def setup(app: Sphinx) -> None:
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-purge-doc", forget_page)
    app.connect("source-read", note_own_cells)
