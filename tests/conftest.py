"""A skipped test is a failure: what can't be tested must be said, not passed over."""

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is says nothing about whether a property holds.
settings.register_profile("compendium", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("compendium")


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"A skipped test is a failure here: {report.nodeid}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    # Processes that run a part of the tests have none; they report to one that has.
    if exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
