"""The rule that a skipped test fails the run is itself kept."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run(folder, body, *options):
    shutil.copy(Path(__file__).with_name("conftest.py"), folder)
    (folder / "test_probe.py").write_text(f"import pytest\n\n\ndef test_probe():\n    {body}\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *options, folder], cwd=folder, capture_output=True, text=True
    )


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_skipped_test_fails_the_run(tmp_path, options):
    done = run(tmp_path, "pytest.skip('no time')", *options)
    assert done.returncode == 1
    assert "A skipped test is a failure here" in done.stdout


def test_passing_test_passes(tmp_path):
    assert run(tmp_path, "assert True").returncode == 0
