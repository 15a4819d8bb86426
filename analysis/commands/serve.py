"""python -m analysis serve"""

from __future__ import annotations

import argparse

from .. import building

HELP = "show the built book on a local port"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes any free one")


def run(chosen: argparse.Namespace) -> int:
    """Show the built book until interrupted."""
    return building.serve(chosen.port)
