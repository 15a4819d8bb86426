"""Everything that people write and a build reads beside the chapters, judged before anything is built from it."""

from __future__ import annotations

from pathlib import Path

from compendium.checkout.files import ROOT
from compendium.qualitative.study import QualitativeStudy
from compendium.study import load
from compendium.tables.problems import DataError, NoCheckout, Problem


def require_inputs(root: Path = ROOT) -> QualitativeStudy:
    """The study of a repository, with all else that a build reads known to be right.

    Raises `DataError` with every problem of the data, of `metadata.toml`, of
    `references.bib`, and of the book's settings.
    """
    from compendium.build.settings import settings_problems
    from compendium.publish.references.bibliography import BIBLIOGRAPHY, bibliography_problems
    from compendium.publish.references.metadata import METADATA, MetadataError, read_metadata

    problems: list[Problem] = []
    try:
        study: QualitativeStudy = load(root / "data")
    except NoCheckout:
        raise
    except DataError as error:
        problems += error.problems
    try:
        read_metadata(root / METADATA.name)
    except MetadataError as error:
        problems += error.problems
    problems += [*bibliography_problems(root / BIBLIOGRAPHY.name), *settings_problems(root)]
    if problems:
        raise DataError(problems)
    return study
