"""pybtex looks a plugin up in the installed packages each time, and with the patch once."""

import inspect

import pybtex.plugin
import pytest

from compendium.patches import pybtex_plugin_lookup


@pytest.fixture
def looked_up(monkeypatch):
    """The groups of plugins that pybtex has looked through, which another test may have kept it from."""
    groups, entry_points = [], pybtex.plugin.entry_points

    def noted(**asked):
        groups.append(asked["group"])
        return entry_points(**asked)

    monkeypatch.setattr(pybtex.plugin, "entry_points", noted)
    monkeypatch.setattr(pybtex.plugin, "find_plugin", inspect.unwrap(pybtex.plugin.find_plugin))
    return groups


def look_up_twice():
    return [pybtex.plugin.find_plugin("pybtex.style.names", "plain") for _ in range(2)]


def test_still_needed(looked_up):
    look_up_twice()
    assert looked_up.count("pybtex.style.names") == 2


def test_a_plugin_is_looked_up_once(looked_up):
    expected = look_up_twice()
    looked_up.clear()
    pybtex_plugin_lookup.setup(None)
    assert look_up_twice() == expected and looked_up.count("pybtex.style.names") == 1
