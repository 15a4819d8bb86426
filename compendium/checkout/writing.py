"""Text files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: what is half written would be taken for what it is not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.write_bytes(text.encode())
    unfinished.replace(path)


def write_changed(path: Path, text: str) -> None:
    """Write a file, whole or not at all; one that says the same already is not touched."""
    if not path.exists() or path.read_bytes() != text.encode():
        write_whole(path, text)
