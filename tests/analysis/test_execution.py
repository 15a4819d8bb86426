"""What chapters have drawn is used again while the study is the same, and never afterwards."""

import json

import pytest

from analysis import load, show
from analysis.catalogue import SHOWN
from analysis.execution import cache_folder, digests_when_executed, pictures_when_executed
from analysis.fingerprint import STUDY_SOURCES, fingerprint
from analysis.presentation import present
from analysis.showing import drawn_figure

SHOWN_IDS = ("fig-koder", "tab-kodebok")


@pytest.fixture(scope="module")
def study():
    return load()


@pytest.fixture
def root(tmp_path, study):
    """A study's folder whose one chapter has been executed, as Jupyter Book's cache keeps it."""
    for name in STUDY_SOURCES:
        (tmp_path / name).mkdir() if "." not in name else (tmp_path / name).write_text("")
    (tmp_path / "data" / "codes.csv").write_text("code_id\n")
    outputs = [{"data": {kind: text.splitlines(keepends=True) for kind, text in show(study, shown)._repr_mimebundle_().items()}} for shown in SHOWN_IDS]
    chapter = cache_folder(tmp_path) / "executed" / "some-hash" / "base.ipynb"
    chapter.parent.mkdir(parents=True)
    chapter.write_text(json.dumps({"cells": [{"source": "text"}, {"outputs": [{"text": "printed"}, *outputs]}]}))
    mark = {"study": fingerprint(STUDY_SOURCES, tmp_path), "shown": {"fig-koder": "digest"}}
    (cache_folder(tmp_path) / "study.json").write_text(json.dumps(mark))
    return tmp_path


def test_pictures_are_those_that_the_figures_would_have(root, study):
    pictures = pictures_when_executed(cache_folder(root), root)
    assert list(pictures) == ["fig-koder"]
    figure = SHOWN["fig-koder"]
    assert pictures["fig-koder"] == present(figure, study, "nb").svg
    assert present(figure, study, "nb", pictures["fig-koder"]).svg == pictures["fig-koder"]


@pytest.mark.parametrize("changed", ["data/codes.csv", "analysis/new.py", "requirements.txt"])
def test_nothing_is_used_again_once_the_study_has_changed(root, changed):
    cache = cache_folder(root)
    assert digests_when_executed(cache, root) == {"fig-koder": "digest"}
    (root / changed).write_text("changed\n")
    assert digests_when_executed(cache, root) == {} == pictures_when_executed(cache, root)


def test_no_picture_is_found_where_there_is_none(root, study):
    assert drawn_figure({"text/plain": "x"}) == {}
    assert drawn_figure(show(study, "tab-kodebok")._repr_mimebundle_()) == {}
    (cache_folder(root) / "study.json").unlink()
    assert pictures_when_executed(cache_folder(root), root) == {}
