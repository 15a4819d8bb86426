"""Withheld words in what git remembers: messages, authors, names of branches and tags, former files."""

from __future__ import annotations

import io
import os
from pathlib import Path

from compendium.checkout.git import git
from compendium.guard.decoding import decode_bytes
from compendium.guard.scanning import Finding, scan_text
from compendium.guard.unpacking import scan_file
from compendium.guard.withheld import Withheld


def scan_history(root: Path, withheld: Withheld) -> list[Finding] | None:
    """Every withheld word in messages, names of branches and tags, and former files; None without git.

    A file is named `path@object`, and `git show object` shows it.
    """
    commits = git(root, "log", "--all", "-z", "--format=%h%n%an%n%B")
    refs = git(root, "for-each-ref", "--format=%(refname)%0a%(contents)")
    objects = git(root, "rev-list", "--all", "--objects")
    if commits is None or refs is None or objects is None:
        return None
    findings: list[Finding] = []
    for record in filter(None, decode_bytes(commits).split("\0")):
        commit, author, message = f"{record}\n\n".split("\n", 2)
        findings += scan_text(message, withheld, f"commit {commit}")
        findings += [Finding(f"author of commit {commit}", 0)] if scan_text(author, withheld) else []
    findings += [Finding("name or message of a branch or tag", 0)] if scan_text(decode_bytes(refs), withheld) else []

    paths: dict[str, str] = {}
    for row in os.fsdecode(objects).splitlines():
        identity, _, path = row.partition(" ")
        if path:
            paths.setdefault(identity, path)
    contents = io.BytesIO(git(root, "cat-file", "--batch", given="\n".join(paths).encode()) or b"")
    while header := contents.readline().decode().split():
        identity, kind, *size = header
        if not size:  # "… missing": not in this partial clone
            continue
        data = contents.read(int(size[0]))
        contents.readline()
        found = scan_file(data if kind == "blob" else b"", paths[identity], withheld)
        findings += [Finding(f"{one.path}@{identity[:10]}", one.line) for one in found]
    return sorted(set(findings))
