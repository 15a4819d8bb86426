"""python -m compendium replicate"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from compendium.checkout.files import ROOT

HELP = "execute every chapter anew, compute every result, and tell what differs from results/"
FOLDER = ROOT / "_build" / "replication"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=FOLDER, metavar="DIR", help="where the report goes; default: _build/replication"
    )
    parser.add_argument("--all", action="store_true", help="tell every change of a result, not the first few")


def run(chosen: argparse.Namespace) -> int:
    """Replicate the study in this environment; the exit status is 0 only if everything is the same.

    `make replicate` does it in a fresh environment made from the lock.
    """
    from compendium.build.replication import replicate
    from compendium.results.page import report_page
    from compendium.results.report import as_document, closing_lines, comparison_lines, names_of_others, verdict
    from compendium.results.store import as_json

    replication = replicate(lambda line: print(line, flush=True))
    print("\nResults")
    for line in comparison_lines(replication.comparisons, replication.pages, every=chosen.all) + closing_lines(
        replication
    ):
        print(line)
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
        (chosen.out / "report.json").write_text(as_json(as_document(replication)), encoding="utf-8")
        (chosen.out / "report.html").write_text(report_page(replication), encoding="utf-8")
    except OSError as error:
        wrong = f"The report can't be written to {chosen.out}: {error.strerror}"
        print(f"{wrong}. Choose another folder: --out DIR", file=sys.stderr)
        return 1
    print(f"Report    {chosen.out / 'report.html'}\n\n{verdict(replication)}")
    for line in names_of_others(replication):
        print(line)
    return 0 if replication.all_same else 1
