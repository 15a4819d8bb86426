"""Commands of the compendium: python -m analysis COMMAND."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import building, disclosure
from .fingerprint import ROOT
from .loading import DATA, load
from .problems import DataError


def check(folder: Path) -> int:
    """Validate the data and say how many rows each table holds."""
    study = load(folder)
    for name in study.table_names():
        print(f"{name:20}{len(getattr(study, name)):5} rows")
    print("The data are valid.")
    return 0


def book() -> int:
    """Check the data, then build the book."""
    load()
    return building.build()


def parser() -> argparse.ArgumentParser:
    """The commands and what each of them takes."""
    top = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("book", help="build the book to _build/html")
    serving = commands.add_parser("serve", help="show the built book on a local port")
    serving.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes any free one")
    checking = commands.add_parser("check", help="validate the data and list every problem")
    checking.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data/ of this repository")
    commands.add_parser("guard", help="fail if a withheld word stands in the repository or in the built book")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    chosen = parser().parse_args(arguments)
    try:
        match chosen.command:
            case "book":
                return book()
            case "serve":
                return building.serve(chosen.port)
            case "check":
                return check(chosen.data)
            case _:
                html = building.html_folder()
                return disclosure.run(ROOT, html if html.exists() else None)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
