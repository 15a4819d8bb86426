"""The study as it would be with something left out or coded otherwise.

Each function takes a study and gives another; the one it was given stays as it
is. What refers to a row that goes, goes or is emptied with it, as
`data/datapackage.json` declares the references, so that the alternative keeps
the data contract.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

import pandas as pd

from compendium.qualitative.study import QualitativeStudy
from compendium.qualitative.validation import LISTS, TARGETS
from compendium.study import DATA
from compendium.tables.schema import TableSchema, read_schemas

GAP = {
    "gap_nb": "Ingen av utdragene som er tilbake i denne varianten, er knyttet til påstanden.",
    "gap_en": "None of the excerpts that remain in this alternative is tied to the claim.",
}


class UnknownChoice(ValueError):
    """What an alternative names does not exist in the study."""


@cache
def _schemas() -> dict[str, TableSchema]:
    return read_schemas(DATA)


def _known(value: str, known: Iterable[str], what: str) -> str:
    """The value, if the study knows it; else an error that names those that come near."""
    known = list(dict.fromkeys(known))
    if value in known:
        return value
    near = get_close_matches(value, known, n=3, cutoff=0.5)
    some = ", ".join(known if len(known) <= 12 else [*known[:3], "…", known[-1]])
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {some or 'none'}"
    raise UnknownChoice(f"{value!r} is no {what} of the study; {hint}")


def _references(table: str, column: str) -> Iterator[tuple[str, str, bool]]:
    """Columns that hold ids of `table.column`: table, column, and whether a row can't be without one."""
    for schema in _schemas().values():
        needed = {own.name for own in schema.columns if own.required} | set(schema.primary_key)
        for key in schema.foreign_keys:
            if (key.target_table, key.target_column) == (table, column):
                yield schema.name, key.column, key.column in needed


def _without_ids(cell: str, ids: Collection[str]) -> str:
    return " ".join(part for part in cell.split() if part not in ids)


def _without(study: QualitativeStudy, table: str, gone: pd.Series) -> QualitativeStudy:
    """The study without the rows of `table` for which `gone` is true, and without what depends on them."""
    if not gone.any():
        return study
    rows = getattr(study, table)
    study = replace(study, **{table: rows[~gone].reset_index(drop=True)})
    (key,) = _schemas()[table].primary_key if len(_schemas()[table].primary_key) == 1 else (None,)
    if key is None:
        return study
    ids = set(rows.loc[gone, key])
    for other, column, needed in _references(table, key):
        named = getattr(study, other)[column].isin(ids)
        if needed:
            study = _without(study, other, named)
        elif named.any():
            frame = getattr(study, other)
            study = replace(study, **{other: frame.assign(**{column: frame[column].mask(named, "")})})
    for other, column, target, target_key in LISTS:
        if (target, target_key) == (table, key):
            frame = getattr(study, other)
            kept = [_without_ids(cell, ids) for cell in frame[column]]
            study = replace(study, **{other: frame.assign(**{column: pd.Series(kept, index=frame.index, dtype="str")})})
    # A decision on anonymity names the row it was made on by table and id.
    decisions = study.redactions
    return _without(study, "redactions", (decisions["table"] == table) & decisions["row_id"].isin(ids))


def _settled(study: QualitativeStudy) -> QualitativeStudy:
    """Ties that lost what they tied go; a claim that lost its last excerpt says so."""
    bare = (study.evidence[list(TARGETS)] == "").all(axis=1)
    study = _without(study, "evidence", bare)
    evidenced = set(study.evidence.loc[study.evidence["excerpt_id"] != "", "claim_id"])
    silent = ~study.claims["claim_id"].isin(evidenced) & (study.claims["gap_nb"] == "")
    return replace(
        study,
        claims=study.claims.assign(**{column: study.claims[column].mask(silent, text) for column, text in GAP.items()}),
    )


def drop_informant(study: QualitativeStudy, informant_id: str) -> QualitativeStudy:
    """Without an informant, and without the informant's excerpts, their codings and all that rests on them.

    Raises `UnknownChoice` for an id that is not in informants.csv.
    """
    _known(informant_id, study.informants["informant_id"], "informant")
    return _settled(_without(study, "informants", study.informants["informant_id"] == informant_id))


def drop_excerpt(study: QualitativeStudy, excerpt_id: str) -> QualitativeStudy:
    """Without an excerpt, its codings and all that rests on it. Raises `UnknownChoice` for an unknown id."""
    _known(excerpt_id, study.excerpts["excerpt_id"], "excerpt")
    return _settled(_without(study, "excerpts", study.excerpts["excerpt_id"] == excerpt_id))


BASED = ("codings", "evidence", "measures")


def drop_basis(study: QualitativeStudy, basis: str) -> QualitativeStudy:
    """Without codings, evidence and measures of a basis: section or reconstruction, stated or judged.

    Raises `UnknownChoice` for a basis that none of them has.
    """
    _known(basis, [value for table in BASED for value in getattr(study, table)["basis"]], "basis")
    for table in BASED:
        study = _without(study, table, getattr(study, table)["basis"] == basis)
    return _settled(study)


def recode(study: QualitativeStudy, excerpt_id: str, old: str, new: str) -> QualitativeStudy:
    """With an excerpt coded `new` in place of `old`, on the same basis.

    If it carries `new` on that basis already, only `old` goes. Raises
    `UnknownChoice` for an unknown excerpt or code, or an excerpt that does not
    carry `old`.
    """
    _known(excerpt_id, study.excerpts["excerpt_id"], "excerpt")
    for code in (old, new):
        _known(code, study.codes["code_id"], "code")
    codings = study.codings
    own = codings.loc[codings["excerpt_id"] == excerpt_id, "code_id"]
    if old not in set(own):
        raise UnknownChoice(
            f"{excerpt_id} is not coded {old}; it is coded {', '.join(sorted(set(own))) or 'with nothing'}"
        )
    meant = (codings["excerpt_id"] == excerpt_id) & (codings["code_id"] == old)
    changed = codings.assign(code_id=codings["code_id"].mask(meant, new))
    # Where both codes were there, the coding that was there before stays.
    twice = changed.duplicated(["excerpt_id", "code_id", "basis"], keep=False) & meant
    return replace(study, codings=changed[~twice].reset_index(drop=True))
