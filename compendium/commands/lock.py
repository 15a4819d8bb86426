"""python -m compendium lock"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from compendium.checkout.files import ROOT
from compendium.study import definition, load

if TYPE_CHECKING:
    from compendium.results.comparison import Comparison

HELP = "renew results/, the locked value of every table, figure and number, and tell what changed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if results/ is not what is computed now"
    )
    parser.add_argument("--all", action="store_true", help="tell every change of a result, not the first few")


def _changes(differing: Sequence[Comparison], total: int) -> str:
    """How many results differ, and how."""
    said = {"differs": "changed", "new": "new", "missing": "removed"}
    counts = Counter(said[found.state] for found in differing)
    return f"{', '.join(f'{counts[word]} {word}' for word in said.values() if counts[word])}; {total} results in all"


def run(chosen: argparse.Namespace) -> int:
    """Compute every result, tell how it differs from results/, and lock it there."""
    from compendium.build.replication import pages_of_numbers
    from compendium.results import record, store
    from compendium.results.comparison import compare
    from compendium.results.compute import compute
    from compendium.results.parts import take_apart
    from compendium.results.report import comparison_lines

    study, begun = load(), time.process_time()
    results = take_apart(compute(definition(), study))
    seconds = time.process_time() - begun
    try:
        kept, kept_record = store.read(), store.read_record()
    except store.ResultsError as error:
        if chosen.check:
            print(error, file=sys.stderr)
            return 1
        print(f"{error}\nAll of it is written anew.", file=sys.stderr)
        kept, kept_record = {}, {}
    differing = [found for found in compare(kept, results) if found.state != "same"]
    for line in comparison_lines(differing, pages_of_numbers(), every=chosen.all, words={"missing": "removed"}):
        print(line)
    if any(found.state == "failed" for found in differing):
        print("Nothing is locked while a result can't be computed.", file=sys.stderr)
        return 1

    now = record.locked_run(results, seconds, datetime.now(UTC).date().isoformat())
    from_the_same = all(kept_record.get(name) == now[name] for name in ("data", "lock", "results"))
    if not differing and from_the_same:
        print(f"results/ holds what is computed now: {len(results)} results, {seconds:.1f} s.")
        return 0
    same = "data or requirements.txt changed, though no result did"
    what = _changes(differing, len(results)) if differing else same
    if chosen.check:
        print(f"results/ is out of date: {what}. Look at it, then: python -m compendium lock", file=sys.stderr)
        return 1
    store.write(results)
    (ROOT / "results" / store.RUN).write_bytes(store.as_json(now).encode())
    print(f"results/ is renewed: {what}; computing took {seconds:.1f} s. See git diff results/")
    return 0
