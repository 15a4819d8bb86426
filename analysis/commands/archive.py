"""python -m analysis archive"""

from __future__ import annotations

import argparse
import sys

from ..loading import load

HELP = "put data, notebooks, figures, site, lock and sources into one folder and zip"


def run(chosen: argparse.Namespace) -> int:
    """Make the archive of the built book in _build/archive, described as an RO-Crate and with checksums."""
    from ..archiving import ArchiveError, archive
    from ..citing.metadata import MetadataError
    from ..dating import BadDate
    from ..exporting.files import ExportError

    study = load()
    try:
        zip_file = archive(study, lambda line: print(line, flush=True))
    except (ArchiveError, BadDate, ExportError, MetadataError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The archive can't be written: {error}", file=sys.stderr)
        return 1
    print(f"\nThe archive is at {zip_file.with_suffix('')}, and as one file: {zip_file} ({zip_file.stat().st_size / 1e6:.1f} MB)")
    return 0
