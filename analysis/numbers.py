"""The numbers of the prose, each by its key."""

from __future__ import annotations

from analysis.argument import (
    claims_not_supported,
    claims_of_one_informant,
    claims_with,
    claims_without_excerpt,
    quantifiers_not_shown,
)
from analysis.sample import group_sizes
from analysis.study import Study
from compendium.artefacts.artefact import Number
from compendium.qualitative.counts import per_informant


def _top_share(study: Study) -> float:
    shares = per_informant(study)["excerpt_share"]
    return float(shares.sort_values(ascending=False).head(3).sum())


def _smallest_group(study: Study) -> int:
    sizes = group_sizes(study)
    return int(sizes["smallest"].iloc[-1]) if len(sizes) else 0


NUMBERS: list[Number] = [
    Number("n_informants", lambda s: len(s.informants), ("informants",)),
    Number("n_firms", lambda s: s.informants["firm_id"].nunique(), ("informants",)),
    Number("n_women", lambda s: int((s.informants["gender"] == "woman").sum()), ("informants",)),
    Number("n_men", lambda s: int((s.informants["gender"] == "man").sum()), ("informants",)),
    Number("n_excerpts", lambda s: len(s.excerpts), ("excerpts",)),
    Number("n_excerpts_block", lambda s: int((s.excerpts["presentation"] == "block").sum()), ("excerpts",)),
    Number("n_excerpts_inline", lambda s: int((s.excerpts["presentation"] == "inline").sum()), ("excerpts",)),
    Number("n_informants_quoted", lambda s: s.excerpts["informant_id"].nunique(), ("excerpts",)),
    Number(
        "n_informants_never_quoted",
        lambda s: len(set(s.informants["informant_id"]) - set(s.excerpts["informant_id"].unique())),
        ("informants", "excerpts"),
    ),
    Number("n_overlapping_excerpts", lambda s: int((s.excerpts["overlaps"] != "").sum()), ("excerpts",)),
    Number("n_codes", lambda s: len(s.codes), ("codes",)),
    Number(
        "n_categories_named",
        lambda s: int(((s.codes["basis"] == "category") & ~s.codes["code_id"].isin(["utfordringer", "tiltak"])).sum()),
        ("codes",),
    ),
    Number("n_codings_section", lambda s: int((s.codings["basis"] == "section").sum()), ("codings",)),
    Number("n_codings_reconstruction", lambda s: int((s.codings["basis"] == "reconstruction").sum()), ("codings",)),
    Number("n_measures", lambda s: len(s.measures), ("measures",)),
    Number("n_measures_said", lambda s: int((s.measures["excerpt_ids"] != "").sum()), ("measures",)),
    Number("n_coding_changes", lambda s: int((s.coding_log["table"] == "codings").sum()), ("coding_log",)),
    Number("n_tie_changes", lambda s: int((s.coding_log["table"] == "evidence").sum()), ("coding_log",)),
    Number("n_guide_questions", lambda s: int((s.interview_guide["kind"] == "question").sum()), ("interview_guide",)),
    Number(
        "n_guide_parts",
        lambda s: s.interview_guide.loc[s.interview_guide["part"].str.isdigit().astype(bool), "part"].nunique(),
        ("interview_guide",),
    ),
    Number("n_deviations", lambda s: len(s.deviations), ("deviations",)),
    Number("n_redactions", lambda s: len(s.redactions), ("redactions",)),
    Number("n_redactions_made", lambda s: int((s.redactions["decision"] != "kept").sum()), ("redactions",)),
    Number("n_claims", lambda s: len(s.claims), ("claims",)),
    Number("n_claims_supported", lambda s: claims_with(s, "supports"), ("evidence", "excerpts")),
    Number("n_claims_one_informant", claims_of_one_informant, ("evidence", "excerpts", "claims")),
    Number("n_claims_contradicted", lambda s: claims_with(s, "contradicts"), ("evidence", "excerpts")),
    Number("n_claims_not_supported", claims_not_supported, ("evidence", "excerpts")),
    Number("n_claims_without_excerpt", claims_without_excerpt, ("claims", "evidence", "excerpts")),
    Number("n_quantifiers", lambda s: len(s.quantifiers), ("quantifiers",)),
    Number("n_quantifiers_not_shown", quantifiers_not_shown, ("quantifiers", "excerpts", "informants")),
    Number("n_works_cited", lambda s: int((s.works["cited"] == "yes").sum()), ("works",)),
    Number(
        "n_r_strategies",
        lambda s: s.framework.loc[s.framework["r_strategy"] != "", "r_strategy"].nunique(),
        ("framework",),
    ),
    Number("n_coreq", lambda s: len(s.coreq), ("coreq",)),
    Number("n_coreq_not_reported", lambda s: int((s.coreq["status"] == "not reported").sum()), ("coreq",)),
    Number("n_coreq_partly_reported", lambda s: int((s.coreq["status"] == "partly reported").sum()), ("coreq",)),
    Number("share_top3_excerpts_percent", _top_share, ("excerpts", "informants")),
    Number("k_min", _smallest_group, ("informants",)),
]
