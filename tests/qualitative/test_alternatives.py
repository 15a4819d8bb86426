"""What-if studies leave the study alone, keep the data contract and hold no dangling id."""

import pytest
from studies import ARGUMENT, SCHEMAS, argued_study, small_study

from analysis import STUDY, load
from analysis.rules import study_problems
from analysis.study import Study
from compendium.qualitative.alternatives import UnknownChoice, drop_basis, drop_excerpt, drop_informant, recode
from compendium.results.compute import compute
from compendium.tables.reading import Rows


@pytest.fixture(scope="module")
def study():
    return load()


def problems(study):
    """What the data contract says of a study that stands in memory only."""

    def rows(name):
        cells = (
            getattr(study, name)
            .astype("object")
            .fillna("")
            .map(lambda value: f"{value:g}" if isinstance(value, float) else str(value))
        )
        return Rows([*range(2, len(cells) + 2)], cells.to_dict("list"))

    return [
        str(problem) for problem in study_problems({name: rows(name) for name in Study.table_names()}, SCHEMAS, "data")
    ]


def ids(study, table, column):
    return list(getattr(study, table)[column])


def test_the_study_itself_keeps_the_contract(study):
    assert problems(study) == []


def test_a_dropped_informant_takes_excerpts_codings_and_ties_along():
    before = argued_study()
    after = drop_informant(before, "I01")
    assert ids(after, "informants", "informant_id") == ["I02", "I03"]
    assert ids(after, "excerpts", "excerpt_id") == ["S003"]
    assert ids(after, "excerpts", "overlaps") == [""]
    assert len(after.codings) == 0
    assert ids(after, "evidence", "evidence_id") == ["B003", "B004", "B005"]
    assert ids(after, "quantifiers", "excerpt_ids") == ["", "S003", "S003"]
    # The study that was given is as it was.
    assert ids(before, "excerpts", "excerpt_id") == ["S001", "S002", "S003"]
    assert ids(before, "quantifiers", "excerpt_ids") == ["S001 S002", "S001 S003", "S003"]


def test_a_claim_that_lost_its_last_excerpt_says_so():
    after = drop_excerpt(drop_informant(argued_study(), "I01"), "S003")
    assert after.claims["gap_nb"].str.contains("Ingen av utdragene").tolist() == [True, False]
    assert ids(after, "claims", "gap_nb")[1] == "Ikke nevnt."
    assert "B003" not in ids(after, "evidence", "evidence_id")


def test_a_decision_on_a_dropped_row_goes_with_it():
    redactions = [
        {"redaction_id": "R01", "table": "excerpts", "row_id": "S001"},
        {"redaction_id": "R02", "table": "excerpts", "row_id": "S003"},
        {"redaction_id": "R03", "section": "3.1"},
    ]
    assert ids(drop_informant(small_study(redactions=redactions), "I01"), "redactions", "redaction_id") == [
        "R02",
        "R03",
    ]


def test_an_example_that_is_gone_leaves_its_code_without_one():
    codes = [{"code_id": "top", "example": "S001"}, {"code_id": "low", "parent_id": "top", "example": "S003"}]
    assert ids(drop_informant(small_study(codes=codes), "I01"), "codes", "example") == ["", "S003"]


def test_a_dropped_basis_leaves_the_others():
    after = drop_basis(small_study(**ARGUMENT), "reconstruction")
    assert ids(after, "codings", "code_id") == ["low", "low"]
    judged = drop_basis(small_study(**ARGUMENT), "judged")
    assert ids(judged, "evidence", "evidence_id") == ["B001", "B004", "B005"]
    assert ids(judged, "measures", "challenge_id") == ["low"]


def test_recoding_keeps_the_basis_and_other_codings():
    after = recode(small_study(), "S002", "low", "top")
    assert after.codings[["excerpt_id", "code_id", "basis"]].values.tolist() == [
        ["S001", "low", "section"],
        ["S001", "top", "reconstruction"],
        ["S002", "top", "section"],
    ]


def test_recoding_to_a_code_that_is_there_already_leaves_one():
    codings = [
        {"excerpt_id": "S001", "code_id": "top", "basis": "section", "reason_nb": "stays"},
        {"excerpt_id": "S001", "code_id": "low", "basis": "section", "reason_nb": "goes"},
    ]
    after = recode(small_study(codings=codings), "S001", "low", "top")
    assert after.codings[["code_id", "reason_nb"]].values.tolist() == [["top", "stays"]]


def test_every_dropped_informant_and_basis_keeps_the_contract(study):
    for informant in ids(study, "informants", "informant_id"):
        assert problems(drop_informant(study, informant)) == [], informant
    for basis in ("section", "reconstruction", "stated", "judged"):
        assert problems(drop_basis(study, basis)) == [], basis


@pytest.mark.parametrize(
    "change", [lambda s: drop_informant(s, "I02"), lambda s: drop_basis(drop_basis(s, "section"), "reconstruction")]
)
def test_every_result_can_be_computed_of_what_is_left(study, change):
    assert compute(STUDY, change(study)).failures == {}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda s: drop_informant(s, "I11"), "'I11' is no informant of the study; did you mean I"),
        (lambda s: drop_excerpt(s, "S99"), "'S99' is no excerpt of the study; did you mean"),
        (
            lambda s: drop_basis(s, "rekonstruksjon"),
            "'rekonstruksjon' is no basis of the study; did you mean reconstruction",
        ),
        (lambda s: drop_basis(s, "zzz"), "there are section, reconstruction, "),
        (lambda s: recode(s, "S012", "tilit", "fasilitator"), "'tilit' is no code of the study; did you mean tillit"),
        (
            lambda s: recode(s, "S012", "samarbeid", "fasilitater"),
            "'fasilitater' is no code of the study; did you mean fasilitator",
        ),
        (
            lambda s: recode(s, "S012", "tillit", "samarbeid"),
            "S012 is not coded tillit; it is coded fasilitator, organisering, samarbeid",
        ),
    ],
)
def test_what_does_not_exist_is_told_with_what_comes_near(study, change, complaint):
    with pytest.raises(UnknownChoice) as caught:
        change(study)
    assert complaint in str(caught.value)
