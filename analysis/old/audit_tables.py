"""Tables of the audit trail: what was changed in the codings and the ties, and why."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.argument_tables import BASIS
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.language import Language, pick
from compendium.artefacts.words import LinkedText
from compendium.qualitative.audit_trail import named_cells
from compendium.qualitative.labels import BASIS as CODING_BASIS
from compendium.qualitative.labels import RELATION, code_labels, joined, row_link

ACTIONS = {
    "nb": {"added": "lagt til", "removed": "fjernet", "changed": "endret"},
    "en": {action: action for action in ("added", "removed", "changed")},
}


def _changes(study: Study, table: str) -> pd.DataFrame:
    return study.coding_log[study.coding_log["table"] == table]


def _linked(row_id: str, known: set[str]) -> str | LinkedText:
    """An id as a link to its row, if it still has one."""
    return joined([row_link(row_id)]) if row_id in known else row_id


def _said(cells: dict[str, str], reason: str, language: Language) -> str:
    """The cells of a tie in words, with its reason."""
    words = {"relation": RELATION[language], "basis": BASIS[language]}
    return ". ".join(
        [*(words.get(column, {}).get(value, value) for column, value in cells.items()), *filter(None, [reason])]
    )


def _frame(columns: tuple[str, ...], rows: list[tuple], language: Language) -> pd.DataFrame:
    closing = ("Endring", "Før", "Etter", "Hvorfor") if language == "nb" else ("Change", "Before", "After", "Why")
    return pd.DataFrame(rows, columns=["Id", pick(language, "Dato", "Date"), *columns, *closing])


def coding_changes(study: Study, language: Language) -> pd.DataFrame:
    """Each change of a coding: the excerpt, the code and its basis, the reason before and after, and why it was changed."""
    labels, known = code_labels(study, language), set(study.excerpts["excerpt_id"])
    rows = []
    for change in _changes(study, "codings").itertuples():
        excerpt, code, basis = change.row.split(" ")
        rows.append(
            (
                change.log_id,
                change.date,
                _linked(excerpt, known),
                labels.get(code, code),
                CODING_BASIS[language][basis],
                ACTIONS[language][change.action],
                getattr(change, f"reason_before_{language}"),
                getattr(change, f"reason_after_{language}"),
                getattr(change, f"why_{language}"),
            )
        )
    return _frame(("Utdrag", "Kode", "Grunnlag") if language == "nb" else ("Excerpt", "Code", "Basis"), rows, language)


def tie_changes(study: Study, language: Language) -> pd.DataFrame:
    """Each change of a tie between a claim and what it rests on: what was, what is, and why it was changed."""
    claims, known = dict(zip(study.evidence["evidence_id"], study.evidence["claim_id"])), set(study.claims["claim_id"])
    rows = []
    for change in _changes(study, "evidence").itertuples():
        before, after = (named_cells(getattr(change, side)) for side in ("before", "after"))
        claim = before.get("claim_id") or after.get("claim_id") or claims.get(change.row, "")
        rows.append(
            (
                change.log_id,
                change.date,
                _linked(change.row, set(claims)),
                _linked(claim, known),
                ACTIONS[language][change.action],
                _said(before, getattr(change, f"reason_before_{language}"), language),
                _said(after, getattr(change, f"reason_after_{language}"), language),
                getattr(change, f"why_{language}"),
            )
        )
    return _frame(("Kobling", "Påstand") if language == "nb" else ("Tie", "Claim"), rows, language)


def _alt(table: str, nb: str, en: str) -> Callable[[Study, Language], str]:
    """How many rows were added, removed and changed."""

    def alt(study: Study, language: Language) -> str:
        actions = _changes(study, table)["action"]
        counts = {action: int((actions == action).sum()) for action in ACTIONS["en"]}
        return pick(
            language,
            f"Tabell med {len(actions)} endringer i {nb}: {counts['added']} er lagt til, {counts['removed']} fjernet og {counts['changed']} endret.",
            f"Table of {len(actions)} changes of the {en}: {counts['added']} added, {counts['removed']} removed and {counts['changed']} changed.",
        )

    return alt


AUDIT_TABLES: list[Table] = [
    Table(
        "tab-kodingsendringer",
        "vedlegg-endringer",
        coding_changes,
        lambda s, l: pick(l, "Endringer i kodingene, med grunn.", "Changes of the codings, with the reason."),
        _alt("codings", "kodingene", "codings"),
        filters=(3, 5),
    ),
    Table(
        "tab-koblingsendringer",
        "vedlegg-endringer",
        tie_changes,
        lambda s, l: pick(
            l,
            "Endringer i koblingene mellom påstander og belegg, med grunn.",
            "Changes of the ties between claims and evidence, with the reason.",
        ),
        _alt("evidence", "koblingene", "ties"),
        filters=(3, 4),
    ),
]
