"""The whole compendium as one folder and one zip file, to be kept where no one builds it any more."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat

from compendium.artefacts.rendering import chart_svg, picture
from compendium.build.building import book_date, html_folder, is_current
from compendium.checkout.files import ROOT, SOURCES, copy_files
from compendium.checkout.packing import TOP, pack
from compendium.checkout.revision import revision
from compendium.publish.references.metadata import read_metadata
from compendium.publish.ro_crate import CONTENTS, METADATA_FILE, describe
from compendium.publish.standalone_html import standalone, with_links
from compendium.qualitative.exporting import refi_files, taguette_files, write
from compendium.qualitative.study import QualitativeStudy
from compendium.results.current import current
from compendium.tables.problems import UserError
from compendium.templating import render, write_text

CHECKSUMS = "sha256sums.txt"
# What is said of the folders and files of the archive.
FOLDERS = CONTENTS["folders"] | {
    source.path: source.said for source in SOURCES if source.said and "." not in source.path
}
FILES = CONTENTS["files"] | {source.path: source.said for source in SOURCES if source.said and "." in source.path}
README = Path(__file__).parent / "templates" / "README.md.jinja"


class ArchiveError(UserError):
    """The archive can't be made; the message says what to do."""


def archive_folder(root: Path = ROOT) -> Path:
    """Where the archive is made."""
    return root / "_build" / "archive"


def _rebased(page: PurePosixPath) -> Callable[[str], str]:
    """How links of a page lead back to the site's files, once its notebook lies in a folder beside the site."""

    def change(target: str) -> str:
        path = target.partition("#")[0]
        if not path or "://" in target or target.startswith("mailto:") or path.endswith(".ipynb"):
            return target
        here = PurePosixPath("notebooks", page).parent
        return os.path.relpath(PurePosixPath("site", page).parent / target, here).replace(os.sep, "/")

    return change


def _write_notebooks(site: Path, folder: Path) -> int:
    """The notebooks of the site, and each of them as a page that stands alone."""
    paths = sorted(site.rglob("*.ipynb"))
    for path in paths:
        page = PurePosixPath(path.relative_to(site).as_posix())
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = with_links(cell.source, _rebased(page))
        write_text(folder / "notebooks" / page, f"{nbformat.writes(notebook)}\n")
        write_text((folder / "pages" / page).with_suffix(".html"), standalone(notebook, "nb"))
    return len(paths)


def on_white(spec: dict[str, Any]) -> bytes:
    """A chart as PNG, which brings its own ground, since it can't follow the page that it lies on."""
    return picture(chart_svg({**spec, "background": "white"}).replace("currentColor", "black"), scale=2)


def _write_figures(folder: Path) -> int:
    figures = [result for result in current().artefacts.values() if result.kind == "figure"]
    for result in figures:
        spec = json.dumps(result.specs["nb"], ensure_ascii=False, indent=1, sort_keys=True)
        write(
            {
                f"{result.id}.svg": result.picture("nb").encode(),
                f"{result.id}.png": on_white(result.specs["nb"]),
                f"{result.id}.vl.json": f"{spec}\n".encode(),
                f"{result.id}.csv": result.shown("nb").to_csv(index=False, lineterminator="\n").encode(),
            },
            folder / "figures",
        )
    return len(figures)


def _write_checksums(folder: Path) -> int:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CHECKSUMS)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in paths
    ]
    write_text(folder / CHECKSUMS, "".join(lines))
    return len(paths)


def _single_files(folder: Path) -> dict[str, str]:
    """Every file that the crate describes by itself."""
    said = dict(FILES)
    for pattern in ("data/*.csv", "notebooks/**/*.ipynb", "pages/**/*.html", "figures/*", "software/**/*"):
        for path in sorted(folder.glob(pattern)):
            if path.is_file():
                said.setdefault(path.relative_to(folder).as_posix(), FOLDERS[pattern.partition("/")[0]])
    return said


def archive(study: QualitativeStudy, progress: Callable[[str], None], root: Path = ROOT) -> Path:
    """Make the archive of the book that stands in `_build`; returns the zip file, beside the folder.

    `progress` is given a line for each part. Nothing is executed. Equal sources of
    the same date give equal bytes. Raises `ArchiveError` if no book stands
    there, or one made from other sources.
    """
    if not is_current(root):
        raise ArchiveError(
            "There is no book made from these sources. Build it first: make book (or: python -m compendium book)"
        )
    site = html_folder(root)
    if not (site / "index.ipynb").exists():
        raise ArchiveError(f"{site} holds no notebooks. Build the book anew: make clean book")
    metadata, date = read_metadata(), book_date(root)
    target = archive_folder(root) / TOP
    # Made beside it, so that half an archive never stands in place of a whole one.
    unfinished = target.with_name(f"{TOP}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    copied = copy_files((source.path for source in SOURCES), unfinished, root)
    progress(f"sources     {copied} files: data, analysis, chapters, lock")
    progress(f"notebooks   {_write_notebooks(site, unfinished)} executed, each also as a page that stands alone")
    progress(f"figures     {_write_figures(unfinished)} as SVG, PNG, spec and data")
    exported = write(refi_files(study, "nb"), unfinished / "software" / "refi-qda")
    exported += write(taguette_files(study, "nb"), unfinished / "software" / "taguette")
    progress(f"software    {len(exported)} files for REFI-QDA and Taguette")
    shutil.copytree(site, unfinished / "site")
    progress(f"site        {sum(path.is_file() for path in (unfinished / 'site').rglob('*'))} files")
    write_text(unfinished / "README.md", render(README, metadata=metadata, folders=FOLDERS))
    # The crate gives the size of the checksums, and they cover the crate: these have the size that the last will have.
    (unfinished / METADATA_FILE).touch()
    _write_checksums(unfinished)
    crate = describe(unfinished, metadata, FOLDERS, _single_files(unfinished), date, revision(root))
    write_text(unfinished / METADATA_FILE, crate)
    progress(f"checksums   {_write_checksums(unfinished)} files")
    zip_file = target.with_suffix(".zip")
    pack(unfinished, zip_file, date)
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
    return zip_file
