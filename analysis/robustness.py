"""What becomes of themes and claims when one informant is left out."""

from __future__ import annotations

import pandas as pd

from analysis.argument import tied_excerpts
from analysis.study import Study
from compendium.qualitative.counts import BASES, by_number, codebook_order, coded_excerpts

KINDS = (*BASES, "claim")


def supporting_excerpts(study: Study) -> pd.DataFrame:
    """What supports what: kind (a basis of coding, or claim), id (of the code or claim), excerpt_id, informant_id."""
    columns = ["kind", "id", "excerpt_id", "informant_id"]
    coded = coded_excerpts(study).rename(columns={"code_id": "id", "basis": "kind"})
    ties = tied_excerpts(study)
    claims = ties[ties["relation"] == "supports"].rename(columns={"claim_id": "id"}).assign(kind="claim")
    return pd.concat([coded[columns].astype(str), claims[columns]]).drop_duplicates()


def leave_one_out(study: Study) -> pd.DataFrame:
    """For each informant, how many themes and claims lose their support without them.

    Columns informant_id, kind (section, reconstruction: codes on that basis;
    claim), halved (ids that lose half of their excerpts or more, but not all),
    alone (ids that rest on this informant alone); ids separated by spaces. One
    row for each informant and kind. Support is counted in published excerpts: it
    measures what was quoted, and is no strength of a theme or claim.
    """
    own = supporting_excerpts(study).groupby(["informant_id", "kind", "id"]).size().rename("own").reset_index()
    total = own.groupby(["kind", "id"])["own"].transform("sum")
    lost = own[2 * own["own"] >= total].assign(alone=own["own"] == total)
    # Codes as in the codebook, claims as they are numbered.
    order = [*codebook_order(study), *sorted(study.claims["claim_id"], key=by_number)]
    lost = lost.sort_values("id", key=lambda ids: ids.map({key: place for place, key in enumerate(order)}))
    named = lost.groupby(["informant_id", "kind", "alone"])["id"].agg(" ".join).to_dict()
    rows = [
        (informant, kind, named.get((informant, kind, False), ""), named.get((informant, kind, True), ""))
        for informant in sorted(study.informants["informant_id"], key=by_number)
        for kind in KINDS
    ]
    return pd.DataFrame(rows, columns=["informant_id", "kind", "halved", "alone"])


def supported(study: Study) -> dict[str, int]:
    """How many codes on each basis, and how many claims, have at least one supporting excerpt, by kind."""
    counted = supporting_excerpts(study).groupby("kind")["id"].nunique()
    return {kind: int(counted.get(kind, 0)) for kind in KINDS}
