"""Tables say what the study holds, in both languages, also when it holds nothing."""

import pytest
from studies import make_study, small_study

from analysis import STUDY, tables
from compendium.artefacts.artefact import Table
from compendium.artefacts.words import Link


def test_informants():
    frame = tables.informants(small_study(), "nb")
    assert list(frame.columns) == ["Bedrift", "Informant", "Stilling", "Kjønn"]
    assert frame.iloc[2].tolist() == ["Beta", "Informant 3", "Ansatt", "Mann"]


def test_codebook_is_set_in_by_depth():
    assert tables.codebook(small_study(), "en")[["Code", "Code above"]].values.tolist() == [["Top", ""], ["Low", "Top"]]


def test_operationalisation_names_excerpts_or_none():
    frame = tables.operationalisation(small_study(), "nb")
    assert [str(cell) for cell in frame["Forekommer i utdrag"]] == ["S001", "S002", "ingen"]


def test_a_deviation_shows_its_kind_and_leads_to_its_section():
    study = make_study(
        deviations=[
            {"deviation_id": "D001", "kind": "lost", "section": "5.2"},
            {"deviation_id": "D002", "kind": "count", "section": "vedlegg-2"},
        ],
        sections=[{"section": "vedlegg-2", "title_nb": "Vedlegg 2: Guide"}],
    )
    frame = tables.deviations(study, "nb")
    assert frame["Slag"].tolist() == ["tapt", "mengde"]
    assert [cell.parts[0] for cell in frame["Del"]] == [
        Link("5.2", "sec-5-2"),
        Link("Vedlegg 2: Guide", "sec-vedlegg-2"),
    ]


def test_what_is_withheld_is_told_without_place_and_kind():
    study = make_study(
        deviations=[{"deviation_id": "D001", "kind": "anonymity", "section": ""}],
        redactions=[{"redaction_id": "R01", "decision": "omitted"}],
    )
    for language in ("nb", "en"):
        assert str(tables.deviations(study, language).iloc[0, 2]) == ""
        assert tables.redactions(study, language).iloc[0, [1, 2]].tolist() == ["", ""]


def test_anonymity_counts_groups():
    frame = tables.anonymity(small_study(), "nb")
    assert frame.iloc[-1].tolist() == ["Bedrift + stilling + kjønn", 2, 1, 1]


def test_interview_guide_keeps_printed_numbers():
    frame = tables.interview_guide(small_study(), "nb")
    assert frame["Nr."].tolist() == ["", "1", "a)"]
    assert frame["Kode"].tolist() == ["", "Lav", ""]
    assert frame["Utdrag med koden"].tolist() == ["", "2", ""]


@pytest.mark.parametrize(
    "table", [a for a in STUDY.artefacts.values() if isinstance(a, Table)], ids=lambda table: table.id
)
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("study", [make_study(), small_study()], ids=["empty", "small"])
def test_every_table_stands_any_study(table, language, study):
    frame = table.compute(study, language)
    assert len(set(frame.columns)) == len(frame.columns) >= 3
    assert table.caption(study, language) and table.alt(study, language)
