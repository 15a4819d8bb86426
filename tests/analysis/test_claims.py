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
        if claim.strength in HEDGES and not re.search(HEDGES[claim.strength][language], getattr(claim, f"statement_{language}"))
    ]
    assert hardened == []


def test_the_hope_is_told_as_a_hope(study):
    hoped = study.claims[study.claims["strength"] == "hopes"]
    assert list(hoped["claim_id"]) == ["C64"]


def test_the_headline_counts_the_claims_that_one_voice_carries(study):
    alone = leave_one_out(study).query("kind == 'claim'")["alone"].str.split().explode().dropna()
    assert claims_of_one_informant(study) == alone.nunique() > 0
    assert claims_with(study, "supports") == int((informants_behind(study)["supports"] > 0).sum())
