"""Results on a small scale: how they are computed, kept in files, read back, and held against others, exactly."""

import datetime

import pandas as pd
import pytest

from compendium.artefacts.language import LANGUAGES
from compendium.artefacts.value_labels import Link, LinkedText
from compendium.results import store
from compendium.results.comparison import Change, Comparison, compare, same_value
from compendium.results.parts import Part, Parts, Sheet, bilingual, sheet

TABLE = Parts(
    "tab-a-b",
    "table",
    {
        Part("page"): "metode",
        Part("data"): Sheet(("code_id", "n"), (("trust", "1"), ("size, of all", ""))),
        Part("headings"): {"code_id": {"nb": "Kode", "en": "Code"}, "n": "n"},
        Part("labels"): {"code": {"trust": {"nb": "Tillit", "en": "Trust"}}},
        Part("caption", "nb"): "Kodene.",
        Part("alt", "nb"): "To koder.",
        Part("caption", "en"): "The codes.",
    },
)
FIGURE = Parts(
    "fig-a",
    "figure",
    {
        Part("page"): "resultat",
        Part("data"): Sheet(("n",), (("1",),)),
        Part("spec"): {"mark": "bar", "a": [1, {"b": 2.5}]},
        Part("title", "nb"): "På nytt",
    },
)
NUMBER = Parts("n_codes", "number", {Part("value"): 7})
RESULTS = {result.id: result for result in (TABLE, FIGURE, NUMBER)}
FILES = {
    "numbers.json": '{"n_codes": 7}\n',
    "tables/tab-a-b.csv": 'code_id,n\ntrust,1\n"size, of all",\n',
    "tables/tab-a-b.json": """{
 "alt": {"nb": "To koder."},
 "caption": {"en": "The codes.", "nb": "Kodene."},
 "headings": {"code_id": {"en": "Code", "nb": "Kode"}, "n": "n"},
 "labels": {"code": {"trust": {"en": "Trust", "nb": "Tillit"}}},
 "page": "metode"
}
""",
    "figures/fig-a.csv": "n\n1\n",
    "figures/fig-a.json": '{"page": "resultat", "spec": {"a": [1, {"b": 2.5}], "mark": "bar"}, "title": {"nb": "På nytt"}}\n',
}


# The folder


def test_each_result_has_its_files_and_lines():
    assert store.files(RESULTS) == FILES
    assert store.files({}) == {"numbers.json": "{}\n"}


