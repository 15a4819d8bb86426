"""Where a number comes from is read off what its function does."""

from pathlib import Path

import pytest
from studies import small_study

from analysis import STUDY, load
from compendium.artefacts.artefact import Number
from compendium.qualitative.counts import coded_excerpts
from compendium.results.provenance import provenance, tables_read


def helper(study):
    return len(study.codes) + len(study.firms)


def test_tables_are_those_that_are_read_in_their_order():
    found = provenance(Number("n", helper, {"nb": "", "en": ""}), small_study())
    assert (found.value, found.tables, found.code) == (4, ("codes", "firms"), "helper")
    assert found.file == "tests/results/test_provenance.py"
    assert (found.fact_id, found.section) == ("", "")


def test_code_of_a_lambda_is_what_stands_after_its_colon():
    number = Number("n", lambda s: int((s.informants["gender"] == "woman").sum()), {"nb": "", "en": ""})
    found = provenance(number, small_study())
    assert (found.value, found.tables) == (2, ("informants",))
    assert found.code == 'int((s.informants["gender"] == "woman").sum())'


def test_a_stated_figure_names_its_row_and_section():
    study = load()
    fact = study.facts.iloc[0]
    found = provenance(STUDY.numbers(study)[f"fact_{fact['fact_id']}"], study)
    assert (found.fact_id, found.section, found.tables) == (fact["fact_id"], fact["section"], ("facts",))


def test_every_number_of_the_book_has_tables_and_code():
    study = load()
    for number in STUDY.numbers(study).values():
        found = provenance(number, study)
        folder = "compendium/qualitative" if found.fact_id else "analysis"
        assert found.tables and found.code and Path(found.file).parent.as_posix() == folder, number.key


def test_a_failing_function_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        provenance(Number("n", lambda s: 1 / 0, {"nb": "", "en": ""}), small_study())


def test_what_was_counted_before_hides_no_table():
    study = small_study()
    for _ in range(2):
        coded_excerpts(study)
        assert tables_read(coded_excerpts, study) == ("codings", "excerpts")
