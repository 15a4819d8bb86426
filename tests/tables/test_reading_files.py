"""From a file to rows: texts as they are meant, each row with the line on which it starts, and what is wrong with the file."""

import os
import unicodedata
from pathlib import Path

import pytest

from compendium.tables.reading import Rows, read_rows
from compendium.tables.schema import Column, TableSchema

SCHEMA = TableSchema("t", "t.csv", (Column("id", "string"), Column("text", "string")), ("id",), ())


def read(tmp_path, content):
    folder = tmp_path / "data"
    folder.mkdir(exist_ok=True)
    (folder / "t.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    rows, problems = read_rows(folder, SCHEMA)
    # They are sorted together with those of other files, which have columns.
    assert all(isinstance(problem.column, str) for problem in problems)
    return rows, list(map(str, problems))


def test_rows_know_the_line_on_which_they_start(tmp_path):
    rows, problems = read(tmp_path, 'id,text\na,"one\ntwo"\n\nb,\nc,"x, ""y"""')
    assert problems == []
    assert rows == Rows([2, 5, 6], {"id": ["a", "b", "c"], "text": ["one\ntwo", "", 'x, "y"']})
    assert list(rows.of("text", "id")) == [(2, "one\ntwo", "a"), (5, "", "b"), (6, 'x, "y"', "c")]


@pytest.mark.parametrize("count", [0, 1, 400])
def test_every_row_is_read_however_many_there_are(tmp_path, count):
    rows, problems = read(tmp_path, "id,text\n" + "".join(f"r{number},{number * 'x'}\n" for number in range(count)))
    assert problems == []
    assert rows == Rows(
        list(range(2, count + 2)),
        {"id": [f"r{number}" for number in range(count)], "text": [number * "x" for number in range(count)]},
    )


def test_columns_may_stand_in_another_order_and_texts_are_composed(tmp_path):
    rows, problems = read(tmp_path, '\ufefftext,id\r\nbla\u030abær,a\r\n"to\r\nlinjer",b\r\n')
    assert problems == []
    assert rows == Rows(
        [2, 3], {"text": [unicodedata.normalize("NFC", "bla\u030abær"), "to\nlinjer"], "id": ["a", "b"]}
    )


def test_short_texts_that_rows_share_are_kept_once(tmp_path):
    rows, _ = read(tmp_path, "id,text\nsame,same\nother,same\n")
    assert rows.cells["id"][0] is rows.cells["text"][0] is rows.cells["text"][1]


def test_every_row_of_another_length_is_told_and_the_others_are_read(tmp_path):
    rows, problems = read(tmp_path, 'id,text\na\n"b\nb",x,y\nc,x\n')
    assert problems == [
        "data/t.csv:2: has 1 cells, the header has 2; quote a cell that holds a comma",
        "data/t.csv:3: has 3 cells, the header has 2; quote a cell that holds a comma",
    ]
    assert rows == Rows([5], {"id": ["c"], "text": ["x"]})


def test_every_lone_carriage_return_is_told_with_its_line(tmp_path):
    said = "holds a carriage return that ends no line; save the file with the line ends of Unix (LF) or Windows (CRLF)"
    rows, problems = read(tmp_path, "id,text\na,x\ry\nb,z\r\nc,x\ry\r\n")
    assert problems == [f"data/t.csv:2: {said}", f"data/t.csv:4: {said}"]
    assert rows.cells == {"id": ["a", "b", "c"], "text": ["x y", "z", "x y"]}
    # Such line ends hide the header; that is not told as well.
    assert read(tmp_path, "id,text\ra,x\r") == (None, [f"data/t.csv:1: {said}"])


def test_a_header_is_told_all_that_is_wrong_with_it(tmp_path):
    assert read(tmp_path, "text,text,name,name\n") == (
        None,
        [
            "data/t.csv:1: id: the column is missing",
            "data/t.csv:1: name: is no column of this table; describe it in datapackage.json or remove it",
            "data/t.csv:1: text: the column stands twice",
        ],
    )


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_an_empty_file_is_told_its_first_line(tmp_path, content):
    assert read(tmp_path, content) == (None, ["data/t.csv:1: the file is empty; its first line should be id,text"])


def test_what_is_no_csv_is_told_with_its_line(tmp_path):
    assert read(tmp_path, 'id,text\na,x\nb,"y"z\nc,x\n') == (
        None,
        ["data/t.csv:3: is not CSV: ',' expected after '\"'"],
    )


def test_what_is_no_utf8_is_told_with_its_line(tmp_path):
    rows, (problem,) = read(tmp_path, "id,text\na,x\nb,".encode() + "blå".encode("latin-1") + b"\n")
    assert rows is None and problem.startswith("data/t.csv:3: byte 0xe5 is not UTF-8; save the file as UTF-8")


def test_a_file_that_is_not_there_or_leads_to_itself_is_told(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    rows, problems = read_rows(folder, SCHEMA)
    assert rows is None and list(map(str, problems)) == ["data/t.csv:1: is missing"]
    (folder / "t.csv").symlink_to(folder / "t.csv")
    rows, problems = read_rows(folder, SCHEMA)
    assert rows is None and list(map(str, problems)) == [
        "data/t.csv:1: can't be read: Too many levels of symbolic links"
    ]


def test_a_file_that_the_disk_does_not_give_is_told(tmp_path, monkeypatch):
    def fails(*arguments, **options):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fails)
    (tmp_path / "data").mkdir()
    os.close(os.open(tmp_path / "data" / "t.csv", os.O_CREAT))
    rows, problems = read_rows(tmp_path / "data", SCHEMA)
    assert rows is None and list(map(str, problems)) == ["data/t.csv:1: can't be read: Input/output error"]
