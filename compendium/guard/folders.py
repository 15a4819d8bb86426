"""Withheld words in the files of the repository and of the built book."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from compendium.checkout.git import git
from compendium.guard.scanning import Finding
from compendium.guard.unpacking import scan_file
from compendium.guard.withheld import FILE, Withheld

# Never part of the repository, whether git says so or not.
SKIPPED = re.compile(r"\.git|\.?venv.*|node_modules|_build|__pycache__|\.(pytest|ruff|mypy)_cache|\.hypothesis")


def _walk(root: Path, skipped: re.Pattern[str] | None = None) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not (skipped and skipped.fullmatch(name))]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in files + links:
            yield Path(folder, name).relative_to(root).as_posix()


def repository_files(root: Path) -> list[str]:
    """The files of the repository, relative to `root`; those git ignores are not among them."""
    tracked = git(root, "ls-files", "-z", "--cached")
    others = git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if tracked is None or others is None:
        return sorted(name for name in _walk(root, SKIPPED) if name != FILE)
    new = [name for name in os.fsdecode(others).split("\0") if not any(map(SKIPPED.fullmatch, name.split("/")))]
    return sorted({*os.fsdecode(tracked).split("\0"), *new} - {""})


def content(file: Path) -> bytes:
    """What stands in a file; of a link, where it leads, and of what is no file, nothing."""
    if file.is_symlink():
        return os.fsencode(file.readlink())
    return file.read_bytes() if file.is_file() else b""


def _scan_files(root: Path, names: Iterable[str], withheld: Withheld) -> list[Finding]:
    return sorted(finding for name in names for finding in scan_file(content(root / name), name, withheld))


def scan_tree(root: Path, withheld: Withheld) -> list[Finding]:
    """Every withheld word in the files of the repository and their names.

    Read are the files git tracks, and the new ones it does not ignore; without
    a checkout, all files but those of environments, caches and builds.
    """
    return _scan_files(root, repository_files(root), withheld)


def scan_book(book: Path, withheld: Withheld) -> list[Finding]:
    """Every withheld word in the files of the built book and their names."""
    if not book.is_dir():
        raise FileNotFoundError(f"there is no built book in {book}")
    return _scan_files(book, sorted(_walk(book)), withheld)
