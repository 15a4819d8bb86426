"""What the repository consists of, what is made from each part of it, and whether a part has changed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """A file or folder of the repository.

    `shapes` says which pages of the book are made from it: those that show it,
    every page, or none, where it is kept only to test and to build. `computes`
    says whether results are made from it, `said` what the archive says of it.
    """

    path: str
    shapes: Literal["pages that show it", "every page", "no page"]
    computes: bool = False
    said: str = ""


# Everything that is versioned but for README.md, since the archive has one of its own.
SOURCES = (
    Source("data", "pages that show it", computes=True, said="The study as CSV tables, described by datapackage.json"),
    Source("results", "pages that show it", said="The locked value of every table, figure and number"),
    Source("chapters", "pages that show it", said="The source of the book's pages"),
    Source("index.md", "pages that show it"),
    Source("analysis", "pages that show it", computes=True, said="From the study to tables, figures and numbers"),
    Source("compendium", "every page", said="How they are put on a page, checked and published"),
    Source("locale", "every page"),
    Source("_static", "every page"),
    Source("_templates", "every page"),
    Source("_config.yml", "every page"),
    Source("_toc.yml", "every page"),
    Source("redirects.csv", "every page"),
    Source("metadata.toml", "every page", said="Title, authors, licences and version"),
    Source("pyproject.toml", "every page"),
    Source("CHANGELOG.md", "every page"),
    Source("references.bib", "every page", said="The works that the study cites"),
    Source(
        "requirements.txt",
        "every page",
        computes=True,
        said="The lock: every Python package of the book with its version and the hashes of its files",
    ),
    Source("tests", "no page", said="Tests of all of this"),
    # Hidden, and needed to install what the tests need.
    Source("tests/book/.npmrc", "no page"),
    Source("tools", "no page", said="What maintainers run: benchmarks, and what makes the fonts"),
    Source("CONTRIBUTING.md", "no page"),
    Source("docs", "no page"),
    Source(".binder", "no page"),
    Source(".ci", "no page"),
    Source(".editorconfig", "no page"),
    Source(".gitattributes", "no page"),
    Source(".github", "no page"),
    Source(".gitignore", "no page"),
    Source(".pre-commit-config.yaml", "no page"),
    Source(".zenodo.json", "no page"),
    Source("CITATION.cff", "no page"),
    Source("LICENSE", "no page"),
    Source("Makefile", "no page"),
    Source("codemeta.json", "no page"),
    Source("requirements-cff.txt", "no page"),
    Source("requirements-formats.txt", "no page"),
    Source("requirements-lint.txt", "no page"),
    Source("requirements-notebook.txt", "no page"),
    Source("requirements-refi-schema.txt", "no page"),
    Source("requirements-test.txt", "no page"),
    Source("requirements-tools.txt", "no page"),
)
# The rooms of the engine that compute; how a page looks changes no result.
_COMPUTING_ROOMS = ("artefacts", "tables", "results", "qualitative")

# Everything that a page is made from.
BOOK_SOURCES = tuple(source.path for source in SOURCES if source.shapes != "no page")
# Those of them that shape every page.
SHAPING_SOURCES = tuple(source.path for source in SOURCES if source.shapes == "every page")
# What makes results, beside the data.
MAKERS = (
    *(source.path for source in SOURCES if source.computes and source.path != "data"),
    *(f"compendium/{room}" for room in _COMPUTING_ROOMS),
    "compendium/study.py",
)
MADE_FROM_OTHERS = ("__pycache__", "node_modules")


def files_below(paths: Iterable[Path]) -> list[Path]:
    """Every file at or below the paths, sorted; below them without hidden files and what is made from others."""
    found = set()
    for path in paths:
        for file in [path] if path.is_file() else path.rglob("*"):
            parts = file.relative_to(path).parts
            made = file.suffix == ".mo" or any(part.startswith(".") or part in MADE_FROM_OTHERS for part in parts)
            if file.is_file() and not made:
                found.add(file)
    return sorted(found)


def copy_files(names: Iterable[str], folder: Path, root: Path = ROOT) -> int:
    """Copy the files at or below `names` that are there from `root` to `folder`; returns how many they were."""
    paths = [root / name for name in names]
    files = files_below(path for path in paths if path.exists())
    for file in files:
        target = folder / file.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    return len(files)


def fingerprint(names: Iterable[str], root: Path = ROOT) -> str:
    """SHA-256, in hexadecimal, over names and contents of all files at or below `names`."""
    digest = hashlib.sha256()
    for file in files_below(root / name for name in names):
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
