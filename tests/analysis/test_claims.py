"""The claims of this study: none is put more strongly than its strength in the thesis, and the headline counts what they rest on."""

import re

import pytest

from analysis import load
from analysis.argument import claims_of_one_informant, claims_with, informants_behind
from analysis.robustness import leave_one_out

# Words by which a reader sees that a claim is hedged, hoped for or passed on.
HEDGES = {
    "suggests": {
        "nb": r"\b(kan|virker|virke|ser ut til|synes å|rimelig å|tyder|trolig|taler for|vil man kunne)\b",
        "en": r"\b(may|can|could|seems?|appears?|reasonable|suggests?|probably)\b",
    },
    "hopes": {"nb": r"\b(håp|håpet|håper|ventet)\b", "en": r"\b(hope|hopes|hoped|expected)\b"},
    "reports": {
        "nb": r"\b(mener|fortalte|forteller|forklarer|sier|sagt|nevner|frykter|etterlyser|opplever|framhevet|påpekt)\b",
        "en": r"\b(thinks?|say|says|said|explain|name|fears?|call for|finds|stressed|pointed out)\b",
    },
}


@pytest.fixture(scope="module")
def study():
    return load()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_claim_that_the_thesis_hedges_is_hedged(study, language):
    hardened = [
        claim.claim_id
        for claim in study.claims.itertuples()
        if claim.strength in HEDGES
        and not re.search(HEDGES[claim.strength][language], getattr(claim, f"statement_{language}"))
    ]
    assert hardened == []


def test_the_hope_is_told_as_a_hope(study):
    hoped = study.claims[study.claims["strength"] == "hopes"]
    assert list(hoped["claim_id"]) == ["C64"]


def test_the_headline_counts_the_claims_that_one_voice_carries(study):
    alone = leave_one_out(study).query("kind == 'claim'")["alone"].str.split().explode().dropna()
    assert claims_of_one_informant(study) == alone.nunique() > 0
    assert claims_with(study, "supports") == int((informants_behind(study)["supports"] > 0).sum())


def test_one_voice_does_not_support_what_several_are_said_to_say(study):
    supporters = dict(informants_behind(study)[["claim_id", "supports"]].itertuples(index=False))
    several = study.claims["statement_nb"].str.match(r"(Flere (har|nevner|mener)|Enkelte|Respondenter|Alle) ")
    assert several.sum() >= 9
    assert [claim for claim in study.claims.loc[several, "claim_id"] if supporters[claim] == 1] == []


def test_a_wish_for_meetings_is_no_wish_for_a_facilitator(study):
    ties = study.evidence[(study.evidence["claim_id"] == "C76") & (study.evidence["excerpt_id"] != "")]
    texts = study.excerpts.set_index("excerpt_id")["text_nb"]
    assert len(ties) and not any("fasilitator" in texts[excerpt] for excerpt in ties["excerpt_id"])
    assert set(ties["relation"]) == {"nuances"}
