"""python -m compendium pdf"""

from __future__ import annotations

import argparse

HELP = "print the built book to one PDF in _build/pdf"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--chromium", metavar="PATH", help="the browser that prints; default: Chromium or Chrome on the PATH"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print the built book with Chromium: one tagged PDF with cover, contents, figures and notes of links."""
    from compendium.publish.printing.pdf_file import make

    pdf = make(chromium=chosen.chromium, progress=lambda text: print(text, flush=True))
    print(f"The book as PDF: {pdf} ({pdf.stat().st_size / 1e6:.1f} MB)")
    return 0
