"""Files as one zip file: equal files give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

# What the archive of the built book unpacks to.
TOP = "kompendium"
# A zip file knows no time before this.
_EARLIEST = int(datetime(1980, 1, 1, tzinfo=UTC).timestamp())


def _write(file: Path | BinaryIO, entries: Iterable[tuple[str, bytes]], date: int) -> None:
    time = datetime.fromtimestamp(max(date, _EARLIEST), tz=UTC).timetuple()[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # As if made on Unix with plain files, wherever it is made.
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)


def zipped(files: Mapping[str, bytes], date: int = 0) -> bytes:
    """A zip file of these files, by name, in that order; `date` as in `pack`."""
    buffer = io.BytesIO()
    _write(buffer, files.items(), date)
    return buffer.getvalue()


def pack(folder: Path, archive: Path, date: int, top: str = TOP) -> None:
    """Write all files of `folder` into the zip file `archive`; equal files and dates give equal bytes.

    `date` is the time of every entry, in seconds since 1970; `top` is the
    folder that the archive unpacks to.
    """
    unfinished = archive.with_name(f"{archive.name}.part")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    _write(unfinished, ((f"{top}/{path.relative_to(folder).as_posix()}", path.read_bytes()) for path in paths), date)
    unfinished.replace(archive)
