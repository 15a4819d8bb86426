"""Printing a document to PDF with Chromium, which asks no other host for anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from compendium.artefacts.rendering import FONTS
from compendium.tables.problems import UserError
from compendium.templating import render

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 300
# A browser that draws without a graphics card and asks no other host for anything of its own accord.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FONT_SETTINGS = Path(__file__).with_name("fonts.conf.jinja")


class NoChromium(UserError):
    """No browser that can print was found."""


class PrintFailed(UserError):
    """The browser did not print."""


def find(given: str | None = None) -> str:
    """The program to print with: the one that is given, or the first known one on the PATH.

    Raises `NoChromium` with what to do about it.
    """
    for name in [given] if given else NAMES:
        if program := shutil.which(name):
            return program
    missing = f"{given!r} can't be run" if given else f"no Chromium is on the PATH (looked for {', '.join(NAMES)})"
    raise NoChromium(f"{missing}. On Debian: sudo apt-get install chromium. Elsewhere: --chromium PATH")


def _environment(folder: Path) -> dict[str, str]:
    """The environment of a browser that finds the book's fonts beside those of the machine, and hints none.

    On a machine without any Chromium prints empty pages, web fonts or not. Only where it asks Fontconfig, on Linux.
    """
    machine = os.environ.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf"
    config = folder / "fonts.conf"
    config.write_text(render(FONT_SETTINGS, machine=machine, fonts=FONTS, cache=folder), encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def print_to_pdf(program: str, document: Path, pdf: Path) -> None:
    """Print an HTML document as a tagged PDF with an outline of its headings.

    Raises `PrintFailed` with what the browser said.
    """
    with tempfile.TemporaryDirectory() as profile:
        flags = [
            f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer",
            "--export-tagged-pdf",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={pdf}",
        ]
        # As root Chromium starts only so; the document is our own.
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")
        command = [program, "--headless", *FLAGS, *flags, document.resolve().as_uri()]
        pdf.unlink(missing_ok=True)
        try:
            done = subprocess.run(
                command, env=_environment(Path(profile)), capture_output=True, text=True, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise PrintFailed(f"{program} had not printed {document.name} after {SECONDS} seconds") from None
    if done.returncode or not pdf.exists():
        said = "\n".join(done.stderr.strip().splitlines()[-5:])
        raise PrintFailed(f"{program} could not print {document} (status {done.returncode}):\n{said}")
