"""Whether the links that lead out of the book still lead somewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from compendium.build.building import JUPYTER_BOOK
from compendium.checkout.files import ROOT

# What the answer means for whoever corrects the link, by what Sphinx says of it; the link may well be right.
NO_ANSWER = {
    r"NameResolutionError|Name or service not known|getaddrinfo": "its host is not found",
    r"(?i:timed? ?out)": "its host did not answer in time",
    r"(?i:SSL|certificate)": "its certificate is not accepted",
    r"(?i:connection ?(?:error|refused|reset|aborted)|max retries)": "its host refused or broke off",
}


@dataclass(frozen=True, order=True)
class Failed:
    """A link that could not be followed: whether nobody answered, the file that has it, its address, and why."""

    unanswered: bool
    file: str
    address: str
    reason: str


def reason_of(said: str) -> str:
    """Why a link could not be followed, from what Sphinx says of it."""
    known = next((reason for pattern, reason in NO_ANSWER.items() if re.search(pattern, said)), "")
    return known or said.partition(" for url")[0].strip() or "no reason given"


def read_report(report: Path) -> tuple[int, list[Failed]]:
    """How many links Sphinx's linkcheck followed, and those that failed, from its `output.json`, an object a line."""
    rows = map(json.loads, report.read_text(encoding="utf-8").splitlines())
    followed = [row for row in rows if row["status"] not in ("unchecked", "ignored", "local")]
    failed = [(row, reason_of(row["info"])) for row in followed if row["status"] == "broken"]
    return len(followed), sorted(
        Failed(reason in NO_ANSWER.values(), row["filename"], row["uri"], reason) for row, reason in failed
    )


def summary(count: int, failed: list[Failed]) -> list[str]:
    """What became of the links: a line for each that does not work, the surely broken first, then the outcome."""
    if not failed:
        return [f"All {count} links that lead out of the book work."]
    unanswered = sum(link.unanswered for link in failed)
    lines = [
        *(f"{link.file}: {link.address}: {link.reason}" for link in failed),
        f"\nOf {count} links that lead out of the book, {len(failed)} could not be followed; "
        f"of {unanswered} of these the host did not answer.",
    ]
    if unanswered == count:
        lines.append("No host answered at all: is this machine on the net?")
    return lines


def check_links(root: Path = ROOT) -> int:
    """Follow every link that leads out of the book, by Sphinx's linkcheck; prints which fail, and returns 0 if none."""
    folder = root / "_build" / "links"
    # Jupyter Book names the folder so, whatever the builder.
    report = folder / "_build" / "html" / "output.json"
    folder.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    print("Following every link that leads out of the book; a minute or more ...", flush=True)
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", str(root), "--builder", "linkcheck"]
    done = subprocess.run(
        [*command, "--path-output", str(folder)],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    (folder / "messages.txt").write_text(done.stdout, encoding="utf-8")
    if not report.exists():
        print(f"{done.stdout}\nThe links were not followed: see the messages above.", file=sys.stderr)
        return 1
    count, failed = read_report(report)
    print("\n".join(summary(count, failed)))
    print(f"Sphinx's own report is at {report.with_suffix('.txt')}")
    return 1 if failed else 0
