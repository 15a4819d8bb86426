"""Fingerprints of results, to see which of them a change has touched."""

from __future__ import annotations

import hashlib
import json

from compendium.artefacts.artefact import Figure, Table
from compendium.artefacts.language import Language
from compendium.artefacts.presentation import figure_spec
from compendium.study import definition
from compendium.tables.contract import StudyTables


def artefact_digest(artefact: Table | Figure, study: StudyTables, language: Language = "nb") -> str:
    """SHA-256, in hexadecimal, of all that a table or figure shows in one language; raises what its functions raise."""
    frame = artefact.compute(study, language) if isinstance(artefact, Table) else artefact.data(study, language)
    shown: list = [
        artefact.caption(study, language),
        artefact.alt(study, language),
        list(map(str, frame.columns)),
        # With the targets of linked words, which the text of a cell does not tell.
        [[repr(cell) for cell in row] for row in frame.itertuples(index=False, name=None)],
    ]
    if isinstance(artefact, Figure):
        shown += [artefact.title[language], figure_spec(artefact, frame, language)]
    return hashlib.sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def artefact_digests(study: StudyTables, language: Language = "nb") -> dict[str, str]:
    """The digest of each table and figure of the catalogue, by id."""
    return {
        artefact_id: artefact_digest(artefact, study, language)
        for artefact_id, artefact in definition().artefacts.items()
    }
