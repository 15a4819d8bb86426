"""A fingerprint changes with names and contents, and with nothing else."""

import os

from compendium.checkout.files import files_below, fingerprint


def tree(folder):
    (folder / "data").mkdir()
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
