"""Counting what the thesis published. No count of excerpts is a strength of support."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from .study import Study

BASES = ("section", "reconstruction")
# A mark of a figure names no more excerpts than a reader would go through, so that a figure weighs the same in a large study.
MOST_IDS = 100


def coded_excerpts(study: Study) -> pd.DataFrame:
    """Codings with the informant who is quoted: excerpt_id, code_id, basis, informant_id."""
    speakers = study.excerpts[["excerpt_id", "informant_id"]]
    return study.codings[["excerpt_id", "code_id", "basis"]].merge(speakers, on="excerpt_id", how="inner")


def named(ids: Iterable[str]) -> str:
    """Ids sorted and separated by spaces; the first `MOST_IDS` of more, and then an ellipsis."""
    found = sorted(ids)
    return " ".join([*found[:MOST_IDS], *(["…"] if len(found) > MOST_IDS else [])])


def ids_by(rows: pd.DataFrame, columns: list[str]) -> dict[tuple[str, ...], str]:
    """The excerpt ids of the rows that share values in `columns`: each once, as `named` writes them."""
    return {
        key: named(set(group))
        for key, group in rows.groupby(columns)["excerpt_id"]
    }


def codebook_order(study: Study) -> list[str]:
    """Ids of the codes from the top of the hierarchy down, siblings in the order of the codebook."""
    children: dict[str, list[str]] = {}
    for code in study.codes.itertuples():
        children.setdefault(code.parent_id, []).append(code.code_id)

    def below(parent: str) -> list[str]:
        return [found for code in children.get(parent, []) for found in (code, *below(code))]

    return below("")


def code_depth(study: Study) -> dict[str, int]:
    """How many codes stand above each code; 0 for a root."""
    parents = dict(zip(study.codes["code_id"], study.codes["parent_id"]))

    def depth(code: str) -> int:
        return 1 + depth(parents[code]) if parents[code] else 0

    return {code: depth(code) for code in parents}


def per_code(study: Study) -> pd.DataFrame:
    """Published excerpts and distinct informants per code and basis.

    Columns code_id, basis, excerpts, informants; one row for each code and
    basis, with zeros, in the order of the codebook. A code counts what is coded
    with it, not what is coded with the codes below it.
    """
    counted = coded_excerpts(study).groupby(["code_id", "basis"]).agg(
        excerpts=("excerpt_id", "nunique"), informants=("informant_id", "nunique")
    )
    every = pd.MultiIndex.from_product([codebook_order(study), BASES], names=["code_id", "basis"])
    return counted.reindex(every, fill_value=0).astype(int).reset_index()


def per_informant(study: Study) -> pd.DataFrame:
    """Excerpts and words of each informant, and their shares.

    Columns informant_id, excerpts, words, excerpt_share, word_share; words are
    separated by white space, shares in per cent of all published. Informants who
    are never quoted have zeros; shares are 0 when nothing was published.
    """
    lengths = study.excerpts.assign(words=[len(text.split()) for text in study.excerpts["text_nb"]])
    counted = lengths.groupby("informant_id").agg(excerpts=("excerpt_id", "size"), words=("words", "sum"))
    every = sorted(study.informants["informant_id"])
    result = counted.reindex(every, fill_value=0).astype(int)
    for column, share in (("excerpts", "excerpt_share"), ("words", "word_share")):
        result[share] = 100 * result[column] / max(result[column].sum(), 1)
    return result.rename_axis("informant_id").reset_index()


def code_by_informant(study: Study) -> pd.DataFrame:
    """Excerpts for each code, informant and basis: code_id, informant_id, basis, excerpts; only pairs that occur."""
    counted = coded_excerpts(study).groupby(["code_id", "informant_id", "basis"])["excerpt_id"].nunique()
    return counted.rename("excerpts").reset_index().sort_values(["code_id", "informant_id", "basis"], ignore_index=True)


def co_occurrence(study: Study) -> pd.DataFrame:
    """Excerpts that carry two codes: code_a, code_b, excerpts, placed, excerpt_ids.

    A pair is named once, code_a before code_b in the codebook. `placed` counts
    those excerpts on which one of the two codes is where the thesis put the
    excerpt; on the others both are reconstructions. The thesis puts an excerpt in
    one place only, so two codes never meet without a reconstruction.
    excerpt_ids are as `named` writes them.
    """
    rank = {code: place for place, code in enumerate(codebook_order(study))}
    codings = study.codings.assign(placed=study.codings["basis"] == "section")
    coded = codings.groupby(["excerpt_id", "code_id"], as_index=False)["placed"].any()
    coded["rank"] = coded["code_id"].map(rank)
    pairs = coded.merge(coded, on="excerpt_id", suffixes=("_a", "_b"))
    pairs = pairs[pairs["rank_a"] < pairs["rank_b"]]
    pairs = pairs.assign(placed=pairs["placed_a"] | pairs["placed_b"])
    rows = [
        (*codes, len(group), int(group["placed"].sum()), named(group["excerpt_id"]))
        for codes, group in pairs.groupby(["code_id_a", "code_id_b"])
    ]
    frame = pd.DataFrame(rows, columns=["code_a", "code_b", "excerpts", "placed", "excerpt_ids"])
    order = sorted(frame.index, key=lambda i: (rank[frame["code_a"][i]], rank[frame["code_b"][i]]))
    return frame.loc[order].reset_index(drop=True)


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
