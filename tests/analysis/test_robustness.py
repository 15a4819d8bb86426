"""Leaving one informant out: what falls is what rested on that informant."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from studies import argued_study, make_study, result_of, small_study

from analysis import robustness
from analysis.robustness import leave_one_out, supported, supporting_excerpts


def falls(study):
    """What is halved or rests on one alone, without the empty rows."""
    return [tuple(row) for row in leave_one_out(study).itertuples(index=False) if row.halved or row.alone]


def test_themes_by_basis_and_claims():
    # S003 contradicts the claim, so it is no support of it.
    assert falls(argued_study()) == [
        ("I01", "section", "", "low"),
        ("I01", "reconstruction", "", "top"),
        ("I01", "claim", "", "C01"),
    ]
    assert supported(argued_study()) == {"section": 1, "reconstruction": 1, "claim": 1}
    assert supported(small_study(codings=[{"excerpt_id": "S001", "code_id": "low", "basis": "section"}])) == {
        "section": 1,
        "reconstruction": 0,
        "claim": 0,
    }


def test_exactly_half_is_half_and_less_is_not():
    codings = [{"excerpt_id": f"S00{n}", "code_id": "low", "basis": "section"} for n in (1, 3)]
    assert falls(small_study(codings=codings)) == [("I01", "section", "low", ""), ("I02", "section", "low", "")]
    codings.append({"excerpt_id": "S002", "code_id": "low", "basis": "section"})
    assert falls(small_study(codings=codings)) == [("I01", "section", "low", "")]


def test_claims_stand_as_they_are_numbered_and_codes_as_in_the_codebook():
    claims = [{"claim_id": claim, "section": "5.1"} for claim in ("C100", "C99")]
    evidence = [
        {"evidence_id": f"B{claim}", "claim_id": claim, "excerpt_id": "S003", "relation": "supports"}
        for claim in ("C100", "C99")
    ]
    codings = [{"excerpt_id": "S003", "code_id": code, "basis": "section"} for code in ("low", "top")]
    own = [
        row.alone
        for row in leave_one_out(small_study(claims=claims, evidence=evidence, codings=codings)).itertuples()
        if row.alone
    ]
    assert own == ["top low", "C99 C100"]


def test_each_informant_has_a_row_for_each_kind():
    study = small_study(informants=[{"informant_id": informant} for informant in ("I100", "I99")])
    assert leave_one_out(study)[["informant_id", "kind"]].values.tolist() == [
        [who, kind] for who in ("I99", "I100") for kind in ("section", "reconstruction", "claim")
    ]
    assert list(leave_one_out(study).columns) == ["informant_id", "kind", "halved", "alone"]
    assert leave_one_out(make_study()).empty


def test_the_figure_names_claims_and_the_informants_excerpts_under_themes():
    data = result_of("fig-robusthet", argued_study()).shown("en")
    assert data.loc[data["Number"] > 0, ["Informant left out", "What", "Ids"]].values.tolist() == [
        ["Informant 1", "Themes by place", "S001 S002"],
        ["Informant 1", "Themes by reconstruction", "S001"],
        ["Informant 1", "Claims", "C01"],
    ]


TIES = st.sets(st.tuples(st.integers(0, 9), st.sampled_from(["top", "low"])))
EVERYONE = ["I01", "I02", "I03"]
NOTHING_CODED = small_study(codings=[])


@given(st.lists(st.sampled_from(EVERYONE), min_size=10, max_size=10), TIES)
def test_what_falls_agrees_with_the_plain_definition(speakers, ties):
    rows = [("section", code, f"S{excerpt:03}", speakers[excerpt]) for excerpt, code in sorted(ties)]
    support = pd.DataFrame(rows, columns=["kind", "id", "excerpt_id", "informant_id"])
    original, robustness.supporting_excerpts = robustness.supporting_excerpts, lambda study: support
    try:
        found = leave_one_out(NOTHING_CODED)
    finally:
        robustness.supporting_excerpts = original
    for row in found[found["kind"] == "section"].itertuples():
        for code in ("top", "low"):
            every = [speakers[excerpt] for excerpt, other in ties if other == code]
            left = [speaker for speaker in every if speaker != row.informant_id]
            assert (code in row.alone.split()) == bool(every and not left)
            assert (code in row.halved.split()) == bool(left and 2 * len(left) <= len(every))


def test_an_excerpt_counts_once_for_each_basis():
    codings = [{"excerpt_id": "S001", "code_id": "low", "basis": basis} for basis in ("section", "reconstruction")]
    kinds = supporting_excerpts(small_study(codings=codings))["kind"].tolist()
    assert sorted(kinds) == ["reconstruction", "section"]
