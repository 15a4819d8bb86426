"""The sample and the interview guide: firms, informants and questions."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.study import Study


def questions_per_part(study: Study) -> pd.DataFrame:
    """Questions in each part of the interview guide, in its order: part, questions."""
    guide = study.interview_guide.sort_values("order")
    questions = guide[guide["kind"] == "question"].groupby("part").size()
    parts = list(dict.fromkeys(guide["part"]))
    return questions.reindex(parts, fill_value=0).astype(int).rename("questions").rename_axis("part").reset_index()


def group_sizes(study: Study) -> pd.DataFrame:
    """How many informants share each combination of firm, position and gender.

    Columns attributes (tuple of column names), groups (how many different
    combinations), smallest (size of the smallest group, the k of k-anonymity),
    unique (informants who stand alone). No rows when there are no informants.
    Source of the measure: Sweeney (2002), k-anonymity.
    """
    columns = ["firm_id", "position_nb", "gender"]
    rows = []
    if len(study.informants):
        for size in (1, 2, 3):
            for attributes in combinations(columns, size):
                sizes = study.informants.groupby(list(attributes)).size()
                rows.append((attributes, len(sizes), int(sizes.min()), int((sizes == 1).sum())))
    return pd.DataFrame(rows, columns=["attributes", "groups", "smallest", "unique"])