def test_what_is_written_is_there_alone_and_reads_back(tmp_path):
    folder = tmp_path / "new" / "results"
    assert store.read(folder) == {} and store.read_record(folder) == {} and store.read_pages(folder) == {}
    store.write(RESULTS, folder)
    assert {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*.*")} == FILES
    assert store.read(folder) == RESULTS and list(store.read(folder)) == ["fig-a", "n_codes", "tab-a-b"]
    assert store.read_pages(folder) == {"tab-a-b": "metode", "fig-a": "resultat"}


def test_writing_leaves_what_is_no_result_and_what_is_current(tmp_path):
    store.write(RESULTS, tmp_path)
    (tmp_path / "run.json").write_text('{"python": "3.11"}', encoding="utf-8")
    (tmp_path / "README.md").write_text("How to read this.", encoding="utf-8")
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    store.write({"n_codes": NUMBER}, tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == {
        "run.json",
        "README.md",
        "numbers.json",
    }
    assert (tmp_path / "numbers.json").stat().st_mtime_ns == before["numbers.json"]
    assert not list(tmp_path.glob("*/*.*"))
    assert store.read_record(tmp_path) == {"python": "3.11"}


def test_lines_within_cells_and_quotation_marks_are_kept(tmp_path):
    rows = (("to\nlinjer", '"sitat", sa hun'), ("", "å"))
    store.write({"tab-a": Parts("tab-a", "table", {Part("data"): Sheet(("A", "B"), rows)})}, tmp_path)
    assert store.read(tmp_path)["tab-a"].parts == {Part("data"): Sheet(("A", "B"), rows)}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("numbers.json", b"{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("figures/fig-a.json", b"\xff", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        ("tables/tab-a.json", b"", "Expecting value: line 1 column 1 (char 0)"),
        ("tables/tab-a.csv", b"A,B\n1,2\n3\n", "row 2 has 1 cells, the header has 2"),
        ("tables/tab-a.csv", b'A\n"1"2\n', "',' expected after '\"'"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_remedy(tmp_path, name, content, said):
    folder = tmp_path / "results"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).with_suffix(".json").write_text("{}", encoding="utf-8")
    (folder / name).write_bytes(content)
    with pytest.raises(store.ResultsError) as caught:
        store.read(folder)
    assert (
        str(caught.value)
        == f"results/{name}: can't be read: {said}. Restore it from git, or renew all of them: python -m compendium lock"
    )


# Taking apart


def test_every_kind_of_cell_is_plain():
    frame = pd.DataFrame(
        {
            "text": ["a", LinkedText(("se ", Link("S001", "rad")))],
            "flag": [True, False],
            1: [1, 2],
            "float": [0.5, float("nan")],
            "whole": pd.array([3, pd.NA], dtype="Int64"),
            "any": [None, datetime.date(2026, 12, 1)],
        }
    )
    found = sheet(frame.astype({"flag": object}))
    assert found == Sheet(
        ("text", "flag", "1", "float", "whole", "any"),
        (("a", "True", 1, 0.5, 3, ""), ("se S001", "False", 2, "", "", "2026-12-01")),
    )
    assert [type(cell) for cell in found.rows[0]] == [str, str, int, float, int, str]


def test_what_the_languages_share_stands_once():
    shared = {"mark": "bar", "title": {"text": "x"}, "values": [{"n": 1, "code": "a"}]}
    assert bilingual([shared, shared], LANGUAGES) == shared
    assert bilingual([{"a": ["x", 1]}, {"a": ["y", 1]}], LANGUAGES) == {"a": [{"nb": "x", "en": "y"}, 1]}
    assert bilingual([{"a": ["x"]}, {"a": ["x", "y"]}], LANGUAGES) == {"a": {"nb": ["x"], "en": ["x", "y"]}}
    assert bilingual([{"a": 1}, {"b": 1}], LANGUAGES) == {"a": {"nb": 1, "en": None}, "b": {"nb": None, "en": 1}}
    assert bilingual(["x"], ["nb"]) == "x"


# Comparing


def changed(old, new, part=Part("data")):
    """What is told of one part that was so and is so."""
    (found,) = compare({"x": Parts("x", "table", {part: old})}, {"x": Parts("x", "table", {part: new})})
    assert found.state == ("differs" if found.changes else "same") and all(
        change.part == part for change in found.changes
    )
    return [(change.place, change.column, change.old, change.new) for change in found.changes]


def table(*rows, columns="AB"):
    return Sheet(tuple(columns), tuple(map(tuple, rows)))


def test_numbers_are_the_same_up_to_the_last_digits_however_large():
    assert (
        same_value(1e12, 1e12 + 1)
        and same_value(0, 1e-10)
        and same_value(3, 3.0)
        and same_value("x", "x")
        and same_value(None, None)
    )
    assert (
        not same_value(1e12, 1e12 + 1e4)
        and not same_value(0, 1e-8)
        and not same_value(1, "1")
        and not same_value("1", 1)
    )
    assert not same_value(True, 2) and not same_value(0.5, None)


def test_every_result_of_either_side_has_its_state_and_page():
    lost = Parts("tab-b", "table", {Part("page"): "metode"})
    was = {result.id: result for result in (NUMBER, TABLE, lost, FIGURE)}
    other = Parts("n_codes", "number", {Part("value"): 8})
    computed = [
        Parts("fig-a", "figure", error="KeyError: 'x'"),
        Parts("fig-b", "figure", {Part("page"): "funn"}),
        other,
        TABLE,
    ]
    assert compare(was, {result.id: result for result in computed}) == [
        # The page of what fails is known from before.
        Comparison("fig-a", "figure", "resultat", "failed", error="KeyError: 'x'"),
        Comparison("fig-b", "figure", "funn", "new"),
        Comparison("n_codes", "number", "", "differs", (Change(Part("value"), "", 7, 8),)),
        Comparison("tab-a-b", "table", "metode", "same"),
        Comparison("tab-b", "table", "metode", "missing"),
    ]
    moved = Parts("tab-b", "table", {Part("page"): "funn"})
    assert compare({"tab-b": lost}, {"tab-b": moved}) == [
        Comparison("tab-b", "table", "funn", "differs", (Change(Part("page"), "", "metode", "funn"),))
    ]
    failed = Parts("tab-b", "table", error="KeyError: 'x'")
    assert [one.state for one in compare({"tab-b": failed}, {"tab-b": lost})] == ["new"]


def test_parts_come_data_first_and_those_that_come_or_go_are_told_in_short():
    spec, rows = {"mark": "bar"}, table(("x", 1))
    old = {
        Part("title", "nb"): "Før",
        Part("caption", "nb"): "a",
        Part("spec", "en"): spec,
        Part("data", "en"): rows,
        Part("alt", "en"): "a",
        Part("page"): "funn",
    }
    new = {
        Part("spec", "nb"): spec,
        Part("data", "nb"): rows,
        Part("caption", "nb"): "b",
        Part("alt", "en"): "b",
        Part("page"): "metode",
        Part("title", "en"): "New",
    }
    (found,) = compare({"x": Parts("x", "figure", old)}, {"x": Parts("x", "figure", new)})
    assert list(found.changes) == [
        Change(Part("data", "en"), "all of it", "1 rows", None),
        Change(Part("data", "nb"), "all of it", None, "1 rows"),
        Change(Part("title", "en"), "all of it", None, "New"),
        Change(Part("title", "nb"), "all of it", "Før", None),
        Change(Part("caption", "nb"), "", "a", "b"),
        Change(Part("alt", "en"), "", "a", "b"),
        Change(Part("page"), "", "funn", "metode"),
        Change(Part("spec", "en"), "all of it", "1 keys", None),
        Change(Part("spec", "nb"), "all of it", None, "1 keys"),
    ]


def test_a_number_told_by_a_text_keeps_its_value():
    assert changed(table(("x", "7"), ("y", "0.5")), table(("x", 7), ("y", 0.5))) == []
    assert changed(table(("x", "seven"), ("y", "7.5")), table(("x", 7), ("y", 7))) == [
        ("row x", "B", "seven", 7),
        ("row y", "B", "7.5", 7),
    ]
    assert changed(table(("x", "7")), table(("x", "07"))) == [("row x", "B", "7", "07")]


def test_rows_are_known_by_as_many_columns_as_it_takes():
    old = table(("a", "x", "1", "p"), ("a", "y", "1", "p"), ("b", "x", "1", "p"), columns="abcd")
    assert changed(old, table(("a", "x", "1", "p"), ("a", "y", "2", "p"), ("b", "x", "1", "p"), columns="abcd")) == [
        ("row a / y", "c", "1", "2")
    ]
    # The column that has most in common, the first of two that have as much.
    assert changed(table(("1", "x"), ("2", "y")), table(("8", "x"), ("9", "y"))) == [
        ("row x", "A", "1", "8"),
        ("row y", "A", "2", "9"),
    ]
    assert changed(table(("1", "x"), ("2", "y")), table(("1", "x"), ("2", "z"))) == [("row 2", "B", "y", "z")]
    # All columns together, and none at all.
    assert changed(table("ax", "ay", "bx"), table("ax", "ay", "by")) == [
        ("row b / x", "", "b | x", None),
        ("row b / y", "", None, "b | y"),
    ]
    assert changed(table("a1"), table("b2")) == [("row 1", "A", "a", "b"), ("row 1", "B", "1", "2")]
    assert changed(table("ax", "ax"), table("ax", "ax", "by")) == [("row 3", "", None, "b | y")]


def test_every_row_that_comes_and_every_cell_that_changes_is_told():
    assert changed(table("a1", "b1"), table("c1", "a2", "d1", "b2")) == [
        ("row c", "", None, "c | 1"),
        ("row a", "B", "1", "2"),
        ("row d", "", None, "d | 1"),
        ("row b", "B", "1", "2"),
    ]
    assert changed(table("a1", "b1", "c1"), table("a1", "c1", "b1")) == [
        ("order of rows, from the first that moved", "", "b", "c")
    ]


def test_columns_that_come_go_move_or_share_a_name():
    assert changed(table("a1"), table("1a", columns="BA")) == [("columns", "", "A, B", "B, A")]
    assert changed(table("a1"), table("a", columns="A")) == [("columns", "", "A, B", "A")]
    # Columns of one name are compared by place, and not at all when others come between.
    assert changed(table("a12", columns="abb"), table("a13", columns="abb")) == [("row a", "b", "2", "3")]
    assert changed(table("a12", columns="abb"), table("a912", columns="acbb")) == [
        ("columns", "", "a, b, b", "a, c, b, b")
    ]


def test_specs_of_another_shape_are_told_where_they_part():
    part = Part("spec", "nb")
    old = {"mark": "bar", "layer": [{"a": 1}, {"b": {"c": 2}}], "size": {"x": 1}}
    new = {"mark": {"type": "bar"}, "layer": [{"a": 1}, {"b": {"c": 3}}], "size": [1], "width": 5}
    assert changed(old, new, part) == [
        ("layer[1].b.c", "", 2, 3),
        ("mark", "", "bar", {"type": "bar"}),
        ("size", "", {"x": 1}, [1]),
        ("width", "", None, 5),
    ]
    assert changed({"a": [1]}, {"a": [1, 2]}, part) == [("a", "", [1], [1, 2])] and changed(
        {"a": [1]}, {"a": "x"}, part
    ) == [("a", "", [1], "x")]
    assert changed({"a": "x"}, {"a": [1]}, part) == [("a", "", "x", [1])]
    # A part that was of another kind altogether.
    assert changed({"a": 1}, "x", part) == [("", "", {"a": 1}, "x")] and changed("x", table("a1"), part) == [
        ("", "", "x", table("a1"))
    ]


def test_only_data_that_a_spec_repeats_are_left_out():
    spec = {"data": {"values": [1]}, "mark": "bar"}
    old = {Part("data", language): table(("a", 1)) for language in ("nb", "en")} | {
        Part("spec", language): spec for language in ("nb", "en")
    }
    other = {"data": {"values": [2]}, "mark": "bar"}
    new = {
        **old,
        Part("data", "nb"): table(("a", 2)),
        Part("spec", "nb"): other,
        Part("spec", "en"): other,
        Part("caption", "nb"): "data.values",
    }
    (found,) = compare({"x": Parts("x", "figure", old)}, {"x": Parts("x", "figure", new)})
    assert [(change.part, change.place) for change in found.changes] == [
        (Part("data", "nb"), "row a"),
        (Part("caption", "nb"), "all of it"),
        (Part("spec", "en"), "data.values[0]"),
    ]
