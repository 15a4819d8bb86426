"""Chapters are found, read and executed, and a cell that goes wrong is named."""

import re
import sys

import nbformat
import pytest
from nbconvert.preprocessors import ExecutePreprocessor

from compendium.build import notebooks
from compendium.build.cell_rules import NotebookError
from compendium.build.notebooks import chapter_paths, executed, has_code_cells, read
from compendium.build.settings import SettingsError
from compendium.checkout.files import ROOT

HEAD = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# Title

"""


def cell(code):
    return f"```{{code-cell}} ipython3\n{code}\n```\n\n"


@pytest.fixture
def root(tmp_path):
    """A book of a front page without code and one chapter that `write` fills."""
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\nparts:\n- chapters:\n  - file: chapters/one\n")
    (tmp_path / "_config.yml").write_text("parse:\n  myst_enable_extensions: [colon_fence]\n")
    (tmp_path / "index.md").write_text("# Front\n")
    (tmp_path / "chapters").mkdir()
    return tmp_path


def write(root, *codes):
    path = root / "chapters" / "one.md"
    path.write_text(HEAD + "".join(map(cell, codes)), encoding="utf-8")
    return path


def test_chapters_are_the_notebooks_of_the_contents_in_order():
    found = chapter_paths(ROOT)
    named = re.findall(r"file: (\S+)", (ROOT / "_toc.yml").read_text())
    with_code = [name for name in named if "{code-cell}" in (ROOT / f"{name}.md").read_text(encoding="utf-8")]
    assert [path.relative_to(ROOT).with_suffix("").as_posix() for path in found] == with_code
    assert len(found) > 5


def test_chapter_without_code_is_no_notebook(root):
    write(root)
    assert chapter_paths(root) == []
    path = write(root, "1")
    assert chapter_paths(root) == [path]


def test_missing_chapter_is_named(root):
    with pytest.raises(SettingsError, match="_toc.yml:5: names chapters/one, but there is no chapters/one.md"):
        chapter_paths(root)


def test_reading_twice_gives_the_same_valid_notebook(root):
    path = write(root, "1 + 1", "2 + 2")
    first, second = read(path, root), read(path, root)
    nbformat.validate(first)
    assert first == second and has_code_cells(first)
    assert [first.metadata.source_map[i] for i, c in enumerate(first.cells) if c.cell_type == "code"] == [14, 18]


def test_cells_see_the_root_and_the_cells_before(root):
    (root / "study.py").write_text("ANSWER = 42\n")
    notebook = executed(write(root, "import study", "print(study.ANSWER)\nstudy.ANSWER + 1"), root, 60)
    assert [output.get("text") or output.data["text/plain"] for output in notebook.cells[-1].outputs] == ["42\n", "43"]


def test_cells_do_not_see_what_a_person_starts_ipython_with(root, tmp_path, monkeypatch):
    startup = tmp_path / "own" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("ANSWER = 41\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "own"))
    notebook = executed(write(root, "'ANSWER' in globals()"), root, 60)
    assert notebook.cells[-1].outputs[0].data["text/plain"] == "False"


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("1 / 0", "chapters/one.md:18: cell 3: ZeroDivisionError: division by zero"),
        ("import os; os._exit(3)", "chapters/one.md:18: cell 3: its kernel died"),
        ("import time; time.sleep(60)", "chapters/one.md:18: cell 3: took more than 1 seconds"),
    ],
)
def test_failing_cell_is_named(root, code, complaint):
    with pytest.raises(NotebookError) as caught:
        executed(write(root, "ok = True", code), root, 1)
    assert str(caught.value).startswith(complaint)
    assert (caught.value.file, caught.value.line, caught.value.cell) == ("chapters/one.md", 18, 3)


def test_unreadable_front_matter_is_named(root):
    path = write(root, "1")
    path.write_text(path.read_text().replace("kernelspec:", "kernelspec: [", 1))
    with pytest.raises(NotebookError, match="chapters/one.md: can't be read as a notebook"):
        read(path, root)


@pytest.mark.parametrize(
    "code",
    ["print('x' * 6_000_000)", "for _ in range(60): print('x' * 100_000)", "while True: print('x' * 1000)"],
    ids=["in one go", "by and by", "without end"],
)
def test_a_cell_that_puts_out_too_much_is_stopped_and_named(root, code):
    with pytest.raises(NotebookError, match="chapters/one.md:14: cell 2: put out more than 5,000,000 characters"):
        executed(write(root, code), root, 60)


def test_much_output_within_the_limit_is_kept(root):
    notebook = executed(write(root, "print('x' * 4_000_000)"), root, 60)
    assert sum(len(output.text) for output in notebook.cells[-1].outputs) == 4_000_001


def test_a_kernel_of_the_same_name_elsewhere_is_not_taken(root, tmp_path, monkeypatch):
    other = tmp_path / "jupyter" / "kernels" / "python3"
    other.mkdir(parents=True)
    (other / "kernel.json").write_text('{"argv": ["false"], "display_name": "Other", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    notebook = executed(write(root, "import sys; print(sys.prefix)"), root, 60)
    assert notebook.cells[-1].outputs[0].text.strip() == sys.prefix


def test_without_loopback_it_is_said_at_once(root, monkeypatch):
    monkeypatch.setattr(notebooks.socket, "create_server", refusing)
    with pytest.raises(NotebookError, match="chapters/one.md: can't be executed: .* no loopback network"):
        executed(write(root, "1"), root, 60)


def refusing(*_):
    raise OSError("no such address")


@pytest.mark.parametrize("tags", ["[raises-exception]", "[remove-cell, skip-execution]"])
def test_a_cell_that_may_fail_or_is_left_out_is_refused(root, tags):
    path = write(root, "ok = True", f":tags: {tags}\n1 / 0")
    with pytest.raises(
        NotebookError, match="chapters/one.md:18: cell 3: has the tag (raises-exception|skip-execution)"
    ):
        read(path, root)


@pytest.mark.parametrize("setting", ["execution_allow_errors: true", "execution_mode: 'off'"])
def test_a_chapter_with_rules_of_execution_of_its_own_is_refused(root, setting):
    path = write(root, "1")
    path.write_text(path.read_text().replace("kernelspec:", f"mystnb: {{{setting}}}\nkernelspec:", 1))
    with pytest.raises(NotebookError, match="chapters/one.md:1: its front matter sets execution_"):
        read(path, root)


def test_options_of_a_cell_that_no_notebook_has_are_named(root):
    with pytest.raises(
        NotebookError, match="chapters/one.md: can't be read as a notebook: 'remove-cell' is not of type 'array'"
    ):
        read(write(root, ":tags: remove-cell\n1"), root)


@pytest.mark.parametrize(("failures", "works"), [(2, True), (3, False)])
def test_a_kernel_that_does_not_come_up_is_started_again(root, monkeypatch, failures, works):
    starts, start = [], ExecutePreprocessor.setup_kernel

    def setup_kernel(self, **settings):
        starts.append(1)
        if len(starts) <= failures:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return start(self, **settings)

    monkeypatch.setattr(ExecutePreprocessor, "setup_kernel", setup_kernel)
    path = write(root, "print(1)")
    if works:
        assert executed(path, root, 60).cells[-1].outputs[0].text == "1\n"
    else:
        with pytest.raises(NotebookError, match="chapters/one.md: no kernel could be started .*kernel_info"):
            executed(path, root, 60)
    assert len(starts) == 3
