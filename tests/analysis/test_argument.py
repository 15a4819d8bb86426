"""The argument: what is counted of claims, evidence and quantifiers."""

import pytest
from studies import ARGUMENT, argued_study, small_study

from analysis import STUDY, argument
from compendium.artefacts.value_labels import Words
from compendium.qualitative.referents import referents


@pytest.fixture
def study():
    return argued_study()


def test_claims_are_counted_by_relation(study):
    assert argument.claims_with(study, "supports") == 1
    assert argument.claims_with(study, "nuances") == 0
    assert argument.claims_with(study, "contradicts") == 1
    assert argument.claims_without_excerpt(study) == 1


def test_each_tie_to_an_excerpt_knows_who_is_quoted(study):
    found = argument.tied_excerpts(study)
    assert list(found.columns) == ["claim_id", "excerpt_id", "relation", "informant_id"]
    assert found.values.tolist() == [
        ["C01", "S001", "supports", "I01"],
        ["C01", "S002", "supports", "I01"],
        ["C01", "S003", "contradicts", "I02"],
    ]
    unpublished = [{"evidence_id": "B001", "claim_id": "C01", "excerpt_id": "S009", "relation": "supports"}]
    assert argument.claims_without_excerpt(small_study(**{**ARGUMENT, "evidence": unpublished})) == 2


def test_informants_and_claims_stand_in_their_order():
    speakers = {"S001": "I100", "S002": "I99", "S003": "I100"}
    study = small_study(
        **{
            **ARGUMENT,
            "excerpts": [{"excerpt_id": excerpt, "informant_id": informant} for excerpt, informant in speakers.items()],
            "claims": [{"claim_id": claim} for claim in ("C02", "C01", "C03")],
            "evidence": [
                {"evidence_id": "B1", "claim_id": "C01", "excerpt_id": "S001", "relation": "supports"},
                {"evidence_id": "B2", "claim_id": "C01", "excerpt_id": "S002", "relation": "supports"},
                {"evidence_id": "B3", "claim_id": "C02", "excerpt_id": "S003", "relation": "nuances"},
                {"evidence_id": "B4", "claim_id": "C02", "excerpt_id": "S002", "relation": "nuances"},
            ],
        }
    )
    assert argument.informants_behind(study).values.tolist() == [["C02", 0, 2, 0], ["C01", 2, 0, 0], ["C03", 0, 0, 0]]
    assert argument.claims_of_one_informant(study) == 0 and argument.claims_not_supported(study) == 1


def test_a_claim_that_is_only_nuanced_is_not_supported():
    ties = [
        {"evidence_id": "B001", "claim_id": "C01", "excerpt_id": "S001", "relation": "nuances"},
        *ARGUMENT["evidence"][1:2],
    ]
    assert argument.claims_not_supported(small_study(**{**ARGUMENT, "evidence": ties})) == 0
    assert argument.claims_not_supported(small_study(**{**ARGUMENT, "evidence": ties[:1]})) == 1


def test_two_excerpts_of_one_informant_are_one_supporter(study):
    behind = argument.informants_behind(study)
    assert behind.values.tolist() == [["C01", 1, 0, 1], ["C02", 0, 0, 0]]
    assert list(behind.columns) == ["claim_id", "supports", "nuances", "contradicts"]


def test_a_claim_of_one_informant_is_told_from_one_of_two(study):
    assert argument.claims_of_one_informant(study) == 1
    both = [
        *ARGUMENT["evidence"],
        {"evidence_id": "B006", "claim_id": "C01", "excerpt_id": "S003", "relation": "supports"},
    ]
    assert argument.claims_of_one_informant(small_study(**{**ARGUMENT, "evidence": both})) == 0


def test_quantifiers_are_held_against_informants_not_excerpts(study):
    assert argument.quantifier_coverage(study).values.tolist() == [["Q001", 2, 1], ["Q002", 3, 2], ["Q003", 1, 1]]
    assert argument.quantifiers_not_shown(study) == 2
    found = argument.quantifier_coverage(
        small_study(
            **{
                **ARGUMENT,
                "quantifiers": [
                    *reversed(ARGUMENT["quantifiers"]),
                    {"quantifier_id": "Q004", "order": 4, "scope": "some"},
                ],
            }
        )
    )
    assert list(found.columns) == ["quantifier_id", "promised", "shown"]
    assert found.values.tolist() == [["Q001", 2, 1], ["Q002", 3, 2], ["Q003", 1, 1], ["Q004", 2, 0]]


def test_a_work_counts_once_in_each_chapter_and_not_if_only_named(study):
    assert argument.works_by_chapter(study).values.tolist() == [["2", 2003, 1], ["2", 2018, 1], ["5", 2003, 1]]
    other = {"citekey": "moe2003", "year": 2003, "cited": "yes", "sections": "2.1"}
    found = argument.works_by_chapter(small_study(works=[*ARGUMENT["works"], other]))
    assert list(found.columns) == ["chapter", "year", "works"] and found.values.tolist()[0] == ["2", 2003, 2]


def test_a_claim_says_its_strength_wherever_its_words_are_shown(study):
    words = Words("nb", STUDY.labels(study, STUDY.texts))
    assert {id_: where for id_, (where, _) in referents(study, words).items() if id_[0] == "C"} == {
        "C01": "Påstand i del 5.1 (hevder)",
        "C02": "Påstand i del 5.2.1 (gjengir)",
    }
