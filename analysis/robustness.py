"""What becomes of themes and claims when one informant is left out."""

from __future__ import annotations

import pandas as pd
from pandas.api.types import union_categoricals

from analysis.argument import tied_excerpts
from analysis.study import Study
from compendium.qualitative.counts import BASES, by_number, codebook_order, coded_excerpts

KINDS = (*BASES, "claim")


def supporting_excerpts(study: Study) -> pd.DataFrame:
    """What supports what: kind (a basis of coding, or claim), id (of the code or claim), excerpt_id, informant_id.

    All as categories.
    """
    coded = coded_excerpts(study).rename(columns={"code_id": "id", "basis": "kind"})
    ties = tied_excerpts(study)
    claims = (
        ties[ties["relation"] == "supports"].rename(columns={"claim_id": "id"}).assign(kind="claim").astype("category")
    )
    columns = ["kind", "id", "excerpt_id", "informant_id"]
    both = {column: union_categoricals([coded[column], claims[column]], sort_categories=True) for column in columns}
    return pd.DataFrame(both).drop_duplicates()


def leave_one_out(study: Study) -> pd.DataFrame:
    """For each informant, how many themes and claims lose their support without them.

    Columns informant_id, kind (section, reconstruction: codes on that basis;
    claim), halved (ids that lose half of their excerpts or more, but not all),
    alone (ids that rest on this informant alone); ids separated by spaces. One
    row for each informant and kind. Support is counted in published excerpts: it
    measures what was quoted, and is no strength of a theme or claim.
    """
    support = supporting_excerpts(study)
    own = support.groupby(["informant_id", "kind", "id"], observed=True).size()
    total = own.groupby(["kind", "id"], observed=True).sum()
    halved: dict[tuple[str, str], list[str]] = {}
    alone: dict[tuple[str, str], list[str]] = {}
    for (informant, kind, key), count in own.items():
        if count == total[kind, key]:
            alone.setdefault((informant, kind), []).append(key)
        elif 2 * count >= total[kind, key]:
            halved.setdefault((informant, kind), []).append(key)
    # Codes as in the codebook, claims as they are numbered.
    rank = {
        key: place
        for place, key in enumerate([*codebook_order(study), *sorted(study.claims["claim_id"], key=by_number)])
    }

    def ids(found: dict[tuple[str, str], list[str]], informant: str, kind: str) -> str:
        return " ".join(sorted(found.get((informant, kind), ()), key=rank.__getitem__))

    rows = [
        (informant, kind, ids(halved, informant, kind), ids(alone, informant, kind))
        for informant in sorted(study.informants["informant_id"], key=by_number)
        for kind in KINDS
    ]
    return pd.DataFrame(rows, columns=["informant_id", "kind", "halved", "alone"])


def supported(study: Study) -> dict[str, int]:
    """How many codes on each basis, and how many claims, have at least one supporting excerpt, by kind."""
    counted = supporting_excerpts(study).groupby("kind")["id"].nunique()
    return {kind: int(counted.get(kind, 0)) for kind in KINDS}
