"""python -m compendium bench"""

from __future__ import annotations

import argparse
import subprocess
import sys

from compendium.build import building

HELP = "measure the book"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights", action="store_true", help="only what each page of the built book weighs")
    parser.add_argument("--sizes", action="store_true", help="only studies of growing size, up to a million excerpts")
    parser.add_argument("--builds", action="store_true", help="only builds of the book")


def run(chosen: argparse.Namespace) -> int:
    """Measure builds, large studies and pages; table and chart are written to _build/bench."""
    # A copy of the code alone has no benchmarks, and every other command works without them.
    from tools.bench import weights

    everything = not (chosen.weights or chosen.sizes or chosen.builds)
    if chosen.builds or chosen.sizes or everything:
        from tools.bench.run import run as measure

        try:
            measure(
                builds=chosen.builds or everything,
                sizes=chosen.sizes or everything,
                say=lambda text: print(text, flush=True),
            )
        except subprocess.CalledProcessError as error:
            failed = "Not measured: a step of the benchmark failed; see the messages above."
            print(f"{error.stderr.strip()}\n{failed}", file=sys.stderr)
            return 1
    if chosen.weights or everything:
        html = building.html_folder()
        if not (html / "index.html").exists():
            print(f"There is no book at {html}. Build it first: python -m compendium book", file=sys.stderr)
            return 1
        print(weights.report(html))
    return 0
