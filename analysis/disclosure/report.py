"""The whole guard: where it looks, and what it says."""

from __future__ import annotations

import sys
from pathlib import Path

from .folders import scan_book, scan_tree
from .history import scan_history
from .scanning import Finding
from .withheld import load_withheld


def run(root: Path, book: Path | None = None) -> int:
    """Print every withheld word in the repository, its history and the book; return the exit status.

    The status is 0 when there is none, 1 when there are some, 2 when the guard could not look.
    """
    try:
        withheld = load_withheld()
        present = scan_tree(root, withheld)
        if book is not None:
            present += [Finding(f"{book}/{one.path}", one.line, one.kind) for one in scan_book(book, withheld)]
        past = scan_history(root, withheld)
    except (OSError, ValueError) as error:
        print(f"guard: {error}", file=sys.stderr)
        return 2
    for finding in present + (past or []):
        print(finding)
    if not present and not past:
        print("No withheld word stands in the repository" + (" or in the built book." if book is not None else "."))
    if past is None:
        print("guard: the history was not read, since git shows none here", file=sys.stderr)
    elif past:
        print("A word in the history stays there until the history is rewritten (git filter-repo).", file=sys.stderr)
    return 1 if present or past else 0
