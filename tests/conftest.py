"""What holds for all tests: a skipped one is a failure, since what can't be tested must be said, not passed over."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
# Scripts for the other software, in an environment of its own, that the exports are tried on.
OTHER_SOFTWARE = ROOT / "tests" / "other_software"

# How fast a machine is says nothing about whether a property holds.
settings.register_profile("compendium", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("compendium")

# What a test needs, by the fixture that brings it; other needs are marked where they arise.
NEEDS = {"browser": "browser", "formats_python": "other_software", "machines": "linux"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        for fixture in NEEDS.keys() & set(item.fixturenames):
            item.add_marker(NEEDS[fixture])
        if item.path.parent == ROOT / "tests" / "book":
            item.add_marker("whole_book")
    # Files are handed out whole; one that builds or browses comes first, so that no long one is left for the end.
    items.sort(key=lambda item: item.get_closest_marker("whole_book") is None)


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"A skipped test is a failure here: {report.nodeid}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    # Processes that run a part of the tests have none; they report to one that has.
    if exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def formats_python() -> Path:
    """The Python of the environment that holds the other software."""
    python = ROOT / ".venv-formats" / "bin" / "python"
    assert python.exists(), "there is no .venv-formats: `make .venv-formats/ready` makes it"
    return python


@pytest.fixture(scope="session")
def run_tool(formats_python):
    """Runs a script of `other_software/` with that Python; returns what it printed."""

    def run(script: str, *arguments) -> str:
        done = subprocess.run(
            [formats_python, OTHER_SOFTWARE / script, *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
