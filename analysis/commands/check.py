"""python -m analysis check"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..loading import DATA, load

HELP = "validate the data and list every problem"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data/ of this repository")


def run(chosen: argparse.Namespace) -> int:
    """Validate the data and say how many rows each table holds."""
    study = load(chosen.data)
    for name in study.table_names():
        print(f"{name:20}{len(getattr(study, name)):5} rows")
    print("The data are valid.")
    return 0
