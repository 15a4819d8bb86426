"""Addresses that last: moved pages lead on, and a sitemap lists what there is."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as escape_xml

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from analysis.citing.metadata import Metadata
from analysis.fingerprint import ROOT

from .collecting import citations_of, metadata_of
from .words import WORDS

REDIRECTS = ROOT / "redirects.csv"


@dataclass(frozen=True)
class Redirect:
    """A page that has moved: `old` as it was, `new` as it is, both below the book's address; `line` says where it stands."""

    old: str
    new: str
    line: int


def read_redirects(path: Path) -> list[Redirect]:
    """The table of redirects. Raises `ExtensionError` if its head is not `from,to`."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if (head := next(rows, [])) != ["from", "to"]:
            raise ExtensionError(f"{path.name}:1: the columns have to be from,to and are {','.join(head)}")
        return [Redirect(row[0].strip(), row[1].strip() if len(row) > 1 else "", rows.line_num) for row in rows if row]


def redirect_problems(redirects: list[Redirect], folder: Path, name: str) -> list[str]:
    """What is wrong with the redirects of a book that was built to `folder`."""
    problems, moved = [], {redirect.old for redirect in redirects}
    seen: set[str] = set()
    for redirect in redirects:
        place = f"{name}:{redirect.line}:"
        page, _, anchor = redirect.new.partition("#")
        target = folder / page
        if not re.fullmatch(r"[\w./-]+\.html", redirect.old) or ".." in redirect.old or redirect.old.startswith("/"):
            problems.append(f"{place} {redirect.old!r} is no page below the book's address, such as chapters/old.html")
        elif redirect.old in seen:
            problems.append(f"{place} {redirect.old} is redirected twice")
        elif (folder / redirect.old).exists():
            problems.append(f"{place} {redirect.old} is a page of the book, so it can't be redirected")
        if page in moved:
            problems.append(f"{place} {page} has moved too; lead straight to where it is now")
        elif not page.endswith(".html") or ".." in page or not target.is_file():
            problems.append(f"{place} {redirect.new!r} is no page of the book")
        elif anchor and f'id="{escape(anchor)}"' not in target.read_text(encoding="utf-8"):
            problems.append(f"{place} {page} has no place '{anchor}'")
        seen.add(redirect.old)
    return problems


def redirect_page(redirect: Redirect, metadata: Metadata, words: dict[str, str], language: str) -> str:
    """A page that leads on at once, and has a link for who is not led."""
    up = "../" * redirect.old.count("/")
    target = escape(f"{up}{redirect.new}")
    canonical = f'<link rel="canonical" href="{escape(metadata.url(redirect.new))}">\n' if metadata.address else ""
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{escape(words["moved"])} {escape(redirect.new)}</title>
<meta http-equiv="refresh" content="0; url={target}">
<meta name="robots" content="noindex">
{canonical}</head>
<body><main><p>{escape(words["moved"])} <a href="{target}">{escape(redirect.new)}</a>.</p></main></body>
</html>
"""


def sitemap(metadata: Metadata, paths: list[str]) -> str:
    """The sitemap (sitemaps.org, 0.9) of pages below the book's address, the front page first."""
    addresses = [metadata.url(path) for path in ["", *paths]]
    urls = "".join(f"<url><loc>{escape_xml(address)}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def write_permanent_addresses(app: Sphinx, error: Exception | None) -> None:
    """Write the redirects, and the sitemap where the book has an address."""
    if error or app.builder.format != "html":
        return
    folder, metadata, table = Path(app.outdir), metadata_of(app), Path(app.config.compendium_redirects)
    citations = citations_of(app)
    redirects = read_redirects(table)
    # A redirect of an earlier build is no page of the book.
    for redirect in redirects:
        old = folder / redirect.old
        if old.is_file() and 'http-equiv="refresh"' in old.read_text(encoding="utf-8"):
            old.unlink()
    if problems := redirect_problems(redirects, folder, table.name):
        raise ExtensionError("\n".join(problems))
    for redirect in redirects:
        path = folder / redirect.old
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            redirect_page(redirect, metadata, WORDS[citations.language], citations.language), encoding="utf-8", newline="\n"
        )
    if metadata.address:
        paths = [page.path for page in citations.pages.values()]
        (folder / "sitemap.xml").write_text(sitemap(metadata, paths), encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> None:
    app.add_config_value("compendium_redirects", str(REDIRECTS), "")
    app.connect("build-finished", write_permanent_addresses)
