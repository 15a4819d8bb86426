"""The study as files of REFI-QDA and of Taguette, and their way to a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compendium.artefacts.language import Language
from compendium.checkout.dating import source_date
from compendium.checkout.files import ROOT, files_below
from compendium.qualitative import refi, taguette
from compendium.qualitative.documents import documents
from compendium.qualitative.study import QualitativeStudy
from compendium.tables.problems import UserError


class ExportError(UserError):
    """The study can't be written in that form, or to that place."""


def _with_codes(study: QualitativeStudy) -> None:
    if study.codes.empty:
        raise ExportError("data/codes.csv has no code, and neither REFI-QDA nor Taguette knows an empty codebook")


def refi_files(study: QualitativeStudy, language: Language) -> dict[str, bytes]:
    """REFI-QDA's files by name. Raises `ExportError` if the study has no code."""
    _with_codes(study)
    return {"codebook.qdc": refi.codebook(study, language), "project.qdpx": refi.project(study, language)}


def taguette_files(study: QualitativeStudy, language: Language) -> dict[str, bytes]:
    """Taguette's files by name. Raises `ExportError` if the study has no code."""
    _with_codes(study)
    date = source_date(ROOT, files_below([ROOT / "data"]))
    return {
        "codebook.csv": taguette.codebook(study, language),
        "project.sqlite3": taguette.project(study, language, date),
    } | {f"documents/{one.informant_id}.html": taguette.html(one, language) for one in documents(study, language)}


def write(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files below a folder, which is made if need be; returns their paths. Raises `ExportError`."""
    paths = []
    for name, content in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise ExportError(f"{path} can't be written ({error.strerror}); choose another folder") from None
        paths.append(path)
    return paths
