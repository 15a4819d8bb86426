"""python -m compendium check"""

from __future__ import annotations

import argparse
from pathlib import Path

from compendium.build.inputs import require_inputs
from compendium.study import load

HELP = "validate the data, the metadata, the bibliography and the settings, and list every problem"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help="validate the data in DIR, and nothing else")


def run(chosen: argparse.Namespace) -> int:
    """Validate the data and what else a build reads, and say how many rows each table holds."""
    study = load(chosen.data) if chosen.data else require_inputs()
    for name in study.table_names():
        print(f"{name:20}{len(getattr(study, name)):5} rows")
    print("The data are valid.")
    return 0
