"""The whole guard: where it looks, and what it says."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from compendium.guard import admission, withheld
from compendium.guard.admission import Admitted, load_admitted
from compendium.guard.capitals import Unadmitted
from compendium.guard.folders import scan_book, scan_tree
from compendium.guard.history import scan_history
from compendium.guard.proper_names import scan_files, scan_messages
from compendium.guard.scanning import Finding, scan_text
from compendium.guard.withheld import Withheld, load_withheld

REMEDY = f"""\
Look at each: a name that identifies the case, a place, a firm or a person of it, gives way to its pseudonym.
Any other is admitted by a row in {admission.FILE}: name,kind,why_nb,why_en.
`python -m compendium guard --list` prints such rows to fill in."""


def _unadmitted(root: Path, admitted: Admitted, private: Withheld | None) -> list[Unadmitted]:
    found = scan_files(root, admitted) + (scan_messages(root, admitted) or [])
    # A withheld word is not printed: its place alone is.
    if private is None:
        return found
    return [one for one in found if not scan_text(one.name, private) and not scan_text(one.path, private)]


def candidates(root: Path) -> int:
    """Print a row to fill in for each name that is not admitted; return the exit status."""
    try:
        found = _unadmitted(root, load_admitted(root), load_withheld(root))
    except (OSError, ValueError) as error:
        print(f"guard: {error}", file=sys.stderr)
        return 2
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for name in sorted({one.name for one in found}):
        writer.writerow((name, "", "", ""))
    return 0


def _say_withheld(found: list[Finding], past: list[Finding] | None, book: Path | None) -> None:
    for finding in found + (past or []):
        print(finding)
    if not found and not past:
        print(f"No word of the private list stands in the repository{' or in the built book' if book else ''}.")
    if past is None:
        print("guard: the history was not searched, since git shows none here", file=sys.stderr)
    elif past:
        print("A word in the history stays there until the history is rewritten (git filter-repo).", file=sys.stderr)


def _say_unadmitted(found: list[Unadmitted], admitted: Admitted) -> None:
    for one in found:
        print(one)
    if found:
        names = len({one.name for one in found})
        print(f"{len(found)} places with {names} names that nobody admitted. {REMEDY}", file=sys.stderr)
    else:
        print(f"Every proper name in the repository is one of the {len(admitted.kinds)} admitted in {admission.FILE}.")
    if not admitted.kinds:
        print(f"{admission.FILE} admits no name yet, as in every new study.", file=sys.stderr)
    for line, name in admitted.unmet():
        unused = f"{admission.FILE}:{line}: {name} is admitted, but stands nowhere any longer; take the row out"
        print(unused, file=sys.stderr)


def run(root: Path, book: Path | None = None) -> int:
    """Print every name that is not admitted, and every word of the private list; return the exit status.

    The status is 0 when there is none, 1 when there are some, 2 when the guard could not look.
    """
    present, past = list[Finding](), None
    try:
        private = load_withheld(root)
        admitted = load_admitted(root)
        if private is not None:
            present = scan_tree(root, private)
            if book is not None:
                present += [Finding(f"{book}/{one.path}", one.line) for one in scan_book(book, private)]
            past = scan_history(root, private)
        names = _unadmitted(root, admitted, private)
    except (OSError, ValueError) as error:
        print(f"guard: {error}", file=sys.stderr)
        return 2
    _say_unadmitted(names, admitted)
    if private is None:
        no_list = f"there is no private list of withheld words ({withheld.FILE}, or {withheld.VARIABLE})"
        print(f"Only admission was checked: {no_list}.", file=sys.stderr)
    else:
        _say_withheld(present, past, book)
    return 1 if names or present or past else 0
