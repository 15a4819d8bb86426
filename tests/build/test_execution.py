"""What chapters have drawn is used again while the study is the same, and never afterwards."""

import json

import nbformat
import pytest

from analysis import STUDY, load
from compendium import show
from compendium.artefacts.presentation import present
from compendium.build.execution import cache_folder, noted_when_executed
from compendium.checkout.files import STUDY_SOURCES, fingerprint
from compendium.results.showing import drawn_figure

SHOWN_IDS = ("fig-koder", "tab-kodebok")
CELLS = "from analysis import load\nfrom compendium import show\nstudy = load()\n" + "\n".join(
    f'show(study, "{shown}")' for shown in SHOWN_IDS
)


@pytest.fixture(scope="module")
def study():
    return load()


@pytest.fixture
def executed(study):
    """A chapter that shows a figure and a table, with its outputs."""
    data = [show(study, shown)._repr_mimebundle_() for shown in SHOWN_IDS]
    outputs = [
        nbformat.v4.new_output("stream", text="printed"),
        *(nbformat.v4.new_output("display_data", data=one) for one in data),
    ]
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("text"), nbformat.v4.new_code_cell(CELLS, outputs=outputs)]
    )


@pytest.fixture
def root(tmp_path, executed):
    """A study's folder whose one chapter has been executed, as Jupyter Book's cache keeps it."""
    for name in STUDY_SOURCES:
        (tmp_path / name).mkdir(parents=True) if "." not in name else (tmp_path / name).write_text("")
    (tmp_path / "data" / "codes.csv").write_text("code_id\n")
    keep(tmp_path, executed)
    mark = {"study": fingerprint(STUDY_SOURCES, tmp_path), "shown": {"fig-koder": "digest"}}
    (cache_folder(tmp_path) / "study.json").write_text(json.dumps(mark))
    return tmp_path


def keep(root, chapter, name="some-hash"):
    file = cache_folder(root) / "executed" / name / "base.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(chapter, file)
    return file


def noted(root):
    return noted_when_executed(cache_folder(root), root)


def test_pictures_are_those_that_the_figures_would_have(root, study):
    digests, pictures = noted(root)
    assert digests == {"fig-koder": "digest"} and list(pictures) == ["fig-koder"]
    figure = STUDY.artefacts["fig-koder"]
    assert pictures["fig-koder"] == present(figure, study, "nb").svg
    assert present(figure, study, "nb", "<svg>drawn before</svg>").svg == "<svg>drawn before</svg>"


@pytest.mark.parametrize("changed", ["data/codes.csv", "analysis/new.py", "requirements.txt"])
def test_nothing_is_used_again_once_the_study_has_changed(root, changed):
    (root / changed).write_text("changed\n")
    assert noted(root) == ({}, {})


def test_nothing_is_used_again_where_no_execution_was_finished(root):
    (cache_folder(root) / "study.json").unlink()
    assert noted(root) == ({}, {})


def test_a_chapter_that_a_killed_build_left_half_written_is_passed_over(root, executed):
    file = keep(root, executed, "another-hash")
    file.write_text(file.read_text(encoding="utf-8")[:500], encoding="utf-8")
    assert list(noted(root)[1]) == ["fig-koder"]


def test_a_cell_that_computes_for_itself_lends_no_picture(root, executed):
    executed.cells[1].source = CELLS.replace("study = load()", "study = altered(load())")
    keep(root, executed)
    assert noted(root) == ({"fig-koder": "digest"}, {})


def test_only_a_figure_has_a_picture(study):
    assert drawn_figure({"text/plain": "x"}) == {}
    assert drawn_figure(show(study, "tab-kodebok")._repr_mimebundle_()) == {}
