"""The commit of a repository, and none where there is no history."""

import os
import shutil
import subprocess

from compendium.checkout.dating import source_date
from compendium.checkout.revision import revision


def git(folder, *command):
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", "-C", folder, *identity, *command], check=True, capture_output=True)


def test_commit_and_changes_are_named(tmp_path):
    git(tmp_path, "init")
    (tmp_path / "a").write_text("1")
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-m", "First")
    first = revision(tmp_path)
    assert len(first) == 12 and int(first, 16)
    (tmp_path / "a").write_text("2")
    assert revision(tmp_path) == f"{first}-dirty"
    # A folder below, as of a zip unpacked inside a repository, has no history of its own.
    (tmp_path / "below").mkdir()
    assert revision(tmp_path / "below") == ""


def test_a_checkout_of_another_owner_is_asked_all_the_same(tmp_path, monkeypatch):
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "-m", "First")
    named = revision(tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    refused = subprocess.run(["git", "-C", tmp_path, "log"], capture_output=True, text=True)
    assert "dubious ownership" in refused.stderr
    assert named and revision(tmp_path) == named
    assert source_date(tmp_path, []) > 0


def test_zip_has_none(tmp_path, monkeypatch):
    assert revision(tmp_path) == ""
    assert shutil.which("git")
    monkeypatch.setenv("PATH", "")
    assert revision(tmp_path) == ""
