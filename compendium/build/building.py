"""From the repository to the book on disk, and to a reader's browser."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import os
import shutil
import subprocess
import sys
import webbrowser
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from compendium.build.build_lock import Busy, build_lock
from compendium.checkout.dating import VARIABLE, BadDate, source_date
from compendium.checkout.files import BOOK_SOURCES, ROOT, SHAPING_SOURCES, files_below, fingerprint
from compendium.checkout.packing import pack
from compendium.checkout.revision import revision
from compendium.checkout.writing import write_whole
from compendium.patches.cpython_garbage_collection import COLLECT_SELDOM
from compendium.tables.problems import DataError, refusal

# What a build makes in _build: the pages, Sphinx's memory of them, the executed chapters, and all pages as one file.
MADE = ("html", ".doctrees", "jupyter_execute", "site.zip")
# How many seconds an interrupted build may take to end by itself.
ENDING = 5
# A disk with less room than this, in bytes, counts as full.
FULL = 1_000_000
# Jupyter Book has no __main__, and its script lies elsewhere on Windows.
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
# Warnings are errors, unresolved references too, and all of them are shown.
STRICT = ("-W", "-n", "--keep-going")
# Progress and closing words name the staging folder, which is gone a second later; warnings and errors go to stderr.
QUIET = "-q"


def html_folder(root: Path = ROOT) -> Path:
    """Where the book is built to."""
    return root / "_build" / "html"


def site_archive(root: Path = ROOT) -> Path:
    """Where the built book stands as one file."""
    return root / "_build" / "site.zip"


def book_date(root: Path = ROOT) -> int:
    """The date of the book that is built from `root`, in seconds since 1970; see `source_date`."""
    return source_date(root, files_below(root / name for name in BOOK_SOURCES))


def _stamp(root: Path) -> Path:
    """Where a build keeps what the book was made from, and how its files then were."""
    return root / "_build" / "book.json"


def _staging(root: Path) -> Path:
    """Where a book is made; nothing here is trusted after a build has ended."""
    return root / "_build" / "next"


def _source_state(root: Path) -> str:
    """What the book is made from: its sources, its date, and the commit that the colophon names."""
    return f"{fingerprint(BOOK_SOURCES, root)} {book_date(root)} {revision(root)}"


def _shape(root: Path) -> str:
    """What must be as it was for pages of the earlier book to be kept: names of files, and what shapes all pages."""
    names = "\n".join(file.relative_to(root).as_posix() for file in files_below(root / name for name in BOOK_SOURCES))
    return hashlib.sha256(f"{names}\0{fingerprint(SHAPING_SOURCES, root)}".encode()).hexdigest()


def _file_states(folder: Path) -> str:
    """The files of a book as they lie there: names, sizes and times."""
    digest = hashlib.sha256()
    for name in MADE:
        top = folder / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                facts = path.stat()
                digest.update(f"{path.relative_to(folder).as_posix()}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _read_stamp(root: Path) -> dict[str, str]:
    """What the last whole build kept of itself, or nothing where its files are no longer as it left them."""
    try:
        stamp: dict[str, str] = json.loads(_stamp(root).read_text(encoding="utf-8"))
        return stamp if stamp["files"] == _file_states(root / "_build") else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def is_current(root: Path = ROOT) -> bool:
    """Whether a whole book stands there, with its archive, made from the sources as they are now."""
    return _read_stamp(root).get("state") == _source_state(root)


def add_products(html: Path, root: Path, date: int) -> None:
    """Add to a book that Sphinx has just written what is made from its pages as a whole.

    `html` is the folder of the new book, which no reader sees yet; what is made
    beside it must be named in `MADE`. `date` is the book's, in seconds since 1970.
    What raises here stops the build, and the earlier book stays.
    """
    # The archive last, since it holds everything else.
    pack(html, html.with_name(site_archive(root).name), date)


def _copy_last(root: Path, staging: Path) -> None:
    """Copy the last whole book to the staging folder, with Sphinx's memory of it: only what changed is made anew."""
    for name in MADE:
        made = root / "_build" / name
        if made.is_dir():
            shutil.copytree(made, staging / name)


def _swap(root: Path, staging: Path, stamp: dict[str, str]) -> None:
    """Put the new book in the place of the earlier one.

    The stamp goes first and comes last, so that whoever is interrupted leaves a
    book that is made anew from nothing; see `_put_back` for the one that is left
    without pages.
    """
    build = root / "_build"
    _stamp(root).unlink(missing_ok=True)
    for name in MADE:
        if (build / name).exists():
            (build / name).rename(_previous(build / name))
        if (staging / name).exists():
            (staging / name).rename(build / name)
    write_whole(_stamp(root), json.dumps({**stamp, "files": _file_states(build)}))
    for name in MADE:
        _remove(_previous(build / name))


