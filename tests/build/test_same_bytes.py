"""Builds of the same sources differ only in where the date and the commit are told."""

import os
import subprocess
import sys
import zipfile

import pytest
from small_book import lay_out, write_chapter

from compendium.build.building import html_folder, site_archive

pytestmark = pytest.mark.whole_book

# The page that names the commit, its notebook, and the index of its words.
TELLING = {"index.html", "index.ipynb", "searchindex.js"}


def build(root, **environment):
    clean = {
        name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH" and not name.startswith("GIT_")
    }
    done = subprocess.run(
        [sys.executable, "-m", "compendium", "book"],
        cwd=root,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = html_folder(root)
    with zipfile.ZipFile(site_archive(root)) as file:
        packed = {entry.filename.partition("/")[2]: file.read(entry) for entry in file.infolist()}
        dates = {entry.date_time for entry in file.infolist()}
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert packed == files
    return files, dates


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """The same book as a commit knows it, and as a folder without history of another date, on a machine without git."""
    folder = tmp_path_factory.mktemp("same")
    for name in ("commit", "folder"):
        lay_out(folder / name)
        write_chapter(folder / name, "print(1)")
        (folder / name / "index.md").write_text("# En bok\n\n```{edition}\n```\n", encoding="utf-8")
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First", "--date", "@1700000000"]):
        environment = {**os.environ, "GIT_COMMITTER_DATE": "@1700000000 +0000"}
        subprocess.run(["git", *identity, *command], cwd=folder / "commit", check=True, env=environment)
    (folder / "empty").mkdir()
    return {
        "commit": build(folder / "commit"),
        "folder": build(folder / "folder", SOURCE_DATE_EPOCH="86400", PATH=str(folder / "empty")),
    }


def test_only_what_tells_the_commit_differs(builds):
    (one, _), (two, _) = builds["commit"], builds["folder"]
    assert sorted(one) == sorted(two)
    assert {name for name in one if one[name] != two[name]} == TELLING
    assert "index.png" in one


def test_the_zip_file_tells_the_date(builds):
    assert builds["commit"][1] == {(2023, 11, 14, 22, 13, 20)}
    # A zip file knows no time before 1980.
    assert builds["folder"][1] == {(1980, 1, 1, 0, 0, 0)}
