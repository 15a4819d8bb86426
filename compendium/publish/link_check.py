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

# What the answer means for whoever mends the link, by what Sphinx says of it.
NO_ANSWER = (
    (re.compile(r"NameResolutionError|Name or service not known|getaddrinfo"), "its host is not found"),
    (re.compile(r"timed? ?out", re.IGNORECASE), "its host did not answer in time"),
    (re.compile(r"SSL|certificate", re.IGNORECASE), "its certificate is not accepted"),
    (
        re.compile(r"Connection ?(?:Error|refused|reset|aborted)|Max retries", re.IGNORECASE),
        "its host refused or broke off",
    ),
)


@dataclass(frozen=True)
class Followed:
    """A link that was followed: the file that has it, the address, whether it works, and in a few words why not."""

    file: str
    address: str
    works: bool
    reason: str = ""

    @property
    def unanswered(self) -> bool:
        """Whether nobody answered, so that the link may well be right."""
        return self.reason in [reason for _, reason in NO_ANSWER]


def _reason(said: str) -> str:
    known = next((reason for pattern, reason in NO_ANSWER if pattern.search(said)), "")
    return known or said.partition(" for url")[0].strip() or "no reason given"


def read_report(report: Path) -> list[Followed]:
    """The links that Sphinx's linkcheck followed, from its `output.json` (a JSON object a line)."""
    rows = map(json.loads, report.read_text(encoding="utf-8").splitlines())
    followed = [row for row in rows if row["status"] not in ("unchecked", "ignored", "local")]
    return [
        Followed(
            row["filename"],
            row["uri"],
            row["status"] != "broken",
            _reason(row["info"]) if row["status"] == "broken" else "",
        )
        for row in followed
    ]


def summary(links: list[Followed]) -> list[str]:
    """What became of the links: a line for each that does not work, then the outcome."""
    failed = sorted(
        (link for link in links if not link.works), key=lambda link: (link.unanswered, link.file, link.address)
    )
    lines = [f"{link.file}: {link.address}: {link.reason}" for link in failed]
    if not failed:
        return [f"All {len(links)} links that lead out of the book work."]
    unanswered = sum(link.unanswered for link in failed)
    lines.append(
        f"\nOf {len(links)} links that lead out of the book, {len(failed)} could not be followed; of {unanswered} of these the host did not answer."
    )
    if unanswered == len(links):
        lines.append("No host answered at all: is this machine on the net?")
    return lines


def check_links(root: Path = ROOT) -> int:
    """Follow every link that leads out of the book (Sphinx's linkcheck) and tell which fail; returns 0 if all of them work."""
    folder = root / "_build" / "links"
    # Jupyter Book names the folder so, whatever the builder.
    report = folder / "_build" / "html" / "output.json"
    folder.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    print("Following every link that leads out of the book; a minute or more ...", flush=True)
    command = [
        sys.executable,
        "-c",
        JUPYTER_BOOK,
        "build",
        str(root),
        "--builder",
        "linkcheck",
        "--path-output",
        str(folder),
    ]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    (folder / "messages.txt").write_text(done.stdout, encoding="utf-8")
    if not report.exists():
        print(f"{done.stdout}\nThe links were not followed: see the messages above.", file=sys.stderr)
        return 1
    links = read_report(report)
    for line in summary(links):
        print(line)
    print(f"Sphinx's own report is at {report.with_suffix('.txt')}")
    return 0 if all(link.works for link in links) else 1
