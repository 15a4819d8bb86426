"""Other software, in an environment of its own, that the exports are tried on."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(__file__).parent / "tools"


@pytest.fixture(scope="session")
def formats_python() -> Path:
    """The Python of the environment that holds the other software."""
    python = ROOT / ".venv-formats" / "bin" / "python"
    assert python.exists(), "there is no .venv-formats: `make .venv-formats/ready` makes it"
    return python


@pytest.fixture(scope="session")
def run_tool(formats_python):
    """Runs a script of `tools/` with that Python; returns what it printed."""

    def run(script: str, *arguments) -> str:
        done = subprocess.run(
            [formats_python, TOOLS / script, *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
