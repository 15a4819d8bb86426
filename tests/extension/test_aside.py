"""What no page waits for is made in a process of its own, fails the build if it fails, and ends with it."""

import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from compendium.artefacts.drawing import write_picture
from compendium.book import ROOT
from compendium.book.aside import FEW, begin, later, wait

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'
MANY = ["page"] * (FEW + 1)
# A build that waits for long work, and says which process does it.
BUILD = """
import multiprocessing, time
from types import SimpleNamespace
from compendium.book.aside import FEW, begin, later, wait
app = SimpleNamespace(compendium_aside=None, compendium_waiting=[])
begin(app, None, ["page"] * (FEW + 1))
later(app, time.sleep, 60)
print(*(child.pid for child in multiprocessing.active_children()), flush=True)
wait(app, None)
"""


@pytest.fixture
def app():
    app = SimpleNamespace(compendium_aside=None, compendium_waiting=[])
    yield app
    if app.compendium_aside:
        app.compendium_aside.shutdown(wait=False, cancel_futures=True)


def test_files_of_a_few_pages_are_made_at_once(app, tmp_path):
    begin(app, None, MANY[:FEW])
    later(app, write_picture, SVG, tmp_path / "a.png")
    assert (tmp_path / "a.png").exists() and app.compendium_aside is None
    wait(app, None)


def test_a_build_waits_for_what_another_process_makes(app, tmp_path):
    begin(app, None, MANY)
    pictures = [tmp_path / f"{name}.png" for name in "abc"]
    for picture in pictures:
        later(app, write_picture, SVG, picture)
    wait(app, None)
    assert all(picture.exists() for picture in pictures)


@pytest.mark.parametrize("pages", [MANY, MANY[:1]])
def test_what_fails_there_fails_the_build(app, tmp_path, pages):
    begin(app, None, pages)
    with pytest.raises(FileNotFoundError):
        later(app, os.remove, tmp_path / "missing")
        wait(app, None)


def test_a_build_that_failed_waits_for_nothing(app):
    begin(app, None, MANY)
    for _ in range(100):
        later(app, time.sleep, 1)
    started = time.monotonic()
    wait(app, RuntimeError("a page is wrong"))
    assert time.monotonic() - started < 50


def _gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_the_process_ends_with_a_build_that_is_killed_or_interrupted(end):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    build = subprocess.Popen(
        [sys.executable, "-c", BUILD],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    process = int(build.stdout.readline())
    time.sleep(2)
    assert not _gone(process, 0.2)
    # As a terminal does for Ctrl+C: to all processes of the build.
    os.killpg(build.pid, end) if end == signal.SIGINT else build.kill()
    assert _gone(process, 60)
    build.communicate(timeout=60)
