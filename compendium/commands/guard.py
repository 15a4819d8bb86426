"""python -m compendium guard"""

from __future__ import annotations

import argparse

from compendium.build import building
from compendium.checkout.files import ROOT
from compendium.guard import report

HELP = (
    "fail if a name stands in the repository that nobody admitted, or a word of the private list there or in the book"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--list", action="store_true", help="print a row of data/names.csv to fill in for each name not admitted"
    )


def run(chosen: argparse.Namespace) -> int:
    """Check every capitalised word against data/names.csv, and search for the words of the private list.

    The private list is withheld.txt, or the file that COMPENDIUM_WITHHELD names, if there is one: one word a line.
    """
    if chosen.list:
        return report.candidates(ROOT)
    html = building.html_folder()
    return report.run(ROOT, html if html.exists() else None)
