"""python -m analysis bench"""

from __future__ import annotations

import argparse
import sys

from .. import building
from ..benchmarks import weights

HELP = "measure the book"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights", action="store_true", help="only what each page of the built book weighs")


def run(chosen: argparse.Namespace) -> int:
    """Measure the book."""
    html = building.html_folder()
    if not (html / "index.html").exists():
        print(f"There is no book at {html}. Build it first: python -m analysis book", file=sys.stderr)
        return 1
    print(weights.report(html))
    return 0
