"""What the repository consists of is written down once; a fingerprint changes with names and contents alone."""

import os

from compendium.checkout.files import BOOK_SOURCES, MAKERS, ROOT, SOURCES, copy_files, files_below, fingerprint
from compendium.checkout.git import ask_git


def tree(folder):
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a.csv").write_text("1")
    (folder / "lock.txt").write_text("x")
    return folder


def test_content_and_name_count(tmp_path):
    root = tree(tmp_path)
    first = fingerprint(["data", "lock.txt"], root)
    (root / "data" / "a.csv").write_text("2")
    changed = fingerprint(["data", "lock.txt"], root)
    (root / "data" / "a.csv").rename(root / "data" / "b.csv")
    renamed = fingerprint(["data", "lock.txt"], root)
    assert len({first, changed, renamed}) == 3


def test_time_caches_and_hidden_files_do_not_count(tmp_path):
    root = tree(tmp_path)
    before = fingerprint(["data", "lock.txt"], root)
    os.utime(root / "data" / "a.csv", (1, 1))
    for name in (".hidden", "__pycache__/x.pyc"):
        path = root / "data" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("noise")
    assert fingerprint(["data", "lock.txt"], root) == before
    assert [file.name for file in files_below([root / "data"])] == ["a.csv"]
    # What is named is meant, hidden or not.
    assert [file.name for file in files_below([root / "data" / ".hidden"])] == [".hidden"]


def test_the_table_of_sources_names_all_that_is_versioned():
    # Nothing where Git knows nothing, as in an archive, which has other files beside its sources.
    versioned = set(ask_git(ROOT, "ls-files").splitlines())
    files = {path.relative_to(ROOT).as_posix() for path in files_below(ROOT / source.path for source in SOURCES)}
    assert versioned - files - {"README.md"} == set()
    assert len({source.path for source in SOURCES}) == len(SOURCES)


def test_results_are_made_from_what_the_book_is_made_from():
    assert {name.partition("/")[0] for name in MAKERS} < set(BOOK_SOURCES)
    assert all((ROOT / name).exists() for name in MAKERS)


def test_a_copy_has_what_is_named_and_nothing_made_from_it(tmp_path):
    root = tree(tmp_path / "root")
    (root / "data" / "__pycache__").mkdir()
    (root / "data" / "__pycache__" / "x.pyc").write_text("noise")
    (root / "other.txt").write_text("y")
    assert copy_files(["data", "lock.txt", "missing"], tmp_path / "copy", root) == 2
    assert [file.name for file in files_below([tmp_path / "copy"])] == ["a.csv", "lock.txt"]
