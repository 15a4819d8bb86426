"""Counts on small studies, and what must hold for every study."""

import dataclasses

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import make_study, small_study

from analysis import sample
from compendium.qualitative import counts


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_per_code_counts_each_basis_and_keeps_zeros():
    counted = counts.per_code(small_study())
    assert rows(counted) == [
        ("top", "section", 0, 0),
        ("top", "reconstruction", 1, 1),
        ("low", "section", 2, 1),
        ("low", "reconstruction", 0, 0),
    ]
    assert list(counted.columns) == ["code_id", "basis", "excerpts", "informants"]


def test_counts_are_whole_numbers():
    study = small_study()
    for frame, columns in (
        (counts.per_code(study), ["excerpts", "informants"]),
        (counts.per_informant(study), ["excerpts", "words"]),
        (sample.questions_per_part(study), ["questions"]),
    ):
        assert all(pd.api.types.is_integer_dtype(frame[column]) for column in columns)


def test_never_quoted_informants_have_zeros():
    counted = counts.per_informant(small_study())
    assert rows(counted[["informant_id", "excerpts", "words"]]) == [("I01", 2, 8), ("I02", 1, 1), ("I03", 0, 0)]
    assert counted["excerpt_share"].tolist() == pytest.approx([200 / 3, 100 / 3, 0])
    assert counted["word_share"].tolist() == pytest.approx([800 / 9, 100 / 9, 0])
    nothing = counts.per_informant(small_study(excerpts=[]))
    assert rows(nothing) == [("I01", 0, 0, 0.0, 0.0), ("I02", 0, 0, 0.0, 0.0), ("I03", 0, 0, 0.0, 0.0)]
    assert list(nothing.columns) == ["informant_id", "excerpts", "words", "excerpt_share", "word_share"]


def test_one_word_of_one_excerpt_is_all_of_it():
    study = small_study(excerpts=[{"excerpt_id": "S001", "informant_id": "I02", "text_nb": "ja"}])
    assert rows(counts.per_informant(study))[:2] == [("I01", 0, 0, 0.0, 0.0), ("I02", 1, 1, 100.0, 100.0)]


def test_ids_stand_as_they_are_numbered():
    ids = ["S1000", "x", "S999", "B2", "S99a", "S01000"]
    assert sorted(ids, key=counts.by_number) == ["B2", "S999", "S01000", "S1000", "S99a", "x"]
    assert pd.Series([*ids, "S999"]).sort_values(key=counts.numerically).tolist() == [
        "B2",
        "S999",
        "S999",
        "S01000",
        "S1000",
        "S99a",
        "x",
    ]
    groups = pd.DataFrame(
        [("a", row_id) for row_id in ("S1000", "S999", "S99", "S999")], columns=["group", "excerpt_id"]
    )
    assert counts.ids_by(groups, ["group"]) == {("a",): "S99 S999 S1000"}
    people = [{"informant_id": informant} for informant in ("I100", "I99")]
    excerpts = [{"excerpt_id": f"S{number}", "informant_id": f"I{number}", "text_nb": "ja"} for number in (100, 99)]
    study = small_study(
        informants=people,
        excerpts=excerpts,
        codings=[{"excerpt_id": f"S{number}", "code_id": "low", "basis": "section"} for number in (100, 99)],
    )
    assert counts.per_informant(study)["informant_id"].tolist() == ["I99", "I100"]
    assert counts.code_by_informant(study)["informant_id"].tolist() == ["I99", "I100"]


@pytest.mark.parametrize("more", [0, 1])
def test_all_ids_are_named_up_to_the_most(more):
    groups = pd.DataFrame(
        [("a", f"S{number}") for number in range(counts.MOST_NAMED + more)], columns=["group", "excerpt_id"]
    )
    named = counts.ids_by(groups, ["group"])[("a",)].split()
    assert named == [f"S{number}" for number in range(counts.MOST_NAMED)] + more * ["…"]


def test_each_coding_knows_who_is_quoted():
    codings = [
        {"excerpt_id": "S003", "code_id": "low", "basis": "section"},
        {"excerpt_id": "S001", "code_id": "top", "basis": "reconstruction"},
    ]
    found = counts.coded_excerpts(
        small_study(codings=[*codings, {"excerpt_id": "S009", "code_id": "low", "basis": "section"}])
    )
    # What is coded without being published has nobody to count.
    assert rows(found) == [("S003", "low", "section", "I02"), ("S001", "top", "reconstruction", "I01")]
    assert list(found.columns) == ["excerpt_id", "code_id", "basis", "informant_id"]


def test_code_by_informant():
    assert rows(counts.code_by_informant(small_study())) == [
        ("low", "I01", "section", 2),
        ("top", "I01", "reconstruction", 1),
    ]


