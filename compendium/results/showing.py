"""What a cell of a chapter shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from compendium.artefacts.artefact import Table
from compendium.artefacts.language import Language
from compendium.artefacts.presentation import present
from compendium.qualitative.labels import row_label
from compendium.study import definition
from compendium.tables.contract import StudyTables


@dataclass(frozen=True)
class Shown:
    """An artefact as a cell's output.

    A notebook shows `html`. The book shows the artefact that `directive` names,
    with number, caption and anchor, computed anew when the page is read.
    """

    artefact_id: str
    html: str
    text: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {
            "text/html": self.html,
            "text/markdown": f"```{{artefact}} {self.artefact_id}\n```\n",
            "text/plain": self.text,
        }


def drawn_figure(output: Mapping[str, str]) -> dict[str, str]:
    """The picture in a cell's output as SVG by the figure's id; nothing where the output shows none. `output` goes by media type."""
    shown_id = re.fullmatch(r"```\{artefact\} (\S+)\n```\n", output.get("text/markdown", ""))
    picture = re.match(r"<figure>(<svg .*?</svg>)<figcaption>", output.get("text/html", ""), flags=re.DOTALL)
    return {shown_id[1]: picture[1]} if shown_id and picture else {}


def _table_html(frame: pd.DataFrame) -> str:
    """A frame as HTML; rows that have an id can be linked to, as in the book."""
    html = frame.to_html(index=False, border=0)
    if frame.columns[0] != "Id":
        return html
    return re.sub(r"<tr>(\s*<td>)([^<]+)", lambda row: f'<tr id="{row_label(row[2])}">{row[1]}{row[2]}', html)


def show(study: StudyTables, artefact_id: str, language: Language = "nb") -> Shown:
    """Compute a table or figure of the catalogue and show it.

    `artefact_id` is the id of a table (`tab-…`) or figure (`fig-…`). Raises
    `UnknownArtefact` if the catalogue does not hold it.
    """
    artefact = definition().artefact(artefact_id)
    caption = escape(artefact.caption(study, language))
    if isinstance(artefact, Table):
        frame = artefact.compute(study, language)
        html = f"<p>{caption}</p>{_table_html(frame)}"
        return Shown(artefact_id, html, frame.to_string(index=False))
    figure = present(artefact, study, language)
    html = f"<figure>{figure.svg}<figcaption>{caption}</figcaption></figure>"
    return Shown(artefact_id, html, figure.data.to_string(index=False))
