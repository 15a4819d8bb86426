"""The claims of this study: none is put more strongly than its strength in the thesis, and the headline counts what they rest on."""

import re

import pytest
from chapter_sources import NOTE, sections

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
        "nb": r"\b(mener|fortalte|forteller|forklarer|sier|sagt|nevner|frykter|etterlyser|opplever|framhevet|påpekt|trekker fram)\b",
        "en": r"\b(thinks?|say|says|said|explain|name|fears?|call for|finds|stressed|point(?:ed)? out)\b",
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


# Words by which a chapter's sentence is hedged or passed on. What the authors think they assert ("we think" included).
SOFT = re.compile(
    r"\b(til tider|kan|kunne|virker|ser ut til|synes|rimelig|tyder|trolig|kanskje|trekker fram|framhev\w+|opplever"
    r"|påpeker|nevner|forteller|etterlyser|frykter|håper|hevd\w+|argumenteres|(?<!forfatterne )mener(?! forfatterne)"
    r"|ifølge(?! forfatterne))\b",
    re.IGNORECASE,
)
# Asserted claims whose sentence has such a word for something else that it says.
FOR_SOMETHING_ELSE = {"C05", "C06", "C15", "C42", "C48", "C49", "C86", "C89"}


def stems(text):
    return {word[:6].lower() for word in re.findall(r"[a-zæøå]{4,}", text, re.IGNORECASE)}


def own_sentence(claim):
    """The sentence of the chapters, in the section of the claim, that has most of its words."""
    page = "konklusjon" if claim.section == "6" else "diskusjon"
    text = NOTE.sub("", sections(page)["sec-" + claim.section.replace(".", "-")][2])
    text = re.sub(r"```.*?```|{(?:deviation|excerpt)}`[^`]*`", "", text, flags=re.DOTALL)
    text = " ".join(re.sub(r"{(?:term|ref)}`([^`<]*)[^`]*`", r"\1", text).split())
    words = stems(claim.statement_nb)
    return max(
        re.split(r"(?<=[.:?]) +(?=[A-ZÆØÅ])", text),
        key=lambda sentence: len(words & stems(sentence)) / (len(words) + len(stems(sentence))) ** 0.5,
    )


def soft_words(text):
    return {word.lower() for word in SOFT.findall(text)}


def test_an_asserted_claim_is_no_harder_than_its_sentence(study):
    asserted = study.claims[study.claims["strength"] == "asserts"]
    harder = {
        claim.claim_id: (claim.statement_nb, sentence)
        for claim in asserted.itertuples()
        if soft_words(sentence := own_sentence(claim)) - soft_words(claim.statement_nb)
    }
    assert {claim: pair for claim, pair in harder.items() if claim not in FOR_SOMETHING_ELSE} == {}
    assert set(harder) == FOR_SOMETHING_ELSE


def test_the_hope_is_told_as_a_hope(study):
    hoped = study.claims[study.claims["strength"] == "hopes"]
    assert list(hoped["claim_id"]) == ["C64"]


def test_the_headline_counts_the_claims_that_one_voice_carries(study):
    alone = leave_one_out(study).query("kind == 'claim'")["alone"].str.split().explode().dropna()
    assert claims_of_one_informant(study) == alone.nunique() > 0
    assert claims_with(study, "supports") == int((informants_behind(study)["supports"] > 0).sum())


def test_one_voice_does_not_support_what_several_are_said_to_say(study):
    supporters = dict(informants_behind(study)[["claim_id", "supports"]].itertuples(index=False))
    several = study.claims["statement_nb"].str.match(
        r"(Flere (har|nevner|mener)|Enkelte|Respondenter|Respondentene|Alle) "
    )
    assert several.sum() >= 9
    assert [claim for claim in study.claims.loc[several, "claim_id"] if supporters[claim] == 1] == []


def test_a_wish_for_meetings_is_no_wish_for_a_facilitator(study):
    ties = study.evidence[(study.evidence["claim_id"] == "C76") & (study.evidence["excerpt_id"] != "")]
    texts = study.excerpts.set_index("excerpt_id")["text_nb"]
    assert len(ties) and not any("fasilitator" in texts[excerpt] for excerpt in ties["excerpt_id"])
    assert set(ties["relation"]) == {"nuances"}
