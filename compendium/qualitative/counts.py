"""Counting what the thesis published. No count of excerpts is a strength of support."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from compendium.qualitative.study import QualitativeStudy
from compendium.tables.frames import each_row

BASES = ("section", "reconstruction")
# All marks of a figure together name no more excerpts than this, twice what this study needs, so that a figure weighs
# the same in a large study.
MOST_NAMED = 250
_NUMBERED = re.compile("([A-Z]+)([0-9]+)")


# Kept for the study that was last asked for, as other functions below are, since most figures count the same codings.
@lru_cache(maxsize=1)
def _codings(study: QualitativeStudy) -> pd.DataFrame:
    """Codings without their reasons: excerpt_id, code_id, basis, as categories, which compare and count as numbers."""
    return study.codings[["excerpt_id", "code_id", "basis"]].astype("category")


@lru_cache(maxsize=1)
def coded_excerpts(study: QualitativeStudy) -> pd.DataFrame:
    """Codings with the informant quoted: excerpt_id, code_id, basis, informant_id, as categories. Not to be changed."""
    codings = _codings(study)
    speakers = study.excerpts.set_index("excerpt_id")["informant_id"]
    return codings.assign(informant_id=codings["excerpt_id"].map(speakers).astype("category")).dropna()


def by_number(row_id: str) -> tuple[str, int, str]:
    """A key that sorts ids as they are numbered, C99 before C100, and what has no number as text."""
    found = _NUMBERED.fullmatch(row_id)
    return (found[1], int(found[2]), row_id) if found else (row_id, 0, row_id)


def numerically(ids: pd.Series | pd.Index) -> pd.Series | pd.Index:
    """The place of each id in the order of their numbers: the `key` by which pandas sorts a column or index of ids."""
    place = {row_id: number for number, row_id in enumerate(sorted(ids.unique(), key=by_number))}
    return ids.map(place).astype("int64")


def ids_by(rows: pd.DataFrame, columns: list[str]) -> dict[tuple[str, ...], str]:
    """The excerpt ids of the rows that share values in `columns`: each once, sorted, separated by spaces.

    All of them, as long as they are no more than `MOST_NAMED` in all; else each
    group names an equal share, one at least, and ends in an ellipsis if it has more.
    """
    once = (
        rows[[*columns, "excerpt_id"]].astype("category").drop_duplicates().sort_values("excerpt_id", key=numerically)
    )
    place = once.groupby(columns, observed=True).cumcount()
    # How many ids there are if each group names its first, its first two, and so on.
    in_all = place.value_counts().sort_index().cumsum()
    share = max(int((in_all <= MOST_NAMED).sum()), 1)
    named: dict[tuple[str, ...], list[str]] = {}
    for *key, excerpt, number in once.assign(place=place)[place <= share].itertuples(index=False, name=None):
        named.setdefault(tuple(key), []).append(excerpt if number < share else "…")
    return {key: " ".join(ids) for key, ids in named.items()}


def codebook_order(study: QualitativeStudy) -> list[str]:
    """Ids of the codes from the top of the hierarchy down, siblings in the order of the codebook."""
    children: dict[str, list[str]] = {}
    for code in each_row(study.codes):
        children.setdefault(code.parent_id, []).append(code.code_id)

    def below(parent: str) -> list[str]:
        return [found for code in children.get(parent, []) for found in (code, *below(code))]

    return below("")


def code_depth(study: QualitativeStudy) -> dict[str, int]:
    """How many codes stand above each code; 0 for a root."""
    parents = dict(zip(study.codes["code_id"], study.codes["parent_id"]))

    def depth(code: str) -> int:
        return 1 + depth(parents[code]) if parents[code] else 0

    return {code: depth(code) for code in parents}


def per_code(study: QualitativeStudy) -> pd.DataFrame:
    """Published excerpts and distinct informants per code and basis.

    Columns code_id, basis, excerpts, informants; one row for each code and
    basis, with zeros, in the order of the codebook. A code counts what is coded
    with it, not what is coded with the codes below it.
    """
    counted = code_by_informant(study).groupby(["code_id", "basis"])["excerpts"].agg(excerpts="sum", informants="size")
    every = pd.MultiIndex.from_product([codebook_order(study), BASES], names=["code_id", "basis"])
    return counted.reindex(every, fill_value=0).astype(int).reset_index()


@lru_cache(maxsize=1)
def per_informant(study: QualitativeStudy) -> pd.DataFrame:
    """Excerpts and words of each informant, and their shares.

    Columns informant_id, excerpts, words, excerpt_share, word_share; words are
    separated by white space, shares in per cent of all published. Informants who
    are never quoted have zeros; shares are 0 when nothing was published. Not to be changed.
    """
    lengths = study.excerpts[["excerpt_id", "informant_id"]].assign(
        words=[len(text.split()) for text in study.excerpts["text_nb"].to_list()]
    )
    counted = lengths.groupby("informant_id").agg(excerpts=("excerpt_id", "size"), words=("words", "sum"))
    every = sorted(study.informants["informant_id"], key=by_number)
    result = counted.reindex(every, fill_value=0).astype(int)
    for column, share in (("excerpts", "excerpt_share"), ("words", "word_share")):
        result[share] = 100 * result[column] / max(result[column].sum(), 1)
    return result.rename_axis("informant_id").reset_index()


def code_by_informant(study: QualitativeStudy) -> pd.DataFrame:
    """Excerpts for each code, informant and basis: code_id, informant_id, basis, excerpts; only pairs that occur."""
    columns = ["code_id", "informant_id", "basis"]
    counted = coded_excerpts(study).groupby(columns, observed=True).size().rename("excerpts").reset_index()
    return counted.astype(dict.fromkeys(columns, "str")).sort_values(columns, key=numerically, ignore_index=True)
