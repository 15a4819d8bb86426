"""python -m compendium book"""

from __future__ import annotations

import argparse

from compendium.build import building
from compendium.build.inputs import require_inputs

HELP = "build the book to _build/html"


def run(chosen: argparse.Namespace) -> int:
    """Check the data and all else that a build reads, then build the book."""
    require_inputs()
    return building.build()
