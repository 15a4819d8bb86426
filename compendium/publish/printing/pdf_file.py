"""The PDF of the book: printed once to learn on which page each chapter begins, and once with these in the contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination, NameObject, TextStringObject

from compendium.build.building import book_date, html_folder
from compendium.checkout.files import ROOT
from compendium.publish.printing.chromium import PrintFailed, find, print_to_pdf
from compendium.publish.printing.document import assemble, with_pages
from compendium.templating import write_text

NAME = "samarbeid-i-en-industriell-symbiose.pdf"
# How the names begin of the fonts that come with the book.
OWN_FONTS = ("SourceSerif4", "CompendiumSans", "CompendiumMono")


def pdf_file(root: Path = ROOT) -> Path:
    """Where the PDF of the book is written."""
    return root / "_build" / "pdf" / NAME


def headings(document: str) -> list[tuple[int, str]]:
    """Level and text of each heading of a document, in its order, which is that of the PDF's outline."""
    found = BeautifulSoup(document, "html.parser").find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    return [(int(heading.name[1]), " ".join(heading.get_text().split())) for heading in found]


def _flat(outline: Sequence[Any]) -> Iterator[Destination]:
    """The entries of an outline, from its top to its bottom."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _entries(pdf: PdfReader | PdfWriter, document: str) -> list[tuple[int, str, Destination]]:
    """Level, text and entry of the outline for each heading. Raises `PrintFailed` if some have none."""
    named, entries = headings(document), list(_flat(pdf.outline))
    if len(named) != len(entries):
        raise PrintFailed(f"the outline of the PDF has {len(entries)} entries, the book {len(named)} headings")
    return [(level, text, entry) for (level, text), entry in zip(named, entries)]


def first_pages(pdf: Path, document: str) -> list[int]:
    """The page on which each heading of the first level stands in the PDF of a document; the first page is 1."""
    reader = PdfReader(pdf)
    pages = [reader.get_destination_page_number(entry) for level, _, entry in _entries(reader, document) if level == 1]
    if None in pages:
        raise PrintFailed("a heading in the outline of the PDF stands on no page of it")
    return [page + 1 for page in pages if page is not None]


def machine_fonts(pdf: Path) -> list[str]:
    """The fonts of a PDF, by name, that neither the book nor its style brings."""

    def used(resources: Any) -> Iterator[str]:
        for font in (resources.get("/Font") or {}).values():
            descriptor = font.get_object().get("/FontDescriptor")
            # Letters that the browser draws itself have no name of their own.
            name = font.get_object().get("/BaseFont") or (descriptor and descriptor.get_object().get("/FontName"))
            if name:
                yield str(name).lstrip("/").partition("+")[2] or str(name).lstrip("/")
        for form in (resources.get("/XObject") or {}).values():
            if inner := form.get_object().get("/Resources"):
                yield from used(inner.get_object())

    names = {name for page in PdfReader(pdf).pages for name in used(page["/Resources"])}
    return sorted(name for name in names if not name.startswith(OWN_FONTS))


def _finish(printed: Path, pdf: Path, document: str, date: int) -> None:
    """Write the PDF with the book's date in place of that of its printing, and with its headings in the outline.

    Chromium writes the first line of some headings twice into the outline.
    """
    writer = PdfWriter(clone_from=PdfReader(printed))
    for _, text, entry in _entries(writer, document):
        if entry.node is not None:
            entry.node[NameObject("/Title")] = TextStringObject(text)
    stamp = datetime.fromtimestamp(date, tz=timezone.utc).strftime("D:%Y%m%d%H%M%S+00'00'")
    title = writer.metadata.title if writer.metadata else ""
    writer.metadata = {"/Title": title or "", "/CreationDate": stamp, "/ModDate": stamp}
    writer.write(pdf)


def make(root: Path = ROOT, chromium: str | None = None, progress: Callable[[str], None] = print) -> Path:
    """Print the built book and return the PDF.

    `progress` is given a line for each step. Raises `NoChromium`, `NoBook` or `PrintFailed`,
    each with what to do.
    """
    program, html, pdf = find(chromium), html_folder(root), pdf_file(root)
    date = book_date(root)
    day = datetime.fromtimestamp(date, tz=timezone.utc).strftime("%d.%m.%Y")
    source, draft = pdf.with_name("book.html"), pdf.with_name("draft.pdf")
    progress("Putting the pages together ...")
    document = assemble(html, day)
    write_text(source, document)
    progress("Finding the page of each chapter ...")
    print_to_pdf(program, source, draft)
    # The contents themselves come first.
    write_text(source, with_pages(document, first_pages(draft, document)[1:]))
    progress("Printing the book ...")
    print_to_pdf(program, source, draft)
    _finish(draft, pdf, document, date)
    draft.unlink()
    if fonts := machine_fonts(pdf):
        set_in = f"Some text is set in fonts of this machine ({', '.join(fonts)})"
        progress(f"{set_in}, so another may break lines and pages otherwise.")
    return pdf
