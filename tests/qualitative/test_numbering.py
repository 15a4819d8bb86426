"""Ids grow past their zeros: a study with more than 999 excerpts and 99 informants is valid, and in the right order."""

import re
import shutil

import pytest

from analysis import STUDY, load
from compendium.qualitative.counts import by_number
from compendium.results.compute import compute
from compendium.results.parts import take_apart
from compendium.study import DATA
from compendium.tables.schema import read_schemas
from tools.bench.synthetic import write_study

# What is added to the number of each id, by its letter, so that the ids of every table grow by a digit half-way.
ADDED = {
    "S": 960,
    "B": 900,
    "C": 950,
    "D": 900,
    "G": 960,
    "Q": 970,
    "I": 95,
    "E": 95,
    "H": 98,
    "L": 95,
    "R": 95,
    "T": 95,
    "X": 97,
}
ID = re.compile(rf"\b([{''.join(ADDED)}])(\d{{2,3}})\b")
NAME = re.compile(r"\b([Ii]nformant )(\d+)\b")


def renumbered(text):
    text = ID.sub(lambda found: f"{found[1]}{int(found[2]) + ADDED[found[1]]}", text)
    return NAME.sub(lambda found: f"{found[1]}{int(found[2]) + ADDED['I']}", text)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The results of the study, and those of the same study with higher numbers."""
    data = tmp_path_factory.mktemp("study") / "data"
    shutil.copytree(DATA, data)
    for path in data.glob("*.csv"):
        path.write_text(renumbered(path.read_text(encoding="utf-8")), encoding="utf-8")
    return tuple(take_apart(compute(STUDY, study)) for study in (load(), load(data)))


def cells(result):
    return {part: found.rows for part, found in result.parts.items() if part.name == "data"}


def test_a_study_with_higher_numbers_is_valid_and_every_table_keeps_its_order(results):
    before, after = results
    assert before.keys() == after.keys()
    assert not [result.error for result in after.values() if result.error]
    rows = 0
    for result_id, result in before.items():
        for part, expected in cells(result).items():
            expected = [tuple(renumbered(cell) if isinstance(cell, str) else cell for cell in row) for row in expected]
            assert list(cells(after[result_id])[part]) == expected, (result_id, part)
            rows += len(expected)
    assert rows > 1500


def test_alternative_texts_name_the_same_informants(results):
    before, after = results
    for result_id, result in before.items():
        for part, text in result.parts.items():
            if part.name in ("alt", "caption"):
                assert after[result_id].parts[part] == renumbered(text), (result_id, part)


def test_ids_are_in_the_order_of_their_numbers():
    assert sorted(["S1000", "S999", "I100", "I99", "tillit", "dialog"], key=by_number) == [
        "I99",
        "I100",
        "S999",
        "S1000",
        "dialog",
        "tillit",
    ]


def test_the_schema_as_it_stands_admits_a_large_study(tmp_path):
    write_study(tmp_path / "data", 1_100)
    own, schemas = read_schemas(DATA), read_schemas(tmp_path / "data")
    assert all(schema == own[name] for name, schema in schemas.items()) and "excerpts" in schemas
    assert load(tmp_path / "data").excerpts["excerpt_id"].iloc[-1] == "S1100"
