"""The study for the pages: loaded once and checked."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from compendium.artefacts.language import Language
from compendium.book import staleness
from compendium.build.cell_rules import NotebookError
from compendium.build.execution import (
    cache_folder,
    drop_stale_outputs,
    noted_when_executed,
    require_outputs_or_loopback,
)
from compendium.build.notebooks import use_own_kernel
from compendium.checkout.files import ROOT
from compendium.qualitative.study import QualitativeStudy
from compendium.study import definition, load
from compendium.tables.problems import DataError

logger = logging.getLogger(__name__)


def language_of(config) -> Language:
    """The language of the edition that is built."""
    return "en" if (config.language or "").startswith("en") else "nb"


def study_of(env) -> QualitativeStudy:
    """The study that this build shows; a page that is being read depends on every table that it asks for."""
    return staleness.NotingStudy(env.app.compendium_study, env)  # type: ignore[return-value]


def study_for(env, result: str) -> QualitativeStudy:
    """The study, for a page that shows of it no more than the artefact or number of that id or key."""
    staleness.note(env, f"result {result}")
    return env.app.compendium_study


class Written(str):
    """What stands for `{{ key }}`: the role that shows the number. `{{ key.words }}` writes it out, `{{ key.neuter }}` before a neuter noun."""

    def __new__(cls, key: str):
        written = super().__new__(cls, f"{{number}}`{key}`")
        written.key = key
        return written

    def __getnewargs__(self):
        return (self.key,)

    @property
    def words(self) -> str:
        return f"{{number-words}}`{self.key}`"

    @property
    def neuter(self) -> str:
        return f"{{number-neuter}}`{self.key}`"


def load_study(app: Sphinx, config) -> None:
    """Load the study before anything is read; bad data stop the build here."""
    try:
        app.compendium_study = load(ROOT / "data")
    except DataError as error:
        raise ExtensionError(str(error)) from None
    # One cache, wherever the pages are written to.
    config.nb_execution_cache_path = config.nb_execution_cache_path or str(cache_folder(ROOT))
    cache, language = Path(config.nb_execution_cache_path), language_of(config)
    # The chapters' cells speak Norwegian.
    noted, app.compendium_pictures = noted_when_executed(cache, ROOT) if language == "nb" else ({}, {})
    app.compendium_digest = staleness.digests_of(app.compendium_study, language, noted)
    if drop_stale_outputs(cache, ROOT):
        logger.info("data or analysis changed: chapters are executed anew")
    use_own_kernel()
    try:
        require_outputs_or_loopback(ROOT)
    except NotebookError as error:
        raise ExtensionError(str(error)) from None
    # Prose writes {{ key }}; what stands on the page is the role's doing.
    config.myst_substitutions = {
        **config.myst_substitutions,
        **{key: Written(key) for key in definition().numbers(app.compendium_study)},
    }


def setup(app: Sphinx) -> None:
    app.connect("config-inited", load_study)
    staleness.setup(app)
