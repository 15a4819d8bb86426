"""Addresses that last: what has moved or was taken out leads on, and a sitemap lists what there is.

`redirects.csv` has a row for each: `chapters/old.html,chapters/new.html#place` for
a page, `chapters/page.html#fig-old,chapters/page.html#place` for a place on a page
that is still there. A note with the old anchor stands then at the new place, or at
the end of the old page, and shows only to who comes by that address. Where the
place was a table or figure of the catalogue, its files lead on too.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as escape_xml

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from compendium.book.artefacts import FILES
from compendium.book.citing.citable import TEXTS, citations_of, metadata_of
from compendium.book.source import language_of
from compendium.checkout.files import ROOT
from compendium.publish.references.metadata import Metadata
from compendium.study import definition
from compendium.tables.problems import quoted
from compendium.tables.text_files import Unreadable, read_text

REDIRECTS = ROOT / "redirects.csv"
# What a table and a figure have beside the pages, by how their ids begin.
_FILE_TYPES = {"tab": (".csv",), "fig": (".csv", ".svg")}


@dataclass(frozen=True)
class Redirect:
    """A page or place that has moved: `old` as it was, `new` as it is, both below the book's address.

    `line` says where it stands in the table.
    """

    old: str
    new: str
    line: int

    @property
    def page(self) -> str:
        """The page that it leads on from."""
        return self.old.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The place on that page; "" if the page itself has moved."""
        return self.old.partition("#")[2]

    @property
    def files(self) -> list[str]:
        """The files that a table or figure had beside the pages, where the place was one that is there no more."""
        kind = self.anchor.partition("-")[0]
        if kind not in _FILE_TYPES or self.anchor in definition().artefacts:
            return []
        return [f"{FILES}/{self.anchor}{suffix}" for suffix in _FILE_TYPES[kind]]


def read_redirects(path: Path) -> list[Redirect]:
    """The table of redirects. Raises `ExtensionError` if it can't be read, or its head is not `from,to`."""
    try:
        rows = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
        if (head := next(rows, [])) != ["from", "to"]:
            raise ExtensionError(f"{path.name}:1: the columns have to be from,to and are {quoted(','.join(head))}")
        return [Redirect(row[0].strip(), row[1].strip() if len(row) > 1 else "", rows.line_num) for row in rows if row]
    except Unreadable as error:
        raise ExtensionError(f"{path.name}:{error.line}: {error}") from None
    except csv.Error as error:
        raise ExtensionError(f"{path.name}:{rows.line_num}: is not CSV: {error}") from None


def redirect_problems(redirects: list[Redirect], folder: Path, name: str) -> list[str]:
    """What is wrong with the redirects of a book that was built to `folder`."""
    problems, moved = [], {redirect.old for redirect in redirects if not redirect.anchor}
    seen: set[str] = set()
    for redirect in redirects:
        place = f"{name}:{redirect.line}:"
        page, _, anchor = redirect.new.partition("#")
        target = folder / page
        if (
            not re.fullmatch(r"[\w./-]+\.html(#[\w.-]+)?", redirect.old)
            or ".." in redirect.old
            or redirect.old.startswith("/")
        ):
            problems.append(f"{place} {redirect.old!r} is no page below the book's address, such as chapters/old.html")
        elif redirect.old in seen:
            problems.append(f"{place} {redirect.old} is redirected twice")
        elif redirect.anchor:
            problems += [f"{place} {problem}" for problem in _place_problems(redirect, folder)]
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


def _place_problems(redirect: Redirect, folder: Path) -> list[str]:
    """What is wrong with leading on from a place of a page."""
    if not (folder / redirect.page).is_file():
        return [f"{redirect.page} is no page of the book; lead on from the page as a whole"]
    left = (folder / redirect.page).read_text(encoding="utf-8").replace(_note_start(redirect.anchor), "")
    if f'id="{escape(redirect.anchor)}"' in left:
        return [f"{redirect.page} still has a place '{redirect.anchor}', so it can't be redirected"]
    shown = definition().artefacts.get(redirect.anchor)
    if shown and redirect.page == f"chapters/{shown.page}.html":
        return [f"{redirect.anchor} is in the catalogue and belongs to {redirect.page}; an id is not used again"]
    return []


