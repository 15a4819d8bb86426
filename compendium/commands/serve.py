"""python -m compendium serve"""

from __future__ import annotations

import argparse
import re

from compendium.build import building

HELP = "show the built book on a local port"


# Of TCP.
LAST_PORT = 65535


def _port(text: str) -> int:
    # Not every number that Python reads, such as 8_0.
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; choose a number from 0 to {LAST_PORT}, such as 8001")
    return int(text)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000; 0 takes any free one")


def run(chosen: argparse.Namespace) -> int:
    """Show the built book until interrupted."""
    return building.serve(chosen.port)
