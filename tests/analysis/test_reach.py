"""How far any informants reach is exact, and can only grow with more of them."""

from itertools import combinations
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import make_study, small_study

from analysis.reach import _reached, code_reach

CODES = st.lists(st.sets(st.integers(0, 6)), max_size=6)


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def bits(codes):
    return [sum(1 << code for code in own) for own in codes]


@given(CODES)
def test_agrees_with_the_plain_definition(codes):
    for size, reached in enumerate(_reached(bits(codes))):
        assert sorted(reached) == sorted(len(set().union(*chosen)) for chosen in combinations(codes, size))


@given(CODES)
def test_more_informants_reach_no_fewer_codes_and_all_reach_all(codes):
    found = _reached(bits(codes))
    for measure in (min, median, max):
        values = [measure(reached) for reached in found]
        assert values == sorted(values)
    assert found[-1] == [len(set().union(*codes))]


@given(CODES, st.randoms())
def test_the_order_of_informants_does_not_matter(codes, random):
    shuffled = random.sample(codes, len(codes))
    assert [sorted(reached) for reached in _reached(bits(codes))] == [sorted(reached) for reached in _reached(bits(shuffled))]


def test_bases_are_kept_apart_and_those_never_quoted_reach_nothing():
    assert rows(code_reach(small_study())) == [
        ("section", 1, 0, 0.0, 1),
        ("section", 2, 0, 1.0, 1),
        ("section", 3, 1, 1.0, 1),
        ("reconstruction", 1, 0, 0.0, 1),
        ("reconstruction", 2, 0, 1.0, 1),
        ("reconstruction", 3, 1, 1.0, 1),
    ]


def test_too_many_informants_are_refused_before_the_work():
    many = [{"informant_id": f"I{n:02}", "firm_id": "a"} for n in range(1, 22)]
    with pytest.raises(ValueError, match="21 informants have too many choices"):
        code_reach(small_study(informants=many))


def test_no_informants_no_rows():
    assert code_reach(make_study()).empty
