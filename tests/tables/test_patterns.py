"""Patterns whose matching never runs away, and which mean what they mean to Python."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.study import DATA
from compendium.tables.patterns import pattern_problem
from compendium.tables.schema import read_schemas


def grown(inner):
    counts = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}"])
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, counts).map(lambda item: f"({item[0]}){item[1]}"),
    )


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\w", "a*", "b?", "[a-z]+"]), grown, max_leaves=12
)


@given(PATTERNS, st.text("ab-", max_size=30))
def test_what_is_admitted_is_matched_in_time(pattern, text):
    if pattern_problem(pattern) is None:
        begun = time.process_time()
        for length in (2_000, 4_000):
            for end in ("", "!", text):
                for repeated in ("a", "b", "ab"):
                    re.fullmatch(pattern, repeated * length + end)
        # A pattern that runs away takes longer than anybody waits.
        assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a*)*",
        "(a|a)*b",
        "(a|ab)*c",
        "a*a*b",
        "([a-z]+)*[0-9]",
        "(.*)x",
        "(a?){30}a",
        "(x+x+)+y",
        r"(\w|å)+!",
        "[^b]*a",
    ],
)
def test_what_may_run_away_is_refused(pattern):
    assert pattern_problem(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "[a-z][a-z-]*",
        "S[0-9]{3,}( S[0-9]{3,})*",
        "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
        "(ja|nei)?",
        "[a-z_]+=[^ ]+( [a-z_]+=[^ ]+)*",
        r"\d+,\d+",
        "(?:ab)+c",
        "",
    ],
)
def test_what_ids_and_lists_need_is_admitted(pattern):
    assert pattern_problem(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "[",
        "a{2",
        "*",
        "a**",
        "(?i)a",
        "(?=a)a",
        r"(a)\1",
        "^a$",
        "[z-a]",
        "[[a]",
        "(" * 200,
        r"\bx",
        "a{9999999999}",
    ],
)
def test_what_is_none_or_does_more_is_refused(pattern):
    assert pattern_problem(pattern)


def test_a_deep_pattern_is_judged_at_once():
    begun = time.process_time()
    assert pattern_problem("(" * 90 + "a" + ")" * 90) is None
    assert time.process_time() - begun < 1


def test_the_study_has_patterns_that_are_admitted():
    patterns = {column.pattern for schema in read_schemas(DATA).values() for column in schema.columns if column.pattern}
    assert len(patterns) > 10 and not [pattern for pattern in patterns if pattern_problem(pattern)]
