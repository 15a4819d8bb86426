"""Proper names that nobody admitted, in the files of the repository, their names and the messages of its commits."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from compendium.checkout.files import SOURCES, files_below
from compendium.checkout.git import git
from compendium.guard.admission import FILE, Admitted
from compendium.guard.capitals import Unadmitted, unadmitted
from compendium.guard.decoding import decode_bytes
from compendium.guard.folders import content, repository_files
from compendium.guard.parts import Kind, Part, parts_of, prose
from compendium.guard.unpacking import texts
from compendium.guard.word_list import ENGLISH


def _reasons(text: str) -> Iterator[Part]:
    """The list of admitted names without the names: to stand in it is no use of a name."""
    reader = csv.reader(io.StringIO(text, newline=""))
    for row in reader:
        for cell in row[1:]:
            yield Part(cell, reader.line_num)


def scan_file(data: bytes, name: str, admitted: Admitted) -> list[Unadmitted]:
    """Every name that is not admitted in a file, in the files inside it and in their names."""
    found = unadmitted([Part(name, 0, Kind.CODE)], admitted, name, ENGLISH)
    for member, text in texts(data, name):
        if member != name and not text:
            found += unadmitted([Part(member.rpartition("!")[2], 0, Kind.CODE)], admitted, member, ENGLISH)
            continue
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        found += unadmitted(_reasons(plain) if member == FILE else parts_of(plain, member), admitted, member)
    return found


def _sources(root: Path) -> list[str]:
    """The files of the repository; where git knows of none, as in an archive, those that the archive took from it."""
    if git(root, "rev-parse", "--git-dir") is not None:
        return repository_files(root)
    names = [root / source.path for source in SOURCES]
    return [path.relative_to(root).as_posix() for path in files_below(name for name in names if name.exists())]


def scan_files(root: Path, admitted: Admitted) -> list[Unadmitted]:
    """Every name that is not admitted in the files of the repository."""
    return sorted(one for name in _sources(root) for one in scan_file(content(root / name), name, admitted))


def scan_messages(root: Path, admitted: Admitted) -> list[Unadmitted] | None:
    """Every name that is not admitted in the messages of the commits that led to this one; None without git.

    A line is counted within its message.
    """
    commits = git(root, "log", "-z", "--format=%h%n%B")
    if commits is None:
        return None
    found = []
    for record in filter(None, decode_bytes(commits).split("\0")):
        commit, _, message = record.partition("\n")
        found += unadmitted(prose(message, 1), admitted, f"commit {commit}", ENGLISH)
    return sorted(found)
