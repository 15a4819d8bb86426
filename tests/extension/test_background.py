"""What no page waits for is made in the background, and fails the build if it fails."""

import os
import time
from types import SimpleNamespace

import pytest

from compendium.artefacts.rendering import write_picture
from compendium.book import background

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'


@pytest.fixture
def app():
    app = SimpleNamespace(connect=lambda *_, **__: None)
    background.setup(app)
    yield app
    app.compendium_worker.shutdown(cancel_futures=True)


def test_a_build_waits_for_what_is_made_in_the_background(app, tmp_path):
    pictures = [tmp_path / f"{name}.png" for name in "abc"]
    background.in_background(app, time.sleep, 0.2)
    for picture in pictures:
        background.in_background(app, write_picture, SVG, picture)
    assert not pictures[0].exists()
    background.finish(app, None)
    assert all(picture.exists() for picture in pictures)


def test_what_fails_there_fails_the_build(app, tmp_path):
    background.in_background(app, os.remove, tmp_path / "missing")
    with pytest.raises(FileNotFoundError):
        background.finish(app, None)


def test_a_build_that_failed_waits_for_nothing(app):
    for _ in range(100):
        background.in_background(app, time.sleep, 1)
    started = time.monotonic()
    background.finish(app, RuntimeError("a page is wrong"))
    assert time.monotonic() - started < 50
