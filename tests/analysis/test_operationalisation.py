"""The thesis's words are found in their forms, and only there."""

import pytest
from studies import make_study, small_study

from analysis.operationalisation import occurrences, phrase_pattern


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("tilrettelegging", "God Tilretteleggingen hjelper"),
        ("realisering", "vi må realisere dette"),
        ("statusmøter", "et statusmøte i måneden"),
        ("statusmøter", "flere statusmøtene"),
        ("dialog", "dialogen"),
        ("snakke sammen", "arenaer hvor man kan snakke sammen"),
        ("snakke sammen", "vi snakker ofte litt sammen"),
        ("på tvers", "jobbe på tvers av bedrifter"),
        ("tro på", "jeg tror på dette"),
        ("utnytte hverandre", "utnytter hverandre"),
        ("forventer", "de forventer mye"),
        ("synergier", "en synergi"),
    ],
)
def test_found(phrase, text):
    assert phrase_pattern(phrase).search(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("dialog", "dialogmøtet"),
        ("trygg", "trygghet"),
        ("snakke sammen", "snakke om hva vi skal gjøre før vi er sammen"),
        ("på tvers", "på veien"),
        ("tro på", "på tro"),
    ],
)
def test_not_found(phrase, text):
    assert not phrase_pattern(phrase).search(text)


def test_occurrences_name_excerpt_and_place():
    study = small_study()
    found = [tuple(row) for row in occurrences(study).itertuples(index=False)]
    assert found == [
        ("low", "dialog", "S002", "dialog", 0, 6),
        ("low", "dialog", "S002", "dialog", 15, 21),
        ("low", "snakke sammen", "S001", "snakke mer sammen", 6, 23),
    ]


def test_no_excerpts_no_occurrences():
    assert occurrences(make_study()).empty
