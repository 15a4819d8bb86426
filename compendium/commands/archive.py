"""python -m compendium archive"""

from __future__ import annotations

import argparse
import sys

from compendium.build import building
from compendium.checkout.files import ROOT
from compendium.guard import report
from compendium.study import load

HELP = "put data, notebooks, figures, site, lock and sources into one folder and zip"


def run(chosen: argparse.Namespace) -> int:
    """Make the archive of the built book in _build/archive, described as an RO-Crate and with checksums.

    What the guard does not let through is not archived.
    """
    from compendium.publish.archiving import archive

    study = load()
    html = building.html_folder()
    if report.run(ROOT, html if html.exists() else None):
        print("No archive is made of what the guard does not let through.", file=sys.stderr)
        return 1
    try:
        zip_file = archive(study, lambda line: print(line, flush=True))
    except OSError as error:
        print(f"The archive can't be written: {error}", file=sys.stderr)
        return 1
    size = zip_file.stat().st_size / 1e6
    print(f"\nThe archive is at {zip_file.with_suffix('')}, and as one file: {zip_file} ({size:.1f} MB)")
    return 0