def _note_start(anchor: str) -> str:
    return f'<p class="moved" id="{escape(anchor)}">'


def _title(env: BuildEnvironment, address: str) -> str:
    """What stands at an address of the book: the title of the section there, or of the page."""
    page, _, anchor = address.partition("#")
    document = page.removesuffix(".html")
    for labelled, place, title in env.get_domain("std").labels.values():
        if (labelled, place) == (document, anchor) and title:
            return title
    title = env.titles.get(document)
    return title.astext() if title else address


def _put_note(doctree: nodes.document, note: nodes.Node, anchor: str) -> None:
    """Put a note where an anchor of the page stands: under the heading of a section, before anything else; else at the end."""
    for node in doctree.findall(nodes.Element):
        if anchor in node.get("ids", ()):
            if isinstance(node, nodes.section):
                node.insert(1, note)
            else:
                node.parent.insert(node.parent.index(node), note)
            return
    (next(doctree.findall(nodes.section), doctree)).append(note)


def note_moved_places(app: Sphinx, doctree: nodes.document, document: str) -> None:
    """Give a page a note, with the old anchor, for each place of it that has moved or was taken out."""
    if app.builder.format != "html":
        return
    words = TEXTS[language_of(app.config)]
    for redirect in app.env.compendium_moved.get(document, ()):
        page, _, anchor = redirect.new.partition("#")
        here = page == redirect.page
        target = f"#{anchor}" if here else f"{'../' * redirect.page.count('/')}{redirect.new}"
        title = _title(app.env, redirect.new)
        # A caption ends in a full stop of its own.
        link = f'<a href="{escape(target)}">{escape(title)}</a>{"" if title.endswith(".") else "."}'
        text = f"{_note_start(redirect.anchor)}{escape(words['moved_place'])} {link}</p>"
        _put_note(doctree, nodes.raw("", text, format="html"), anchor if here else "")


def pages_with_other_notes(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> list[str]:
    """The pages from whose places another row leads on than in the build before; they are made anew."""
    moved: dict[str, list[Redirect]] = {}
    for redirect in read_redirects(Path(app.config.compendium_redirects)):
        if redirect.anchor:
            moved.setdefault(redirect.page.removesuffix(".html"), []).append(redirect)
    before, env.compendium_moved = getattr(env, "compendium_moved", {}), moved
    return sorted(page for page in {*before, *moved} & env.found_docs if before.get(page) != moved.get(page))


def moved_file(redirect: Redirect, metadata: Metadata, words: dict[str, str], file: str) -> str:
    """What a file of a table or figure says that is there no more: where to look instead."""
    target = metadata.url(redirect.new) or f"../{redirect.new}"
    if file.endswith(".csv"):
        return f"moved_to\n{target}\n"
    text = f"{escape(words['moved_place'])} {escape(redirect.new)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{text}" width="720" height="40" viewBox="0 0 720 40">'
        f'<a href="{escape(target)}"><text x="8" y="26" font-family="sans-serif" font-size="14">{text}</text></a></svg>\n'
    )


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
        old = folder / redirect.page
        if old.is_file() and 'http-equiv="refresh"' in old.read_text(encoding="utf-8"):
            old.unlink()
    if problems := redirect_problems(redirects, folder, table.name):
        raise ExtensionError("\n".join(problems))
    for redirect in redirects:
        words = TEXTS[citations.language]
        files = {file: moved_file(redirect, metadata, words, file) for file in redirect.files}
        if not redirect.anchor:
            files[redirect.old] = redirect_page(redirect, metadata, words, citations.language)
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if metadata.address:
        paths = [page.path for page in citations.pages.values()]
        (folder / "sitemap.xml").write_text(sitemap(metadata, paths), encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> None:
    app.add_config_value("compendium_redirects", str(REDIRECTS), "")
    app.connect("env-get-outdated", pages_with_other_notes)
    app.connect("doctree-resolved", note_moved_places)
    # After the files of the tables and figures that there are.
    app.connect("build-finished", write_permanent_addresses, priority=600)
