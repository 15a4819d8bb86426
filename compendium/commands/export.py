"""python -m compendium export"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from compendium.study import DATA, load

HELP = "write the codebook and the coded excerpts for qualitative software"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--refi",
        type=Path,
        metavar="DIR",
        help="REFI-QDA: codebook.qdc and project.qdpx, for software that reads this exchange format",
    )
    parser.add_argument(
        "--taguette",
        type=Path,
        metavar="DIR",
        help="Taguette: project.sqlite3 with everything, or codebook.csv and the documents one by one",
    )
    parser.add_argument(
        "--language", choices=("nb", "en"), default="nb", help="language of texts and labels; default: nb"
    )
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data/ of this repository")


def run(chosen: argparse.Namespace) -> int:
    """Write the study in forms that qualitative software opens; the book's page `formater` says what each carries."""
    from compendium.qualitative.exporting import refi_files, taguette_files, write

    if not (chosen.refi or chosen.taguette):
        print(
            "Say which form and where: python -m compendium export --refi DIR, or --taguette DIR, or both",
            file=sys.stderr,
        )
        return 2
    study = load(chosen.data)
    for folder, files in ((chosen.refi, refi_files), (chosen.taguette, taguette_files)):
        if folder:
            for path in write(files(study, chosen.language), folder):
                print(path)
    return 0
