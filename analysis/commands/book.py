"""python -m analysis book"""

from __future__ import annotations

import argparse

from .. import building
from ..loading import load

HELP = "build the book to _build/html"


def run(chosen: argparse.Namespace) -> int:
    """Check the data, then build the book."""
    load()
    return building.build()
