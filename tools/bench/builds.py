"""How long builds take: cold, plain, and after small changes; each on a copy of the repository."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compendium.build.building import JUPYTER_BOOK, book_date
from compendium.checkout.dating import VARIABLE
from compendium.checkout.files import BOOK_SOURCES, copy_files

# What each build may take, as a share of the cold one; the cold one as a share of the plain one.
AIMS = {"cold": 0.6, "paragraph": 0.15, "row": 0.5, "nothing": 0.1}


@dataclass(frozen=True)
class BuildCost:
    """A build: how long it took on the clock, in seconds, and its share of the build that it is measured against."""

    name: str
    seconds: float
    against: str
    ratio: float
    aim: float | None


def _timed(folder: Path, *command: str) -> float:
    # The same date for all, as if nothing were committed in between.
    environment = {**os.environ, "PYTHONUTF8": "1", VARIABLE: str(book_date())}
    begun = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=folder, check=True, capture_output=True, text=True, env=environment)
    return time.perf_counter() - begun


def _change_paragraph(folder: Path) -> None:
    path = folder / "chapters" / "konklusjon.md"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"^([A-ZÆØÅ][^\n]*)\.$", r"\1. En setning til.", text, count=1, flags=re.MULTILINE)
    if changed == text:
        raise LookupError(f"{path.name} has no paragraph to change")
    path.write_text(changed, encoding="utf-8")


def _change_row(folder: Path) -> None:
    path = folder / "data" / "excerpts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[-1][rows[0].index("note_nb")] = "Merknaden er endret."
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def build_costs(folder: Path, say: Callable[[str], None]) -> list[BuildCost]:
    """Measure all builds, one after the other, below `folder`; `say` is told of each.

    Raises `subprocess.CalledProcessError` if one fails.
    """
    copy = folder / "book"
    copy.mkdir(parents=True)
    copy_files(BOOK_SOURCES, copy)
    book = ("-m", "compendium", "book")

    def measured(name: str, *command: str) -> float:
        seconds = _timed(copy, *command)
        say(f"  {name:12}{seconds:8.1f} s")
        return seconds

    plain = measured("plain", "-c", JUPYTER_BOOK, "build", ".")
    shutil.rmtree(copy / "_build")
    cold = measured("cold", *book)
    costs = [
        BuildCost("plain", plain, "plain", 1.0, None),
        BuildCost("cold", cold, "plain", cold / plain, AIMS["cold"]),
    ]
    for name, change in (("nothing", lambda folder: None), ("paragraph", _change_paragraph), ("row", _change_row)):
        change(copy)
        seconds = measured(name, *book)
        costs.append(BuildCost(name, seconds, "cold", seconds / cold, AIMS[name]))
    return costs
