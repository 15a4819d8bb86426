"""tab-evidens: the claims, how strongly the thesis puts them, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.argument import RELATIONS, claims_of_one_informant, claims_with, informants_behind, tied_excerpts
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.value_labels import Cell, Link, LinkedText, Words
from compendium.artefacts.view import Column
from compendium.qualitative.counts import numerically


def _excerpts_by_claim(study: Study) -> dict[Any, str]:
    """The excerpts of each claim and relation, after their informants: `I01:S001 I01:S002 I02:S003`."""
    ties = tied_excerpts(study)
    ties = ties.sort_values("excerpt_id", key=numerically).sort_values("informant_id", key=numerically, kind="stable")
    said = ties["informant_id"] + ":" + ties["excerpt_id"]
    return {group: " ".join(own) for group, own in said.groupby([ties["claim_id"], ties["relation"]])}


def _theory_by_claim(study: Study) -> dict[str, str]:
    """The concepts that each claim leans on, and then the works."""
    ties = study.evidence[study.evidence["excerpt_id"] == ""]
    ties = pd.concat([ties[ties["citekey"] == ""], ties[ties["citekey"] != ""]])
    theory = ties["concept_id"] + ties["citekey"]
    return {claim: " ".join(own) for claim, own in theory.groupby(ties["claim_id"])}


def data(study: Study) -> pd.DataFrame:
    """One row for each claim.

    Columns claim_id, statement (in both languages), strength, sections, informants_for and informants_nuancing (how
    many), supports, nuances, contradicts (excerpts, each after its informant and a colon), gap (why there is none, in
    both languages), theory (concepts and works).
    """
    claims, behind = study.claims.reset_index(drop=True), informants_behind(study)
    excerpts, theory = _excerpts_by_claim(study), _theory_by_claim(study)
    return pd.DataFrame(
        {
            "claim_id": claims["claim_id"],
            "statement_nb": claims["statement_nb"],
            "statement_en": claims["statement_en"],
            "strength": claims["strength"],
            "sections": (claims["section"] + " " + claims["also_in"]).str.strip(),
            "informants_for": behind["supports"],
            "informants_nuancing": behind["nuances"],
            **{
                relation: [excerpts.get((claim, relation), "") for claim in claims["claim_id"]]
                for relation in RELATIONS
            },
            "gap_nb": claims["gap_nb"],
            "gap_en": claims["gap_en"],
            "theory": [theory.get(claim, "") for claim in claims["claim_id"]],
        }
    )


def has_excerpts(row: Any) -> bool:
    """Whether any published excerpt bears on the claim."""
    return any(getattr(row, relation) for relation in RELATIONS)


def show_informants(row: Any, words: Words) -> Cell:
    """How many informants support and nuance the claim."""
    if not has_excerpts(row):
        return words.of("missing", "informants")
    return words.of("template", "informants_behind").format(
        supporting=row.informants_for, nuancing=row.informants_nuancing
    )


def show_excerpts(relation: str) -> Callable[[Any, Words], LinkedText]:
    """The excerpts of a relation after their informants; where a claim has none at all, those for it say why."""

    def show(row: Any, words: Words) -> LinkedText:
        if relation == "supports" and not has_excerpts(row):
            missing = words.of("missing", "excerpts").capitalize()
            return LinkedText((f"{missing}. {words.pick(row.gap_nb, row.gap_en)}",))
        parts: list[str | Link] = []
        pairs = [pair.split(":") for pair in getattr(row, relation).split()]
        for informant, own in groupby(pairs, key=lambda pair: pair[0]):
            parts.append(f"{'; ' if parts else ''}{words.of('informant', informant)}: ")
            parts += words.links("row", [excerpt for _, excerpt in own]).parts
        return LinkedText(tuple(parts))

    return show


def alt_values(study: Study, words: Words) -> dict[str, object]:
    """How many claims excerpts support, and how many of these rest on one informant."""
    return {
        "claims": len(study.claims),
        "supported": claims_with(study, "supports"),
        "of_one": claims_of_one_informant(study),
    }


TABLE = Table(
    id="tab-evidens",
    page="belegg",
    reads=("evidence", "excerpts", "theory", "works", "claims", "sections"),
    data=data,
    columns=(
        Column("claim_id"),
        Column("statement"),
        Column("strength", labels="strength"),
        Column("sections", labels="section", separator=", "),
        Column("informants", show=show_informants),
        *(Column(relation, show=show_excerpts(relation)) for relation in RELATIONS),
        Column("theory", labels="evidence", separator=", "),
    ),
    alt=alt_values,
    filters=("strength", "sections"),
)
