"""python -m compendium metadata"""

from __future__ import annotations

import argparse
import sys

from compendium.publish.references import repository_files
from compendium.publish.references.metadata import read_metadata

HELP = "write CITATION.cff, codemeta.json and .zenodo.json from metadata.toml"
UP_TO_DATE = f"{', '.join(repository_files.FILES)}: up to date."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; fail if one of them is out of date")


def run(chosen: argparse.Namespace) -> int:
    """Bring the repository's own descriptions up to date with metadata.toml and the version of pyproject.toml."""
    metadata = read_metadata()
    if chosen.check:
        outdated = repository_files.stale(metadata)
        for name in outdated:
            print(f"{name} is out of date. Run: python -m compendium metadata", file=sys.stderr)
        if not outdated:
            print(UP_TO_DATE)
        return 1 if outdated else 0
    written = repository_files.write(metadata)
    print(f"Written: {', '.join(written)}" if written else UP_TO_DATE)
    return 0
