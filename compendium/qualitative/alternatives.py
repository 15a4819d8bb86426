"""The study as it would be with something left out or coded otherwise.

Each function takes a study and gives another; the one it was given stays as it
is. What refers to a row that goes, goes or is emptied with it, as
`data/datapackage.json` declares the references, so that the alternative keeps
the data contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

import pandas as pd

from compendium.qualitative.study import QualitativeStudy
from compendium.qualitative.validation import LISTS, TARGETS
from compendium.study import DATA, definition
from compendium.tables.problems import UserError
from compendium.tables.schema import TableSchema, read_schemas

GAP = {
    "gap_nb": "Ingen av utdragene som er tilbake i denne varianten, er knyttet til påstanden.",
    "gap_en": "None of the excerpts that remain in this alternative is tied to the claim.",
}


class UnknownChoice(UserError, ValueError):
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


def _with_cells(study: QualitativeStudy, table: str, column: str, cells: Iterable[str]) -> QualitativeStudy:
    frame = getattr(study, table)
    return replace(study, **{table: frame.assign(**{column: pd.Series([*cells], index=frame.index, dtype="str")})})


def _without(study: QualitativeStudy, table: str, gone: pd.Series[bool]) -> QualitativeStudy:
    """The study without the rows of `table` for which `gone` is true, and without what depends on them."""
    key = _schemas()[table].primary_key
    rows = getattr(study, table)
    study = replace(study, **{table: rows[~gone].reset_index(drop=True)})
    if len(key) > 1 or not gone.any():
        return study
    ids = set(rows.loc[gone, key[0]])
    for other, column, needed in _references(table, key[0]):
        cells = getattr(study, other)[column]
        if needed:
            study = _without(study, other, cells.isin(ids))
        else:
            study = _with_cells(study, other, column, cells.mask(cells.isin(ids), ""))
    for other, column, *target in (*LISTS, *definition().id_lists):
        if target == [table, key[0]]:
            lists = map(str.split, getattr(study, other)[column])
            study = _with_cells(study, other, column, (" ".join(one for one in own if one not in ids) for own in lists))
    # A decision on anonymity names the row it was made on by table and id.
    decisions = study.redactions
    return _without(study, "redactions", (decisions["table"] == table) & decisions["row_id"].isin(ids))


def _settled(study: QualitativeStudy) -> QualitativeStudy:
    """Ties that lost what they tied go; a claim that lost its last excerpt says so."""
    study = _without(study, "evidence", (study.evidence[list(TARGETS)] == "").all(axis=1))
    evidenced = set(study.evidence.loc[study.evidence["excerpt_id"] != "", "claim_id"])
    silent = ~study.claims["claim_id"].isin(evidenced) & (study.claims["gap_nb"] == "")
    for column, text in GAP.items():
        study = _with_cells(study, "claims", column, study.claims[column].mask(silent, text))
    return study


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


def drop_basis(study: QualitativeStudy, basis: str) -> QualitativeStudy:
    """Without codings, ties and other rows of a basis: section or reconstruction, stated or judged.

    Raises `UnknownChoice` for a basis that none of them has.
    """
    # The basis of a code is where the codebook has it from, which is no reading of an excerpt.
    tables = [name for name, columns in study.columns().items() if "basis" in columns and name != "codes"]
    _known(basis, [value for table in tables for value in getattr(study, table)["basis"]], "basis")
    for table in tables:
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
    of_excerpt = codings["excerpt_id"] == excerpt_id
    own = codings.loc[of_excerpt, "code_id"]
    if old not in set(own):
        carried = ", ".join(sorted(set(own))) or "with nothing"
        raise UnknownChoice(f"{excerpt_id} is not coded {old}; it is coded {carried}")
    meant = of_excerpt & (codings["code_id"] == old)
    changed = codings.assign(code_id=codings["code_id"].mask(meant, new))
    # Where both codes were there, the coding that was there before stays.
    twice = changed.duplicated(["excerpt_id", "code_id", "basis"], keep=False) & meant
    return replace(study, codings=changed[~twice].reset_index(drop=True))
