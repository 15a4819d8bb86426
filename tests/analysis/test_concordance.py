"""Words against places: every hit stands in its context, and neither side is preferred."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from studies import make_study, result_of, small_study

from analysis import load
from analysis.concordance import concordance, words_in_context


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_words_and_place_of_each_concept():
    study = small_study(
        codings=[
            {"excerpt_id": "S001", "code_id": "low", "basis": "section"},
            {"excerpt_id": "S003", "code_id": "low", "basis": "section"},
            # A reconstructed code is no place in the thesis.
            {"excerpt_id": "S002", "code_id": "low", "basis": "reconstruction"},
        ]
    )
    assert rows(concordance(study)) == [
        ("low", "S001", "S002", "S003", 0, 100 / 3),
        # What the thesis put under a code stands under the code above it too.
        ("top", "", "", "S001 S003", 1, 0.0),
    ]


def test_codes_however_far_below_belong_to_a_concept_and_no_hit_has_no_overlap():
    codes = [
        {"code_id": code, "parent_id": parent}
        for code, parent in (("a", ""), ("a1", "a"), ("a2", "a"), ("a11", "a1"), ("b", ""))
    ]
    study = small_study(
        codes=codes,
        operationalisation=[
            {"concept": "a", "phrase": "trygg"},
            {"concept": "b", "phrase": "utrygg"},
            {"concept": "a", "phrase": "ja"},
        ],
        codings=[
            {"excerpt_id": excerpt, "code_id": code, "basis": "section"}
            for excerpt, code in (("S003", "a11"), ("S002", "a2"))
        ],
    )
    found = concordance(study)
    assert list(found.columns) == ["concept", "both", "words_only", "placed_only", "neither", "overlap"]
    assert rows(found)[0] == ("a", "S003", "", "S002", 1, 50.0)
    assert rows(found)[1][:5] == ("b", "", "", "", 3) and math.isnan(rows(found)[1][5])


def test_ids_stand_as_they_are_numbered():
    excerpts = [
        {"excerpt_id": f"S{number}", "order": number, "informant_id": "I01", "text_nb": "dialog"}
        for number in (1000, 999)
    ]
    study = small_study(excerpts=excerpts, operationalisation=[{"concept": "low", "phrase": "dialog"}], codings=[])
    assert rows(concordance(study)) == [("low", "", "S999 S1000", "", 0, 0.0)]


def test_a_context_is_cut_at_a_space_once_it_is_longer_than_45_signs():
    def sides(before, after):
        study = small_study(
            excerpts=[{"excerpt_id": "S001", "text_nb": f"{before}dialog{after}"}],
            operationalisation=[{"concept": "low", "phrase": "dialog"}],
            codings=[],
        )
        ((concept, phrase, excerpt, *shown, placed),) = rows(words_in_context(study))
        assert (concept, phrase, excerpt, shown[1], placed) == ("low", "dialog", "S001", "dialog", False)
        return shown[0], shown[2]

    word = 41 * "x"
    assert sides(f"en {word} ", f" {word} en") == (f"en {word} ", f" {word} en")
    assert sides(f"den {word} ", f" {word} den") == (f"… {word} ", f" {word} …")


def test_each_word_stands_in_its_context():
    found = words_in_context(small_study())
    assert list(found.columns) == ["concept", "phrase", "excerpt_id", "before", "match", "after", "placed"]
    assert rows(found)[-1] == ("low", "snakke sammen", "S001", "Vi må ", "snakke mer sammen", "", True)


@settings(deadline=None, max_examples=10)
@given(st.text("ab ", max_size=80), st.text("ab ", max_size=80))
def test_context_is_a_piece_of_the_excerpt(before, after):
    text = f"{before} dialog {after}"
    study = small_study(
        excerpts=[{"excerpt_id": "S001", "order": 1, "informant_id": "I01", "text_nb": text}],
        codings=[],
        operationalisation=[{"concept": "low", "phrase": "dialog"}],
    )
    (hit,) = words_in_context(study).itertuples()
    assert f"{hit.before.removeprefix('… ')}{hit.match}{hit.after.removesuffix(' …')}" in text
    # A side that was cut says so.
    assert hit.before.startswith("… ") == (len(before) + 1 > 45)
    assert hit.after.endswith(" …") == (len(after) + 1 > 45)


def test_the_counts_of_a_concept_add_up_to_all_excerpts():
    study = load()
    for row in concordance(study).itertuples():
        both, words, place = (len(ids.split()) for ids in (row.both, row.words_only, row.placed_only))
        assert both + words + place + row.neither == len(study.excerpts), row.concept
        assert row.overlap == 100 * both / (both + words + place)


def test_the_two_tables_agree():
    study = load()
    found, hits = (result_of(name, study).frame for name in ("tab-operasjonalisering-treff", "tab-ord-i-sammenheng"))
    for row in found.itertuples():
        own = hits[hits["concept"] == row.concept]
        for ids, placed in ((row.both, "yes"), (row.words_only, "no")):
            assert set(own.loc[own["placed"] == placed, "excerpt_id"]) == set(ids.split())


def test_an_overlap_has_one_decimal_and_none_is_a_dash():
    study = small_study()
    cells = result_of("tab-operasjonalisering-treff", study).views["en"].frame.astype(str).values.tolist()
    assert cells == [["Low", "S001, S002", "", "", "1", "100.0"], ["Top", "", "", "S001, S002", "1", "0.0"]]
    without = result_of("tab-operasjonalisering-treff", small_study(excerpts=[], codings=[]))
    assert without.views["nb"].frame["overlap"].tolist() == ["–", "–"]
    alt = result_of("tab-operasjonalisering-treff", study).texts["en"].alt
    assert alt.startswith("Table of 2 concepts. 0 times the word occurs") and "and 2 times an excerpt" in alt


def test_a_word_stands_in_brackets_in_its_context():
    result = result_of("tab-ord-i-sammenheng", small_study())
    assert result.views["nb"].frame.astype(str).values.tolist()[-1] == [
        "Lav",
        "snakke sammen",
        "S001",
        "Vi må [snakke mer sammen]",
        "ja",
    ]
    assert result.texts["nb"].alt == "Tabell med 3 forekomster i 2 utdrag, med ordene rundt."


def test_no_excerpts_no_hits():
    assert words_in_context(make_study()).empty and concordance(make_study()).empty
