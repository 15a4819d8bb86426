import json
import os

from compendium.checkout.files import ROOT


def test_repo2docker_recognises_the_repository(run_tool, monkeypatch):
    monkeypatch.chdir(ROOT)
    found = json.loads(run_tool("detect_binder.py"))
    assert (found["buildpack"], found["folder"], found["python"]) == ("PythonBuildPack", ".binder", "3.11")
    assert any('-r ".binder/requirements.txt"' in script for script in found["install"])
    assert found["after"] == [".binder/postBuild"] and found["start"] is None
    assert os.access(ROOT / ".binder" / "postBuild", os.X_OK)
    # The checkout is installed before the book is built from it.
    done = (ROOT / ".binder" / "postBuild").read_text(encoding="utf-8")
    assert 0 < done.index("pip install --no-deps --no-build-isolation -e .") < done.index("-m compendium book")
    # The lock lies elsewhere, so nothing may be installed before the whole repository is there.
    assert not any("requirements.txt" in script for script in found["early"])
