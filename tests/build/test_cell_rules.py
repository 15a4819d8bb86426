"""Chapters that compute for themselves give the same twice and leave the study as it is."""

import pytest
from a_chapter import CHAPTER

from compendium.build import notebooks
from compendium.build.cell_rules import NotebookError
from compendium.build.execution import ExecutionFailed, execute_chapters, require_outputs_or_loopback
from compendium.results.current import current, keep


@pytest.fixture
def root(tmp_path):
    """A study of one chapter that `write` fills."""
    for name in ("analysis", "chapters", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "data" / "codes.csv").write_text("code_id\n")
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: chapters/one\n")
    (tmp_path / "_config.yml").write_text("execute: {timeout: 30}\n")
    (tmp_path / "index.md").write_text("# Front\n")
    keep(current(), tmp_path / "_build" / "results")
    return tmp_path


def execute(root, code):
    (root / "chapters" / "one.md").write_text(CHAPTER.format(name="One", code=code))
    return execute_chapters(root, lambda text: None)


@pytest.mark.parametrize(
    "code", ["import random; random.random()", "object()", "import time; print(time.time_ns())", "hash('a')"]
)
def test_output_that_differs_from_run_to_run_stops_the_build(root, code):
    with pytest.raises(ExecutionFailed, match="chapters/one.md:7: cell 2: its output differs from one run to the next"):
        execute(root, code)


def test_what_is_computed_the_same_twice_is_kept(root):
    assert execute(root, "import random; random.Random(1).random()") == 1
    assert execute_chapters(root, lambda text: None) == 0


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("Path('../data/codes.csv').write_text('other')", "data/codes.csv"),
        ("Path('../data/new.csv').touch()", "data/new.csv"),
        ("Path('../data/codes.csv').unlink(missing_ok=True)", "data/codes.csv"),
        ("Path('../analysis/own.py').touch()", "analysis/own.py"),
        ("Path('notes.txt').touch()", "chapters/notes.txt"),
    ],
)
def test_a_cell_that_writes_into_the_study_stops_the_build(root, code, written):
    with pytest.raises(ExecutionFailed, match=f"^{written}: was written to by a cell of chapters/one.md"):
        execute(root, f"from pathlib import Path\n{code};")


def test_what_a_cell_writes_elsewhere_is_its_own(root, tmp_path_factory):
    assert execute(root, f"open(r'{tmp_path_factory.mktemp('elsewhere') / 'x'}', 'w').close()") == 1


def test_a_chapter_that_cannot_be_read_is_named(root):
    with pytest.raises(ExecutionFailed, match="chapters/one.md:7: cell 2: has the tag raises-exception"):
        execute(root, ":tags: [raises-exception]\n1 / 0")


def test_a_chapter_without_outputs_is_not_waited_for_where_no_kernel_can_answer(root, monkeypatch):
    execute(root, "1 + 1")
    monkeypatch.setattr(notebooks, "has_loopback", lambda: False)
    require_outputs_or_loopback(root)
    (root / "chapters" / "one.md").write_text(CHAPTER.format(name="One", code="1 + 2"))
    with pytest.raises(NotebookError, match="chapters/one.md: can't be executed: .* no loopback network"):
        require_outputs_or_loopback(root)
