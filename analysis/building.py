"""From the repository to the book on disk, and to a reader's browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

from .dating import VARIABLE, source_date
from .fingerprint import ROOT, files_below, fingerprint
from .packing import pack
from .revision import revision

# Everything that a page is made from.
BOOK_SOURCES = (
    "CHANGELOG.md",
    "_config.yml",
    "_static",
    "_templates",
    "_toc.yml",
    "analysis",
    "chapters",
    "data",
    "extensions",
    "index.md",
    "locale",
    "metadata.toml",
    "pyproject.toml",
    "redirects.csv",
    "references.bib",
    "requirements.txt",
    "results",
)
# Jupyter Book has no __main__, and its script lies elsewhere on Windows.
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
# Warnings are errors, unresolved references too, and all of them are shown.
STRICT = ("-W", "-n", "--keep-going")


def html_folder(root: Path = ROOT) -> Path:
    """Where the book is built to."""
    return root / "_build" / "html"


def site_archive(root: Path = ROOT) -> Path:
    """Where the built book stands as one file."""
    return root / "_build" / "site.zip"


def book_date(root: Path = ROOT) -> int:
    """The date of the book that is built from `root`, in seconds since 1970; see `source_date`."""
    return source_date(root, files_below(root / name for name in BOOK_SOURCES))


def _mark(root: Path) -> Path:
    """Where a build notes what the book was made from."""
    return root / "_build" / "book.sha256"


def _state(root: Path) -> str:
    """What the book is made from: its sources, its date, and the commit that the colophon names."""
    return f"{fingerprint(BOOK_SOURCES, root)} {book_date(root)} {revision(root)}"


def is_current(root: Path = ROOT) -> bool:
    """Whether a whole book stands there, with its archive, made from the sources as they are now."""
    mark = _mark(root)
    whole = mark.exists() and (html_folder(root) / "index.html").exists() and site_archive(root).exists()
    return whole and mark.read_text() == _state(root)


def build(root: Path = ROOT) -> int:
    """Build the book with Jupyter Book; returns its exit status, 0 if it stands whole.

    When a whole book stands there already and nothing that it was made from
    has changed since, nothing is executed and nothing is written.
    """
    html, archive = html_folder(root), site_archive(root)
    mark, now, date = _mark(root), _state(root), book_date(root)
    if is_current(root):
        print(f"Nothing has changed. The book is at {html / 'index.html'}")
        return 0
    mark.unlink(missing_ok=True)
    # Built into an empty folder, so that no page of an earlier book is left over;
    # the book that stood there comes back if this one fails.
    previous = html.with_name("html.previous")
    if html.exists():
        shutil.rmtree(previous, ignore_errors=True)
        html.rename(previous)
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", str(root), *STRICT]
    status = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONUTF8": "1", VARIABLE: str(date)}).returncode
    if status == 0:
        shutil.rmtree(previous, ignore_errors=True)
        pack(html, archive, date)
        mark.write_text(now)
        print(f"\nThe book is at {html / 'index.html'}")
        print(f"The same book as one file: {archive} ({archive.stat().st_size / 1e6:.1f} MB)")
    else:
        if previous.exists():
            shutil.rmtree(html, ignore_errors=True)
            previous.rename(html)
        print("\nThe book was not built: see the messages above.", file=sys.stderr)
    return status


def serve(port: int, root: Path = ROOT) -> int:
    """Show the built book on a port of this machine until interrupted."""
    html = html_folder(root)
    if not (html / "index.html").exists():
        print(f"There is no book at {html}. Build it first: python -m analysis book", file=sys.stderr)
        return 1
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=html)
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        print(f"Port {port} can't be used ({error.strerror}). Choose another: --port 8001", file=sys.stderr)
        return 1
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"The book is at {address} (Ctrl+C ends)", flush=True)
    webbrowser.open(address)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
