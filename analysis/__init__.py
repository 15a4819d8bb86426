"""The science of this study: what is counted, drawn and said.

from analysis import load
from compendium import show

study = load()
show(study, "fig-koder")
"""

from pathlib import Path

from analysis.catalogue import STUDY
from analysis.study import Study
from compendium.tables.loading import load_study

__all__ = ["STUDY", "Study", "load"]


def load(folder: Path | str | None = None) -> Study:
    """The validated study of `folder`, of the repository's own `data/` by default.

    Returns one frame per table. Raises `DataError`, which names every problem of
    every table by file, line and column.
    """
    study: Study = load_study(STUDY, folder)
    return study
