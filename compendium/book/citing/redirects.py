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
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from compendium.book.artefacts import FILES
from compendium.book.citing.citable import citations_of
from compendium.book.source import language_of
from compendium.checkout.files import ROOT
from compendium.interface import interface_texts
from compendium.study import definition
from compendium.tables.problems import quoted
from compendium.tables.text_files import Unreadable, read_text
from compendium.templating import render, write_text

REDIRECTS = ROOT / "redirects.csv"
TEMPLATES = Path(__file__).parent / "templates"
# What a table and a figure have beside the pages, by how their ids begin.
_FILE_TYPES = {"tab": (".csv",), "fig": (".csv", ".svg")}
_OLD = re.compile(r"(?!/)(?!.*\.\.)[\w./-]+\.html(#[\w.-]+)?")


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
    def target(self) -> str:
        """The new place as a link from the old page."""
        return f"{'../' * self.page.count('/')}{self.new}"

    @property
    def files(self) -> list[str]:
        """The files that a table or figure had beside the pages, where the place was one that is there no more."""
        if self.anchor in definition().artefacts:
            return []
        return [f"{FILES}/{self.anchor}{suffix}" for suffix in _FILE_TYPES.get(self.anchor.partition("-")[0], ())]


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
    """What is wrong with the redirects of a book that was built to `folder`; `name` is that of their table."""
    return [
        f"{name}:{redirect.line}: {problem}"
        for number, redirect in enumerate(redirects)
        for problem in (
            *_problems_of_old(redirect, {earlier.old for earlier in redirects[:number]}, folder),
            *_problems_of_new(redirect, {other.old for other in redirects}, folder),
        )
    ]


def _has_place(page: Path, anchor: str) -> bool:
    """Whether a page has a place, beside the note on one that has moved."""
    return f'id="{escape(anchor)}"' in page.read_text(encoding="utf-8").replace(_note_start(anchor), "")


def _problems_of_old(redirect: Redirect, earlier: set[str], folder: Path) -> Iterator[str]:
    page, anchor = folder / redirect.page, redirect.anchor
    if not _OLD.fullmatch(redirect.old):
        yield f"{redirect.old!r} is no page below the book's address, such as chapters/old.html"
    elif redirect.old in earlier:
        yield f"{redirect.old} is redirected twice"
    elif not anchor and page.exists():
        yield f"{redirect.old} is a page of the book, so it can't be redirected"
    elif anchor and not page.is_file():
        yield f"{redirect.page} is no page of the book; lead on from the page as a whole"
    elif anchor and _has_place(page, anchor):
        yield f"{redirect.page} still has a place '{anchor}', so it can't be redirected"
    elif (shown := definition().artefacts.get(anchor)) and redirect.page == f"chapters/{shown.page}.html":
        yield f"{anchor} is in the catalogue and belongs to {redirect.page}; an id is not used again"


def _problems_of_new(redirect: Redirect, moved: set[str], folder: Path) -> Iterator[str]:
    page, _, anchor = redirect.new.partition("#")
    if page in moved:
        yield f"{page} has moved too; lead straight to where it is now"
    elif not page.endswith(".html") or ".." in page or not (folder / page).is_file():
        yield f"{redirect.new!r} is no page of the book"
    elif anchor and not _has_place(folder / page, anchor):
        yield f"{page} has no place '{anchor}'"


def _note_start(anchor: str) -> str:
    return f'<p class="moved" id="{escape(anchor)}">'


def _title(env: BuildEnvironment, address: str) -> str:
    """What stands at an address of the book: the title of the section there, or of the page."""
    page, _, anchor = address.partition("#")
    document = page.removesuffix(".html")
    labels = env.get_domain("std").labels.values()  # type: ignore[attr-defined]
    sections = [title for labelled, place, title in labels if (labelled, place) == (document, anchor) and title]
    return sections[0] if sections else env.titles[document].astext() if document in env.titles else address


def _put_note(doctree: nodes.document, note: nodes.Node, anchor: str) -> None:
    """Put a note under the heading of the section with that anchor, or before what else has it; else at the end."""
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
    said = interface_texts("citing")[language_of(app.config)]["moved_place"]
    for redirect in app.env.compendium_moved.get(document, ()):  # type: ignore[attr-defined]
        page, _, anchor = redirect.new.partition("#")
        here = page == redirect.page
        target = f"#{anchor}" if here else redirect.target
        title = _title(app.env, redirect.new)
        # A caption ends in a full stop of its own.
        link = f'<a href="{escape(target)}">{escape(title)}</a>{"" if title.endswith(".") else "."}'
        note = nodes.raw("", f"{_note_start(redirect.anchor)}{escape(said)} {link}</p>", format="html")
        _put_note(doctree, note, anchor if here else "")


def pages_with_other_notes(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The pages from whose places another row leads on than in the build before; they are made anew."""
    moved: dict[str, list[Redirect]] = {}
    for redirect in read_redirects(Path(app.config.compendium_redirects)):
        if redirect.anchor:
            moved.setdefault(redirect.page.removesuffix(".html"), []).append(redirect)
    before, env.compendium_moved = getattr(env, "compendium_moved", {}), moved  # type: ignore[attr-defined]
    return sorted(page for page in {*before, *moved} & env.found_docs if before.get(page) != moved.get(page))


def write_redirects(app: Sphinx, error: Exception | None) -> None:
    """Write the pages and files that lead on, and the sitemap (sitemaps.org, 0.9) where the book has an address."""
    if error or app.builder.format != "html":
        return
    folder, table, citations = Path(app.outdir), Path(app.config.compendium_redirects), citations_of(app)
    metadata, redirects = citations.metadata, read_redirects(table)
    # A redirect of an earlier build is no page of the book.
    for redirect in redirects:
        old = folder / redirect.page
        if old.is_file() and 'http-equiv="refresh"' in old.read_text(encoding="utf-8"):
            old.unlink()
    if problems := redirect_problems(redirects, folder, table.name):
        raise ExtensionError("\n".join(problems))
    written = {}
    for redirect in redirects:
        address, said = metadata.url(redirect.new), {"texts": citations.texts, "new": redirect.new}
        for file in redirect.files:
            target = address or f"../{redirect.new}"
            note = f"moved_to\n{target}\n"
            drawn = file.endswith(".svg")
            written[file] = render(TEMPLATES / "moved_file.svg.jinja", target=target, **said) if drawn else note
        if not redirect.anchor:
            said |= {"language": citations.language, "canonical": address, "target": redirect.target}
            written[redirect.old] = render(TEMPLATES / "moved_page.html.jinja", **said)
    if metadata.address:
        addresses = [metadata.url(page.path) for page in citations.pages.values()]
        written["sitemap.xml"] = render(TEMPLATES / "sitemap.xml.jinja", addresses=addresses)
    for name, text in written.items():
        write_text(folder / name, text)


def setup(app: Sphinx) -> None:
    app.add_config_value("compendium_redirects", str(REDIRECTS), "")
    app.connect("env-get-outdated", pages_with_other_notes)
    app.connect("doctree-resolved", note_moved_places)
    # After the files of the tables and figures that there are.
    app.connect("build-finished", write_redirects, priority=600)
