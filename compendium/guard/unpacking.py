"""The texts in a file, and the withheld words in them and in its name; an archive is opened."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from compendium.guard.decoding import decode_bytes
from compendium.guard.scanning import Finding, scan_text
from compendium.guard.withheld import Withheld

MASK = "[withheld]"


def _unpacked(data: bytes, name: str) -> bytes:
    """What is compressed in a file, else the file. Raises `OSError`, `EOFError` or `zlib.error` for a broken one."""
    if name.endswith("objects.inv") and data.startswith(b"# Sphinx inventory version 2"):
        *head, packed = data.split(b"\n", 4)
        return b"\n".join([*head, zlib.decompress(packed)])
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def texts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """The texts in a file, each with a name: one, none when it is binary, several when it is an archive."""
    try:
        data = _unpacked(data, name)
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.namelist():
                    yield f"{name}!{member}", ""
                    yield from texts(archive.read(member), f"{name}!{member}")
            return
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, zlib.error):
        return
    if b"\0" not in data[:8192] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield name, decode_bytes(data)


def _masked(name: str, withheld: Withheld) -> str:
    """A path in which every part that holds a withheld word gives way to a sign that it does."""
    parts = []
    for part in name.split("/"):
        suffix = PurePosixPath(part).suffix
        mask = MASK + ("" if scan_text(suffix, withheld) else suffix)
        parts.append(mask if scan_text(part, withheld) else part)
    path = "/".join(parts)
    return MASK if scan_text(path, withheld) else path


def _scan_name(name: str, withheld: Withheld) -> tuple[str, list[Finding]]:
    """A path as it may be shown, and what stands in it."""
    found = scan_text(name, withheld)
    shown = _masked(name, withheld) if found else name
    # A finding is one printable line, whatever the file is called.
    shown = shown.replace("\n", " ").encode("utf-8", "replace").decode()
    return shown, [Finding(shown, 0)] if found else []


def scan_file(data: bytes, name: str, withheld: Withheld) -> list[Finding]:
    """Every withheld word in a file and in its name; the name is shown without the word."""
    shown, findings = _scan_name(name, withheld)
    for member, text in texts(data, name):
        inside = shown
        if member != name:
            inside, found = _scan_name(member, withheld)
            findings += found
        findings += scan_text(text, withheld, inside)
    return findings
