"""Tables say what the study holds, in both languages, also when it holds nothing."""

import pytest
from studies import make_study, small_study

from analysis import tables
from analysis.artefact import Table
from analysis.catalogue import SHOWN


def test_informants():
    frame = tables.informants(small_study(), "nb")
    assert list(frame.columns) == ["Bedrift", "Informant", "Stilling", "Kjønn"]
    assert frame.iloc[2].tolist() == ["Beta", "Informant 3", "Ansatt", "Mann"]


def test_codebook_is_set_in_by_depth():
    assert tables.codebook(small_study(), "en")["Code"].tolist() == ["Top", "– Low"]


def test_operationalisation_names_excerpts_or_none():
    frame = tables.operationalisation(small_study(), "nb")
    assert frame["Forekommer i utdrag"].tolist() == ["S001", "S002", "ingen"]


def test_anonymity_counts_groups():
    frame = tables.anonymity(small_study(), "nb")
    assert frame.iloc[-1].tolist() == ["Bedrift + stilling + kjønn", 2, 1, 1]


def test_interview_guide_keeps_printed_numbers():
    frame = tables.interview_guide(small_study(), "nb")
    assert frame["Nr."].tolist() == ["", "1", "a)"]
    assert frame["Kode"].tolist() == ["", "Lav", ""]
    assert frame["Utdrag med koden"].tolist() == ["", "2", ""]


@pytest.mark.parametrize("table", [a for a in SHOWN.values() if isinstance(a, Table)], ids=lambda table: table.id)
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("study", [make_study(), small_study()], ids=["empty", "small"])
def test_every_table_stands_any_study(table, language, study):
    frame = table.compute(study, language)
    assert len(set(frame.columns)) == len(frame.columns) >= 3
    assert table.caption(study, language) and table.alt(study, language)