def _previous(path: Path) -> Path:
    return path.with_name(f"{path.name}.previous")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _put_back(root: Path) -> None:
    """Clear away what an interrupted build left; its earlier book comes back if it was interrupted while swapping."""
    build = root / "_build"
    for path in map(_previous, (build / name for name in MADE)):
        original = path.with_name(path.name.removesuffix(".previous"))
        if path.exists() and not original.exists():
            path.rename(original)
        _remove(path)
    _remove(_staging(root))


def _run_jupyter_book(root: Path, staging: Path, date: int, lock: int) -> int:
    # Jupyter Book writes to _build below the path that it is given.
    options = ["build", str(root), "--path-output", str(staging), *STRICT, QUIET]
    command = [sys.executable, "-c", COLLECT_SELDOM + JUPYTER_BOOK, *options]
    environment = {**os.environ, "PYTHONUTF8": "1", VARIABLE: str(date)}
    # Whatever becomes of this process, the lock holds as long as Sphinx writes.
    inherited = () if os.name == "nt" else (lock,)
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, pass_fds=inherited) as process:
        try:
            return int(process.wait())
        except KeyboardInterrupt:
            # Ctrl+C has reached Sphinx too, which ends by itself unless it hangs.
            with suppress(subprocess.TimeoutExpired):
                process.wait(ENDING)
            process.kill()
            raise


def build(root: Path = ROOT) -> int:
    """Build the book with Jupyter Book; returns its exit status, 0 if it stands whole.

    When a whole book stands there already and nothing that it was made from
    has changed since, nothing is executed and nothing is written. Else chapters
    are executed several at a time, the book is made in a staging folder, from
    the last whole one where that can be, and takes its place only when it is whole.
    """
    try:
        with build_lock(root / "_build" / "book.lock") as lock:
            return _build(root, lock)
    except (Busy, BadDate) as error:
        message = str(error)
    except DataError as error:
        message = f"nothing is built from bad input.\n{error}"
    except OSError as error:
        message = refusal(error)
    except KeyboardInterrupt:
        message = "it was interrupted"
    print(f"The book was not built: {message}", file=sys.stderr)
    return 1


def _build(root: Path, lock: int) -> int:
    html, archive, staging = html_folder(root), site_archive(root), _staging(root)
    _put_back(root)
    if is_current(root):
        print(f"Nothing has changed. The book is at {html / 'index.html'}")
        return 0
    # Heavy to import, and not needed until now.
    from compendium.artefacts.texts import TextError
    from compendium.build.execution import ExecutionFailed, execute_chapters
    from compendium.results.current import FailedResults, current, is_kept, keep

    state, shape, date = _source_state(root), _shape(root), book_date(root)
    try:
        if not is_kept(root / "_build" / "results"):
            keep(current(), root / "_build" / "results")
        execute_chapters(root, lambda text: print(text, flush=True))
    except (FailedResults, TextError, ExecutionFailed) as error:
        why = ": chapters could not be executed" if isinstance(error, ExecutionFailed) else ""
        print(f"{error}\nThe book was not built{why}.", file=sys.stderr)
        return 1
    made = staging / "_build"
    try:
        if _read_stamp(root).get("shape") == shape:
            _copy_last(root, made)
        print("Writing the pages ...", flush=True)
        status = _run_jupyter_book(root, staging, date, lock)
        if status == 0:
            add_products(made / "html", root, date)
            _swap(root, made, {"state": state, "shape": shape})
        full = shutil.disk_usage(root / "_build").free < FULL
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if status == 0:
        print(f"\nThe book as one file: {archive} ({archive.stat().st_size / 1e6:.1f} MB)")
        print(f"The book is at {html / 'index.html'}")
        return 0
    why = "the disk is full; make room and build again" if full else "see the messages above"
    print(f"\nThe book was not built: {why}.", file=sys.stderr)
    return status


# What the pages need and no more; a host may send it, and here it is sent, so that it keeps true.
# Pictures and icons in the theme's style sheet stand there as data; charts are laid out by style attributes.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; font-src 'self' data:; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
)


class BookHandler(http.server.SimpleHTTPRequestHandler):
    """Gives a reader the book's own page for an address that leads nowhere, as a web host does."""

    def end_headers(self) -> None:
        """Send the policy along, but with the page for addresses that lead nowhere."""
        # That page finds the book by a script of its own as long as the book has no address.
        if not self.path.endswith("/404.html"):
            self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the book's own page for what is not found."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        self.path = "/404.html"
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def serve(port: int, root: Path = ROOT) -> int:
    """Show the built book on a port of this machine until interrupted."""
    html = html_folder(root)
    if not (html / "index.html").exists():
        print(f"There is no book at {html}. Build it first: python -m compendium book", file=sys.stderr)
        return 1
    handler = functools.partial(BookHandler, directory=html)
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