def test_questions_per_part_counts_questions_only():
    counted = sample.questions_per_part(small_study())
    assert rows(counted) == [("intro", 0), ("1", 2)] and list(counted.columns) == ["part", "questions"]
    guide = [
        {"item_id": f"G{order}", "order": order, "part": part, "kind": "question"}
        for order, part in ((3, "1"), (2, "2"), (1, "1"))
    ]
    assert rows(sample.questions_per_part(small_study(interview_guide=guide))) == [("1", 2), ("2", 1)]


def test_group_sizes():
    sizes = {row[0]: row[1:] for row in rows(sample.group_sizes(small_study()))}
    assert sizes[("firm_id",)] == (2, 1, 1)
    assert sizes[("firm_id", "position_nb", "gender")] == (2, 1, 1)
    people = [("a", "Leder", "woman"), ("a", "Leder", "woman"), ("b", "Leder", "man"), ("b", "Ansatt", "man")]
    informants = [
        dict(zip(("firm_id", "position_nb", "gender"), person), informant_id=f"I0{number}")
        for number, person in enumerate(people)
    ]
    found = sample.group_sizes(small_study(informants=informants))
    assert rows(found) == [
        (("firm_id",), 2, 2, 0),
        (("position_nb",), 2, 1, 1),
        (("gender",), 2, 2, 0),
        (("firm_id", "position_nb"), 3, 1, 2),
        (("firm_id", "gender"), 2, 2, 0),
        (("position_nb", "gender"), 3, 1, 2),
        (("firm_id", "position_nb", "gender"), 3, 1, 2),
    ]
    assert (
        list(found.columns)
        == list(sample.group_sizes(make_study()).columns)
        == ["attributes", "groups", "smallest", "unique"]
    )


def test_codebook_order_and_depth():
    study = small_study()
    assert counts.codebook_order(study) == ["top", "low"]
    assert counts.code_depth(study) == {"top": 0, "low": 1}
    below = {"b": "", "a11": "a1", "a": "", "a1": "a", "b1": "b", "a2": "a"}
    study = small_study(codes=[{"code_id": code, "parent_id": parent} for code, parent in below.items()])
    assert counts.codebook_order(study) == ["b", "b1", "a", "a1", "a11", "a2"]
    assert counts.code_depth(study) == {"b": 0, "a11": 2, "a": 0, "a1": 1, "b1": 1, "a2": 1}


@pytest.mark.parametrize(
    "function",
    [counts.per_code, counts.per_informant, counts.code_by_informant, sample.questions_per_part, sample.group_sizes],
)
def test_an_empty_study_gives_an_empty_table(function):
    assert function(make_study()).empty


CODES = ["a", "b", "c"]


@st.composite
def studies(draw):
    """Studies of up to four informants and eight excerpts, coded at random."""
    informants = [f"I{n:02d}" for n in range(1, draw(st.integers(1, 4)) + 1)]
    words = st.lists(st.sampled_from(["vi", "må", "møtes"]), min_size=1, max_size=5).map(" ".join)
    said = draw(st.lists(st.tuples(st.sampled_from(informants), words), max_size=8))
    excerpts = [
        {"excerpt_id": f"S{n:03d}", "order": n, "informant_id": who, "text_nb": text}
        for n, (who, text) in enumerate(said, 1)
    ]
    ids = [excerpt["excerpt_id"] for excerpt in excerpts]
    triples = (
        st.tuples(st.sampled_from(ids), st.sampled_from(CODES), st.sampled_from(counts.BASES)) if ids else st.nothing()
    )
    codings = draw(st.lists(triples, unique=True, max_size=20)) if ids else []
    return make_study(
        informants=[{"informant_id": i, "firm_id": "f"} for i in informants],
        excerpts=excerpts,
        codes=[{"code_id": code, "label_nb": code, "label_en": code} for code in CODES],
        codings=[dict(zip(("excerpt_id", "code_id", "basis"), coding)) for coding in codings],
    )


@given(studies())
def test_shares_add_to_a_hundred(study):
    counted = counts.per_informant(study)
    expected = 100 if len(study.excerpts) else 0
    assert counted["excerpt_share"].sum() == pytest.approx(expected)
    assert counted["word_share"].sum() == pytest.approx(expected)


@given(studies())
def test_counts_match_the_raw_rows(study):
    assert counts.per_code(study)["excerpts"].sum() == len(study.codings)
    assert counts.code_by_informant(study)["excerpts"].sum() == len(study.codings)
    assert counts.per_informant(study)["excerpts"].sum() == len(study.excerpts)


@given(studies(), st.randoms(use_true_random=False))
def test_order_of_rows_never_matters(study, random):
    def shuffled(frame):
        order = list(range(len(frame)))
        random.shuffle(order)
        return frame.iloc[order].reset_index(drop=True)

    # The codebook's own order is its content.
    moved = dataclasses.replace(
        study, informants=shuffled(study.informants), excerpts=shuffled(study.excerpts), codings=shuffled(study.codings)
    )
    for function in (counts.per_code, counts.per_informant, counts.code_by_informant):
        pd.testing.assert_frame_equal(function(study), function(moved))
