"""The book as one file, and its date."""

import os
import subprocess
import zipfile

import pytest

from compendium.checkout.dating import BadDate, source_date
from compendium.checkout.packing import TOP, pack


def test_equal_files_give_equal_archives_whenever_they_were_written(tmp_path):
    book = tmp_path / "html"
    (book / "b").mkdir(parents=True)
    for name in ("index.html", "b/c.css"):
        (book / name).write_text(name)
    pack(book, tmp_path / "one.zip", 1_700_000_000)
    os.utime(book / "index.html", (1, 1))
    pack(book, tmp_path / "two.zip", 1_700_000_000)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as file:
        assert file.namelist() == [f"{TOP}/b/c.css", f"{TOP}/index.html"]
        assert {entry.date_time for entry in file.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert file.read(f"{TOP}/index.html") == b"index.html"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["html", "one.zip", "two.zip"]


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    path = tmp_path / "index.md"
    path.write_text("# Bok")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return path


def commit(folder, date):
    identity = {f"GIT_{role}_{what}": "test" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for command in (["init", "-q"], ["add", "index.md"], ["commit", "-q", "-m", "Begin"]):
        environment = {**os.environ, **identity, "GIT_COMMITTER_DATE": f"{date} +0000"}
        subprocess.run(["git", *command], cwd=folder, check=True, env=environment)


def test_date_is_that_of_the_newest_source_without_history(source, tmp_path):
    assert source_date(tmp_path, [source]) == 1_600_000_000


def test_date_is_that_of_the_commit(source, tmp_path):
    commit(tmp_path, 1_650_000_000)
    assert source_date(tmp_path, [source]) == 1_650_000_000


def test_history_of_a_folder_further_up_does_not_count(source, tmp_path):
    commit(tmp_path, 1_650_000_000)
    inner = tmp_path / "copy"
    inner.mkdir()
    assert source_date(inner, [source]) == 1_600_000_000


def test_environment_wins_and_must_be_a_number(source, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert source_date(tmp_path, [source]) == 1_500_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "i går")
    with pytest.raises(BadDate, match="'i går'; it has to be a whole number"):
        source_date(tmp_path, [source])
