"""python -m compendium links"""

from __future__ import annotations

import argparse

from compendium.publish.link_check import check_links

HELP = "ask other hosts whether the links that lead out of the book still work"


def run(chosen: argparse.Namespace) -> int:
    """Follow every link that leads out of the book; the report is written to _build/links."""
    return check_links()
