"""The study and its results for the pages: loaded and computed once, checked, and kept for what depends on them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from myst_nb.core.read import is_myst_markdown_notebook
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from compendium.artefacts.language import Language
from compendium.artefacts.texts import TextError
from compendium.artefacts.value_labels import Words
from compendium.build import notebooks
from compendium.build.cell_rules import NotebookError
from compendium.build.execution import cache_folder, drop_stale_outputs, require_outputs_or_loopback, shows_only
from compendium.build.notebooks import use_own_kernel
from compendium.checkout.files import ROOT, fingerprint
from compendium.results.current import FOLDER, LABELS, FailedResults, current, file_of, is_kept, keep
from compendium.study import DATA, load
from compendium.tables.problems import DataError
from compendium.tables.schema import DESCRIPTOR, read_schemas

logger = logging.getLogger(__name__)

# What shapes every page; sections, since all pages name them in links that are made after reading.
SHAPES_EVERY_PAGE = ("compendium", "requirements.txt", f"data/{DESCRIPTOR}", "data/sections.csv")


def language_of(config: Any) -> Language:
    """The language of the edition that is built."""
    return "en" if (config.language or "").startswith("en") else "nb"


def note_tables(env: BuildEnvironment, names: Iterable[str]) -> None:
    """Let the page that is being read depend on these tables of the data, dated versions among them."""
    if env.temp_data.get("docname"):
        for name in names:
            env.note_dependency(env.app.compendium_table_files[name])


def study_of(env: BuildEnvironment, *tables: str) -> Any:
    """The study with these tables alone, on which the page that is being read then depends."""
    note_tables(env, tables)
    return env.app.compendium_study.only(tables)


def words_of(env: BuildEnvironment) -> Words:
    """The labels of the study in the language of the edition, on which the page that is being read then depends."""
    if env.temp_data.get("docname"):
        env.note_dependency(str(FOLDER / LABELS))
    return Words(language_of(env.config), env.app.compendium_results.labels)


def result_for(env: BuildEnvironment, result_id: str) -> Any:
    """A table or figure by its id, or a number by its key, on which the page that is being read then depends.

    None if there is none of that name; the page is read anew once there is.
    """
    results = env.app.compendium_results
    if env.temp_data.get("docname"):
        env.note_dependency(str(file_of(result_id)))
        # A cell may lead somewhere, which the result itself does not hold.
        if result_id in results.artefacts:
            env.note_dependency(str(FOLDER / LABELS))
    return results.artefacts.get(result_id) or results.numbers.get(result_id)


class Written(str):
    """What stands for `{{ key }}`: the role that shows the number.

    `{{ key.words }}` writes it out, `{{ key.neuter }}` before a neuter noun.
    """

    __slots__ = ("key",)
    key: str

    def __new__(cls, key: str) -> Self:
        """The role of a number in figures, which knows its key."""
        written = super().__new__(cls, f"{{number}}`{key}`")
        written.key = key
        return written

    def __getnewargs__(self) -> tuple[str]:
        """What pickle makes it of anew."""
        return (self.key,)

    @property
    def words(self) -> str:
        """The number in words."""
        return f"{{number-words}}`{self.key}`"

    @property
    def neuter(self) -> str:
        """The number in words before a neuter noun."""
        return f"{{number-neuter}}`{self.key}`"


def load_study(app: Sphinx, config: Any) -> None:
    """Load the study and compute its results before anything is read; bad data stop the build here."""
    try:
        app.compendium_study = load()
        app.compendium_table_files = {name: str(DATA / schema.path) for name, schema in read_schemas(DATA).items()}
        if not is_kept():
            keep(current())
        app.compendium_results = current((language_of(config),))
    except (DataError, FailedResults, TextError) as error:
        raise ExtensionError(str(error)) from None
    config.compendium_shape = fingerprint(SHAPES_EVERY_PAGE)
    # One cache, wherever the pages are written to.
    config.nb_execution_cache_path = config.nb_execution_cache_path or str(cache_folder(ROOT))
    use_own_kernel()
    try:
        if stale := drop_stale_outputs(Path(config.nb_execution_cache_path), ROOT):
            logger.info("what %s show has changed: they are executed anew", ", ".join(stale))
        require_outputs_or_loopback(ROOT)
    except NotebookError as error:
        raise ExtensionError(str(error)) from None
    # Prose writes {{ key }}; what stands on the page is the role's doing.
    config.myst_substitutions |= {key: Written(key) for key in app.compendium_results.numbers}


def note_own_cells(app: Sphinx, page: str, source: list[str]) -> None:
    """Let a page whose cells do more than show results depend on all data.

    Stops the build at a page that can't be read as a notebook, or that asks for cells to be left out or to fail.
    """
    if not is_myst_markdown_notebook(source[0]):
        return
    try:
        notebook = notebooks.read(Path(app.env.doc2path(page)), ROOT)
    except NotebookError as error:
        raise ExtensionError(str(error)) from None
    if not shows_only(notebook):
        note_tables(app.env, app.compendium_table_files)


def setup(app: Sphinx) -> None:
    """Load the study first, and look at each page's cells before it is read."""
    # Sphinx reads every page anew when this is another than it was.
    app.add_config_value("compendium_shape", "", "env")
    app.connect("config-inited", load_study)
    app.connect("source-read", note_own_cells)
