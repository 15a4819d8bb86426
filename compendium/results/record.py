"""In what circumstances results were computed: data, lock, Python, packages, system, time."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from compendium.checkout.files import ROOT, files_below
from compendium.results.parts import Parts

LOCK = "requirements.txt"
# What a value can depend on; the whole lock is compared by its pins.
NAMED = ("pandas", "numpy", "altair", "vl-convert-python", "jupyter-book", "myst-nb", "nbconvert", "ipykernel")


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def data_hashes(data: Path = ROOT / "data") -> dict[str, str]:
    """The SHA-256 of each file of the data, by its name in that folder."""
    return {file.relative_to(data).as_posix(): sha256(file) for file in files_below([data])}


def installed(name: str) -> str:
    """The version of an installed package; empty when it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def pinned(lock: Path = ROOT / LOCK) -> dict[str, str]:
    """The version that the lock names for each package that this Python on this system needs."""
    pins: dict[str, str] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        try:
            # A line that goes on below, with the hashes of the package's files, ends in a backslash.
            requirement = Requirement(line.partition("#")[0].rstrip("\\ "))
        except InvalidRequirement:  # a comment, a hash or an empty line
            continue
        if requirement.marker is None or requirement.marker.evaluate():
            pins[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return pins


def other_than_locked(lock: Path = ROOT / LOCK) -> dict[str, tuple[str, str]]:
    """Packages whose installed version is not the locked one: locked and installed version ("" for none)."""
    return {name: (wanted, installed(name)) for name, wanted in pinned(lock).items() if installed(name) != wanted}


def system() -> str:
    """The operating system and the processor's kind, without the name of the machine."""
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = f"{platform.system()} {platform.release()}"
    return f"{name}, {platform.machine()}"


def environment() -> dict[str, Any]:
    """Python, operating system and the packages that a result can depend on."""
    return {
        "packages": {name: installed(name) for name in NAMED},
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": system(),
    }


def counted(results: Mapping[str, Parts]) -> dict[str, int]:
    """How many tables, figures and numbers there are."""
    return {
        f"{kind}s": sum(result.kind == kind for result in results.values()) for kind in ("figure", "number", "table")
    }


def locked_run(results: Mapping[str, Parts], seconds: float, date: str, root: Path = ROOT) -> dict[str, Any]:
    """What `results/run.json` keeps of a run; `seconds` are the processor's, which other work does not stretch.

    It names no commit, since a commit can't know its own; the hashes of data and
    lock say more exactly from what the results came.
    """
    return {
        "data": data_hashes(root / "data"),
        "date": date,
        "environment": environment(),
        "lock": sha256(root / LOCK),
        "results": counted(results),
        "seconds": round(seconds, 1),
    }
