"""python -m analysis guard"""

from __future__ import annotations

import argparse

from .. import building
from ..disclosure import report
from ..fingerprint import ROOT

HELP = "fail if a withheld word stands in the repository or in the built book"


def run(chosen: argparse.Namespace) -> int:
    """Look for withheld words."""
    html = building.html_folder()
    return report.run(ROOT, html if html.exists() else None)
