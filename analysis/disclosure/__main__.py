"""The guard as a command of its own: python -m analysis.disclosure."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import disclosure
from .hashing import entry
from .report import run
from .spelling import normalise
from .withheld import load_withheld


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: look for withheld words, or make the entry of a new one."""
    parser = argparse.ArgumentParser(prog="python -m analysis.disclosure", description=disclosure.__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="look for withheld words")
    check.add_argument("root", nargs="?", type=Path, default=Path())
    check.add_argument("--book", type=Path, help="the built book, _build/html")
    add = commands.add_parser("add", help="print the entry of a word read from standard input")
    add.add_argument("--note", required=True, help='a neutral kind of word, such as "place"; never the word')
    options = parser.parse_args(arguments)
    if options.command == "check":
        return run(options.root, options.book)
    words = getpass.getpass("Word to withhold (not shown): ") if sys.stdin.isatty() else sys.stdin.read()
    try:
        withheld = load_withheld()
        made = entry(words, options.note, withheld.salt)
        if set(normalise(options.note)) & set(normalise(words)):
            raise ValueError("the note gives the word away")
    except (OSError, ValueError) as error:
        print(f"guard: {error}", file=sys.stderr)
        return 2
    print(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
