"""A kernel that is forked from a warm process is as good as one that is started."""

import os
import subprocess
import sys
import time

import pytest
from a_chapter import CHAPTER

from compendium.build.cell_rules import NotebookError
from compendium.build.notebooks import executed
from compendium.build.warm_kernels import can_fork
from compendium.checkout.files import ROOT

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
    assert run(root, "import os; os.environ['PYTHONUTF8']") == ["'1'"]
    assert run(root, "import os; os.environ['PYTHONPATH'].split(os.pathsep)[0]") == [repr(str(root))]


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


def test_it_ends_with_the_build_however_that_ends(root):
    (root / "chapters" / "one.md").write_text(
        CHAPTER.format(
            name="One",
            code="import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)",
        )
    )
    code = (
        "from pathlib import Path; from compendium.build.notebooks import executed; "
        f"root = Path({str(root)!r}); executed(root / 'chapters' / 'one.md', root, 90, warm=True)"
    )
    build = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)})
    pid = root / "chapters" / "pid"
    wait_until(lambda: pid.exists() and pid.read_text())
    kernel = int(pid.read_text())
    assert is_running(kernel)
    build.kill()
    build.wait()
    wait_until(lambda: not is_running(kernel))


def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(true, seconds=30):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_says_nothing_on_the_terminal(root, capfd):
    run(root, "1 + 1")
    assert capfd.readouterr() == ("", "")
