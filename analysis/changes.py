"""What was changed in the codings and in the ties between claims and evidence."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.artefacts.value_labels import Cell, Words


def changes(study: Study, table: str) -> pd.DataFrame:
    """The rows of the log that concern a table, in its order."""
    return study.coding_log[study.coding_log["table"] == table].reset_index(drop=True)


def counted(study: Study, table: str) -> dict[str, object]:
    """How many rows of a table were changed, and of them added, removed and changed."""
    actions = changes(study, table)["action"]
    kinds = ("added", "removed", "changed")
    return {"changes": len(actions), **{kind: int((actions == kind).sum()) for kind in kinds}}


def show_if_known(kind: str, value: str, words: Words) -> Cell:
    """A logged value in words, as a link where it leads somewhere; as it was logged if nothing has that name now."""
    return words.links(kind, [value]) if value in words.labels[kind] else value
