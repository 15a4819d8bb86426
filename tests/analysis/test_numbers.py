"""Numbers of the prose, and how each language writes them."""

import pytest
from studies import argued_study, make_study, small_study

from analysis import STUDY
from analysis.numbers import NUMBERS
from compendium.artefacts.language import format_number
from compendium.qualitative.facts import fact_numbers
from compendium.results.compute import compute_number

VALUES = {
    "n_informants": 3,
    "n_firms": 2,
    "n_women": 2,
    "n_men": 1,
    "n_excerpts": 3,
    "n_excerpts_block": 1,
    "n_excerpts_inline": 2,
    "n_informants_quoted": 2,
    "n_informants_never_quoted": 1,
    "n_overlapping_excerpts": 2,
    "n_codes": 2,
    "n_categories_named": 1,
    "n_codings_section": 2,
    "n_codings_reconstruction": 1,
    "n_measures": 2,
    "n_measures_said": 1,
    "n_coding_changes": 1,
    "n_tie_changes": 2,
    "n_guide_questions": 2,
    "n_guide_parts": 1,
    "n_deviations": 0,
    "n_redactions": 3,
    "n_redactions_made": 2,
    "n_claims": 2,
    "n_claims_supported": 1,
    "n_claims_one_informant": 1,
    "n_claims_contradicted": 1,
    "n_claims_not_supported": 0,
    "n_claims_without_excerpt": 1,
    "n_quantifiers": 3,
    "n_quantifiers_not_shown": 2,
    "n_works_cited": 2,
    "n_r_strategies": 1,
    "n_coreq": 3,
    "n_coreq_not_reported": 2,
    "n_coreq_partly_reported": 1,
    "share_top3_excerpts_percent": 100,
    "k_min": 1,
}


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.key)
def test_number(number):
    result = compute_number(STUDY, number, argued_study())
    assert result.value == pytest.approx(VALUES[number.key])
    assert result.describe["nb"] != result.describe["en"]
    assert compute_number(STUDY, number, make_study()).value == 0


def test_facts_are_numbers_by_their_id():
    (number,) = fact_numbers(small_study())
    result = compute_number(STUDY, number, small_study())
    assert (result.id, result.value, result.describe) == ("fact_tonnes", 586000, {"nb": "Tonn", "en": "Tonnes"})


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        (7, "7", "7"),
        (30.0, "30", "30"),
        (97.6, "97,6", "97.6"),
        (68.421, "68,4", "68.4"),
        (2016, "2016", "2016"),
        (586000, "586\N{NO-BREAK SPACE}000", "586,000"),
        ("ord", "ord", "ord"),
    ],
)
def test_format(value, nb, en):
    assert format_number(value, "nb") == nb
    assert format_number(value, "en") == en
