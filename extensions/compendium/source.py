"""The study for the pages: loaded once, checked, and watched for changes."""

from __future__ import annotations

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from analysis import DataError, Study, load
from analysis.artefact import Language
from analysis.catalogue import numbers
from analysis.fingerprint import ROOT, STUDY_SOURCES, fingerprint

logger = logging.getLogger(__name__)


def language_of(config) -> Language:
    """The language of the edition that is built."""
    return "en" if (config.language or "").startswith("en") else "nb"


def study_of(env) -> Study:
    """The study that this build shows."""
    return env.app.compendium_study


def _drop_stale_outputs(cache: Path, now: str) -> None:
    """Forget executed notebooks if data, analysis or lock changed since.

    The cache of Jupyter Book looks only at a notebook's own cells.
    """
    mark = cache / "study.sha256"
    if cache.exists() and (not mark.exists() or mark.read_text() != now):
        logger.info("data or analysis changed: notebooks are executed anew")
        shutil.rmtree(cache)
    cache.mkdir(parents=True, exist_ok=True)
    mark.write_text(now)


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
    app.compendium_fingerprint = fingerprint((*STUDY_SOURCES, "extensions"))
    cache = Path(config.nb_execution_cache_path or ROOT / "_build" / ".jupyter_cache")
    _drop_stale_outputs(cache, fingerprint(STUDY_SOURCES))
    # Prose writes {{ key }}; what stands on the page is the role's doing.
    config.myst_substitutions = {
        **config.myst_substitutions,
        **{key: Written(key) for key in numbers(app.compendium_study)},
    }


def outdated_pages(app: Sphinx, env, added, changed, removed) -> list[str]:
    """All pages, once the study or its presentation is another than the one they show."""
    before = getattr(env, "compendium_fingerprint", None)
    env.compendium_fingerprint = app.compendium_fingerprint
    return [] if before == app.compendium_fingerprint else sorted(env.found_docs)


def setup(app: Sphinx) -> None:
    app.connect("config-inited", load_study)
    app.connect("env-get-outdated", outdated_pages)
