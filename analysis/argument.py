"""The argument of the thesis: claims, what they rest on, and how far the published excerpts carry them."""

from __future__ import annotations

import pandas as pd

from analysis.study import Study
from compendium.tables.rows import each_row

RELATIONS = ("supports", "nuances", "contradicts")

# How many informants a quantifier promises at the least; "all" promises the whole sample.
PROMISED = {"one": 1, "some": 2, "several": 2}


def tied_excerpts(study: Study) -> pd.DataFrame:
    """Ties between claims and excerpts, with the informant: claim_id, excerpt_id, relation, informant_id."""
    ties = study.evidence.loc[study.evidence["excerpt_id"] != "", ["claim_id", "excerpt_id", "relation"]]
    return ties.merge(study.excerpts[["excerpt_id", "informant_id"]], on="excerpt_id", how="inner")


def claims_with(study: Study, relation: str) -> int:
    """Claims that at least one published excerpt supports, nuances or contradicts."""
    ties = tied_excerpts(study)
    return int(ties.loc[ties["relation"] == relation, "claim_id"].nunique())


def claims_without_excerpt(study: Study) -> int:
    """Claims that no published excerpt bears on."""
    return len(set(study.claims["claim_id"]) - set(tied_excerpts(study)["claim_id"]))


def claims_not_supported(study: Study) -> int:
    """Claims that published excerpts bear on, but none supports."""
    ties = tied_excerpts(study)
    return len(set(ties["claim_id"]) - set(ties.loc[ties["relation"] == "supports", "claim_id"]))


def informants_behind(study: Study) -> pd.DataFrame:
    """On how many informants each claim rests: claim_id, and for each relation the informants whose excerpts have it.

    An informant counts once for a claim and relation, however many excerpts there are. Claims in the order of the
    study, those without excerpt with 0. The count measures what was published; it is no strength of support.
    """
    ties = tied_excerpts(study)
    counted = ties.pivot_table("informant_id", "claim_id", "relation", aggfunc="nunique", fill_value=0)
    every = counted.reindex(index=study.claims["claim_id"], columns=list(RELATIONS), fill_value=0)
    return every.astype(int).reset_index()


def claims_of_one_informant(study: Study) -> int:
    """Claims that published excerpts support, all of them of one informant."""
    return int((informants_behind(study)["supports"] == 1).sum())


def quantifier_coverage(study: Study) -> pd.DataFrame:
    """What each quantifier of chapter 4 promises against what the excerpts of that place show.

    Columns quantifier_id, promised (informants at the least), shown (distinct
    informants of the excerpts named for it), in the order of the chapter. The
    count measures what the thesis published; it is no strength of support.
    """
    speakers = study.excerpts.set_index("excerpt_id")["informant_id"].to_dict()
    rows = []
    for row in each_row(study.quantifiers.sort_values("order")):
        shown = len({speakers[excerpt] for excerpt in row.excerpt_ids.split()})
        rows.append((row.quantifier_id, PROMISED.get(row.scope, len(study.informants)), shown))
    return pd.DataFrame(rows, columns=["quantifier_id", "promised", "shown"])


def quantifiers_not_shown(study: Study) -> int:
    """Quantifiers that promise more informants than the published excerpts show."""
    coverage = quantifier_coverage(study)
    return int((coverage["shown"] < coverage["promised"]).sum())


def works_by_chapter(study: Study) -> pd.DataFrame:
    """Works cited in each chapter by year of publication: chapter, year, works (a work counts once per chapter)."""
    cited = study.works[study.works["cited"] == "yes"]
    rows = {
        (section.split(".")[0], int(work.year), work.citekey)
        for work in each_row(cited)
        for section in work.sections.split()
    }
    frame = pd.DataFrame(sorted(rows), columns=["chapter", "year", "citekey"])
    return frame.groupby(["chapter", "year"]).size().rename("works").reset_index()
