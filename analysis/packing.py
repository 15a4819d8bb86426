"""The built book as one file, to be kept, sent and unpacked anywhere."""

from __future__ import annotations

import zipfile
from datetime import datetime, timezone
from pathlib import Path

# What the archive unpacks to.
TOP = "kompendium"
# A zip file knows no time before this.
_EARLIEST = int(datetime(1980, 1, 1, tzinfo=timezone.utc).timestamp())


def pack(folder: Path, archive: Path, date: int) -> None:
    """Write all files of `folder` into the zip file `archive`; equal files and dates give equal bytes.

    `date` is the time of every entry, in seconds since 1970.
    """
    time = datetime.fromtimestamp(max(date, _EARLIEST), tz=timezone.utc).timetuple()[:6]
    unfinished = archive.with_name(f"{archive.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{TOP}/{path.relative_to(folder).as_posix()}", time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # As if made on Unix with plain files, wherever it is made.
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            file.writestr(entry, path.read_bytes())
    unfinished.replace(archive)
