"""python -m compendium pdf"""

from __future__ import annotations

import argparse
import sys

HELP = "print the built book to one PDF in _build/pdf"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--chromium", metavar="PATH", help="the browser that prints; default: Chromium or Chrome on the PATH"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print the built book with Chromium: one tagged PDF with cover, contents, figures and notes of links."""
    from compendium.checkout.dating import BadDate
    from compendium.publish.printing.chromium import NoChromium, PrintFailed
    from compendium.publish.printing.document import NoBook
    from compendium.publish.printing.pdf_file import make

    try:
        pdf = make(chromium=chosen.chromium, progress=lambda text: print(text, flush=True))
    except (BadDate, NoBook, NoChromium, PrintFailed) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The book as PDF: {pdf} ({pdf.stat().st_size / 1e6:.1f} MB)")
    return 0
