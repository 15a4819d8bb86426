"""Whether what a page was made from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What a cell's output depends on besides the cell itself.
STUDY_SOURCES = (
    "data",
    "analysis",
    "compendium/artefacts",
    "compendium/qualitative",
    "compendium/results",
    "compendium/tables",
    "requirements.txt",
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


def fingerprint(names: Iterable[str], root: Path = ROOT) -> str:
    """SHA-256, in hexadecimal, over names and contents of all files at or below `names`."""
    digest = hashlib.sha256()
    for file in files_below(root / name for name in names):
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
