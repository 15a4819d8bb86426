"""A kernel that is forked from a warm process is as good as one that is started."""

import pytest
from a_chapter import CHAPTER

from compendium.build.cell_rules import NotebookError
from compendium.build.notebooks import executed
from compendium.build.warm_kernels import can_fork

pytestmark = pytest.mark.linux


@pytest.fixture
def root(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "_config.yml").write_text("title: A book\n")
    return tmp_path


def run(root, code, warm=True):
    path = root / "chapters" / "one.md"
    path.write_text(CHAPTER.format(name="One", code=code))
    (cell,) = [cell for cell in executed(path, root, 30, warm=warm).cells if cell.cell_type == "code"]
    return [output.get("data", {}).get("text/plain", output.get("text")) for output in cell.outputs]


def test_this_system_can_fork():
    assert can_fork()


def test_it_has_imported_the_study_and_gives_what_any_kernel_gives(root):
    code = "from analysis import load\nfrom compendium import show\nstudy = load()\nshow(study, 'fig-utvalg')"
    assert run(root, code) == run(root, code, warm=False)
    assert run(root, "import sys; 'altair' in sys.modules and 'analysis' in sys.modules") == ["True"]


def test_each_is_fresh_and_works_in_the_folder_of_its_chapter(root):
    assert run(root, "import analysis; analysis.mark = 1; analysis.mark") == ["1"]
    assert run(root, "import analysis; hasattr(analysis, 'mark')") == ["False"]
    assert run(root, "from pathlib import Path; Path.cwd().name") == ["'chapters'"]
    assert run(root, "import os; os.environ['PYTHONUTF8'], os.environ['PYTHONPATH'].split(os.pathsep)[0]") == [
        f"('1', {str(root)!r})"
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import os; os.kill(os.getpid(), 9)", "its kernel died"),
        ("import os; os._exit(3)", "its kernel died"),
    ],
)
def test_what_goes_wrong_is_named(root, code, said):
    with pytest.raises(NotebookError, match=said):
        run(root, code)


def test_it_says_nothing_on_the_terminal(root, capfd):
    run(root, "1 + 1")
    assert capfd.readouterr() == ("", "")
