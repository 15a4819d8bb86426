"""Finds where an informant's firm or position stands beside the number that signs their excerpts."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString

from analysis.study import Study

# Characters between a number and a word that count as beside each other.
NEAR = 60
# Between two rows of a table, which are not beside each other.
ROW = "¶"
# The sole place where firm and position stand beside the number.
TABLE_1 = "tab-informanter"
# What of an element a reader is shown, or told aloud.
SPOKEN = ("alt", "aria-label", "content", "name", "title", "value")


def _markup(text: str, parser: str) -> str:
    """The words of a page, a picture or an XML file, those of attributes in their place; Table 1 left out."""
    page = BeautifulSoup(text, parser)
    # In a page that stands alone it is what a cell put out.
    for table in [
        *page.find_all(id=TABLE_1),
        *(cell for cell in page.select(".code_cell") if f'"{TABLE_1}"' in cell.get_text()),
    ]:
        table.decompose()
    words = []
    for node in page.descendants:
        if isinstance(node, NavigableString):
            words.append(str(node))
        else:
            words += [ROW] * (node.name == "tr")
            words += [str(node.get(name)) for name in SPOKEN if node.get(name)]
    return " ".join(words)


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            # A frame as pandas prints it, a line for each row.
            yield from ("".join(_strings(inner)).replace("\n", f" {ROW} "),) if key == "text/plain" else _strings(inner)
    elif isinstance(value, list):
        # Lines of a notebook's cell are one text.
        yield from (
            ["".join(value)]
            if value and all(isinstance(line, str) for line in value)
            else (text for inner in value for text in _strings(inner))
        )
    else:
        yield str(value)


def _notebook(data: bytes) -> str:
    cells = json.loads(data)["cells"]
    shown = [cell for cell in cells if TABLE_1 not in "".join(cell["source"])]
    return " ".join(_markup(text, "html.parser") if "<" in text else text for text in _strings(shown))


def words_of(name: str, data: bytes) -> str | None:
    """What a file says, as running text; None if it holds no words. Archives and databases are opened."""
    suffix = Path(name).suffix
    if TABLE_1 in name or Path(name).name == "informants.csv":
        return None
    if suffix in (".qdpx", ".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return " ".join(filter(None, (words_of(inner, archive.read(inner)) for inner in archive.namelist())))
    if suffix == ".sqlite3":
        base = sqlite3.connect(":memory:")
        base.deserialize(data)
        tables = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [str(cell) for table in tables for row in base.execute(f'SELECT * FROM "{table}"') for cell in row]
        return " ".join(_markup(cell, "html.parser") if "<" in cell else cell for cell in cells)
    if suffix == ".ipynb":
        return _notebook(data)
    if suffix == ".html":
        return _markup(data.decode(), "html.parser")
    if suffix in (".svg", ".qde", ".qdc"):
        return _markup(data.decode(), "xml")
    if suffix == ".csv":
        return f" {ROW} ".join(" ".join(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    if suffix in (".md", ".txt", ".js", ".json", ".bib", ".ris", ".toml"):
        # Quotation marks that are escaped in a script or in JSON.
        return html.unescape(data.decode("utf-8-sig").replace('\\"', '"'))
    return None


def signed_with_more(study: Study, text: str) -> list[str]:
    """Each place where an informant's number stands beside their firm or position, in either language.

    Words inside of an excerpt are the informant's own and may name a firm.
    """
    said = " ".join(text.split())
    quoted = {" ".join(text.split()) for column in ("text_nb", "text_en") for text in study.excerpts[column]}
    for own in sorted(quoted - {""}, key=len, reverse=True):
        said = said.replace(own, " … " * NEAR)
    firms = study.firms.set_index("firm_id")["name"]
    found = []
    for informant in study.informants.itertuples():
        number = int(informant.informant_id[1:])
        telling = "|".join(
            map(re.escape, {firms[informant.firm_id], informant.position_nb, informant.position_en} - {""})
        )
        # Another informant in between, as in a list, ends the neighbourhood.
        between = rf"(?:(?!\binformant \d|{ROW}).){{0,{NEAR}}}?"
        signature = rf"\binformant {number}\b"
        for pattern in (rf"{signature}{between}\b(?:{telling})\b", rf"\b(?:{telling})\b{between}{signature}"):
            found += [match.group() for match in re.finditer(pattern, said, flags=re.IGNORECASE)]
    return found
