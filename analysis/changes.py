"""What was changed in the codings and in the ties between claims and evidence."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.words import Cell, Words


def changes(study: Study, table: str) -> pd.DataFrame:
    """The rows of the log that concern a table, in its order."""
    return study.coding_log[study.coding_log["table"] == table].reset_index(drop=True)


def counted(study: Study, table: str) -> dict[str, object]:
    """How many rows of a table were changed, and of them added, removed and changed."""
    actions = changes(study, table)["action"]
    kinds = ("added", "removed", "changed")
    return {"changes": len(actions), **{kind: int((actions == kind).sum()) for kind in kinds}}


def linked_row(words: Words, row_id: str) -> Cell:
    """An id as a link to its row, if it still has one."""
    return words.links("row", [row_id]) if row_id in words.labels["row"] else row_id
