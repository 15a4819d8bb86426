"""python -m analysis book"""

from __future__ import annotations

import argparse
import sys

from .. import building
from ..dating import BadDate
from ..loading import load

HELP = "build the book to _build/html"


def run(chosen: argparse.Namespace) -> int:
    """Check the data, then build the book."""
    load()
    try:
        return building.build()
    except BadDate as error:
        print(error, file=sys.stderr)
        return 1
