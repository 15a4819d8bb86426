"""Every page is valid HTML and has no fault that axe knows, on light and on dark ground."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from visiting import wait_until, watched_page

CHECKERS = Path(__file__).parent / "node_modules"
AXE = CHECKERS / "axe-core" / "axe.min.js"
VNU = CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
MISSING = "{} is missing; `make test` brings it"


@pytest.mark.other_software
def test_every_page_is_valid_html(html, pages):
    assert shutil.which("java"), MISSING.format("java")
    assert VNU.exists(), MISSING.format(VNU)
    command = ["java", "-jar", str(VNU), "--errors-only", "--exit-zero-always", "--format", "json", "--stdout", *pages]
    done = subprocess.run(command, cwd=html, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"vnu needs Java 17 or newer: {done.stderr}"
    found = json.loads(done.stdout)["messages"]
    faults = [f"{fault['url'].split('/html/')[-1]}:{fault.get('lastLine')}: {fault['message']}" for fault in found]
    assert faults == []


# The rules that judge colours; axe's stricter one, of level AAA, is none of its default rules.
COLOURS = ["color-contrast", "link-in-text-block"]
START = """(options) => {
  window.faults = axe.run(document, {...options, resultTypes: ["violations"]}).then((result) =>
    result.violations.flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${fault.help}: ${node.html.slice(0, 200)}`)));
  return null;
}"""


DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 800}
# Colours are the same on a phone as on a desktop, and take axe most of its time.
WITHOUT_COLOURS = {"rules": {rule: {"enabled": False} for rule in COLOURS}}


def axe_in_turn(names, tabs, address):
    """What axe finds on each page on a phone; while one tab is judged, the next is already at work."""
    assert AXE.exists(), MISSING.format(AXE)
    script = AXE.read_text(encoding="utf-8")
    started = []
    for place, name in enumerate([*names, *[None] * (len(tabs) - 1)]):
        if name is not None:
            tab = tabs[place % len(tabs)]
            tab.set_viewport_size(PHONE)
            tab.emulate_media(color_scheme="light", reduced_motion="reduce")
            tab.goto(address + name)
            tab.evaluate(script)
            tab.evaluate(START, WITHOUT_COLOURS)
            started.append((name, tab))
        if place >= len(tabs) - 1:
            name, tab = started.pop(0)
            yield name, tab, tab.evaluate("window.faults")


def axe(tab, options):
    tab.evaluate(START, options)
    return tab.evaluate("window.faults")


@pytest.fixture(scope="module")
def faults(browser, pages, address):
    """What axe finds on each page, by where: on a phone, on light ground, in the colours on dark ground."""
    tabs = [watched_page(browser, address) for _ in range(2)]
    found = {"phone": {}, "light": {}, "dark": {}}
    for name, tab, phone in axe_in_turn(pages, tabs, address):
        found["phone"][name] = phone
        tab.set_viewport_size(DESKTOP)
        found["light"][name] = axe(tab, {})
        tab.emulate_media(color_scheme="dark", reduced_motion="reduce")
        # The page for a missing address stands alone, without the theme, and follows the browser.
        wait_until(tab, "(document.documentElement.dataset.theme ?? 'dark') === 'dark'")
        found["dark"][name] = axe(tab, {"runOnly": COLOURS})
    for tab in tabs:
        tab.context.close()
    return found


@pytest.mark.parametrize("where", ["phone", "light", "dark"])
def test_axe_finds_no_fault(faults, pages, where):
    assert list(faults[where]) == pages
    assert {name: found for name, found in faults[where].items() if found} == {}
