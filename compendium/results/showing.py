"""What a cell of a chapter shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from compendium.artefacts.language import Language
from compendium.qualitative.labels import row_label
from compendium.results.compute import Result, compute_artefact
from compendium.study import definition


@dataclass(frozen=True)
class Shown:
    """An artefact as a cell's output.

    A notebook shows `html`. The book shows the artefact that `directive` names,
    with number, caption and anchor, as the build has computed it.
    """

    artefact_id: str
    html: str
    text: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": self.html,
            "text/markdown": f"```{{artefact}} {self.artefact_id}\n```\n",
            "text/plain": self.text,
        }


def _table_html(frame: pd.DataFrame) -> str:
    """A frame as HTML; rows that have an id can be linked to, as in the book."""
    html: str = frame.to_html(index=False, border=0)
    if frame.columns[0] != "Id":
        return html
    return re.sub(r"<tr>(\s*<td>)([^<]+)", lambda row: f'<tr id="{row_label(row[2])}">{row[1]}{row[2]}', html)


def shown(result: Result, language: Language, svg: str = "") -> Shown:
    """A result as a cell shows it; `svg` is the picture of a figure where it has been drawn before."""
    caption, frame = escape(result.texts[language].caption), result.shown(language)
    if result.kind == "table":
        html = f"<p>{caption}</p>{_table_html(frame)}"
    else:
        html = f"<figure>{svg or result.picture(language)}<figcaption>{caption}</figcaption></figure>"
    return Shown(result.id, html, frame.to_string(index=False))


def show(study: Any, artefact_id: str, language: Language = "nb") -> Shown:
    """Compute a table or figure of the catalogue and show it.

    `artefact_id` is the id of a table (`tab-…`) or figure (`fig-…`). Raises
    `UnknownArtefact` if the catalogue does not hold it.
    """
    handed = definition()
    artefact = handed.artefact(artefact_id)
    return shown(compute_artefact(handed, artefact, study, handed.labels(study, handed.texts), [language]), language)
