import json
import os

from analysis.fingerprint import ROOT


def test_repo2docker_recognises_the_repository(run_tool, monkeypatch):
    monkeypatch.chdir(ROOT)
    found = json.loads(run_tool("detect_binder.py"))
    assert (found["buildpack"], found["folder"], found["python"]) == ("PythonBuildPack", ".binder", "3.11")
    assert any('-r ".binder/requirements.txt"' in script for script in found["install"])
    assert found["after"] == [".binder/postBuild"] and found["start"].endswith("/.binder/start")
    assert all(os.access(ROOT / ".binder" / name, os.X_OK) for name in ("postBuild", "start"))
    # The lock lies elsewhere, so nothing may be installed before the whole repository is there.
    assert not any("requirements.txt" in script for script in found["early"])
    assert (ROOT / ".binder" / "requirements.txt").read_text().split() == ["-r", "../requirements.txt"]
