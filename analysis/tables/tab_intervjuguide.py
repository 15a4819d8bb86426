"""tab-intervjuguide: all of the interview guide, in order, numbered as printed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Cell, Words
from compendium.artefacts.view import Column
from compendium.tables.rows import each_row


def data(study: Study) -> pd.DataFrame:
    """One row for each item.

    Columns part, part_title and question (in both languages), number (as printed), code_id, excerpts (with the code).
    """
    rows = study.interview_guide.sort_values("order", ignore_index=True)
    printed = ["" if pd.isna(row.number) else f"{row.number}{row.letter}" for row in each_row(rows)]
    printed = [text or (f"{letter})" if letter else "") for text, letter in zip(printed, rows["letter"])]
    coded = study.codings.groupby("code_id")["excerpt_id"].nunique()
    excerpts = [str(coded.get(code, 0)) if code else "" for code in rows["code_id"]]
    texts = ["part_title_nb", "part_title_en", "question_nb", "question_en"]
    return rows[["part", *texts, "code_id"]].assign(number=printed, excerpts=excerpts)


def _part(row: Any, words: Words) -> Cell:
    title = getattr(row, f"part_title_{words.language}")
    return f"{words.of('guide_part', 'part')} {row.part}: {title}" if row.part.isdigit() else title


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many items there are, and how many of them are questions."""
    return {"items": len(study.interview_guide), "questions": int((study.interview_guide["kind"] == "question").sum())}


TABLE = Table(
    id="tab-intervjuguide",
    page="vedlegg-intervjuguide",
    reads=("interview_guide", "codes", "codings"),
    data=data,
    columns=(
        Column("part", show=_part),
        Column("number"),
        Column("question"),
        Column("code_id", labels="code"),
        Column("excerpts"),
    ),
    alt=alt_values,
    filters=("part", "code_id"),
    of_thesis=True,
)
