"""A build that is killed, starved or run twice leaves a whole book and says why; nothing half made is trusted.

Jupyter Book is stood in for by a few lines that write a book of one page, so
that a build can be killed for real at every one of its steps.
"""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from a_chapter import CHAPTER
from child_process import ended, in_a_child

from compendium.build import building
from compendium.build.execution import cache_folder

pytestmark = pytest.mark.linux

# Writes the front page in two halves; the name of a file `slow` makes it wait between them.
BOOK = """
import pathlib, sys, time
build = pathlib.Path(sys.argv[sys.argv.index("--path-output") + 1]) / "_build"
text = pathlib.Path("index.md").read_text()
for name in ("html", ".doctrees"):
    (build / name).mkdir(parents=True, exist_ok=True)
page = build / "html" / "index.html"
page.write_text(text[:3])
if pathlib.Path("slow").exists():
    pathlib.Path("writing").touch()
    time.sleep(60)
page.write_text(text)
(build / ".doctrees" / "environment.pickle").write_text(text)
if pathlib.Path("broken").exists():
    sys.exit(3)
"""
# Of Linux; Python 3.12 has them in `os`.
CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
OLD, NEW = "The earlier book", "The later book"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A book of one page that is built already."""
    monkeypatch.setattr(building, "JUPYTER_BOOK", BOOK)
    root = tmp_path / "book"
    (root / "chapters").mkdir(parents=True)
    (root / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (root / "_config.yml").write_text("execute: {timeout: 3}\n")
    (root / "index.md").write_text(OLD)
    assert building.build(root) == 0
    return root


def page(root):
    return (building.html_folder(root) / "index.html").read_text()


def nothing_left(root):
    names = {path.name for path in (root / "_build").iterdir()}
    return names <= {*building.MADE, "book.json", "book.lock", ".jupyter_cache", "results"}


def test_a_failed_build_leaves_the_earlier_book(root, capfd):
    (root / "index.md").write_text(NEW)
    (root / "broken").touch()
    assert building.build(root) == 3
    assert page(root) == OLD and nothing_left(root)
    assert "The book was not built: see the messages above." in capfd.readouterr().err
    (root / "broken").unlink()
    assert building.build(root) == 0
    assert page(root) == NEW


def killed_at(root, step):
    """Build, and be killed after the given number of files were put in place or removed."""

    def work():
        steps = 0

        def counted(function):
            def call(*given, **named):
                nonlocal steps
                result = function(*given, **named)
                steps += 1
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return result

            return call

        for owner, names in (
            (Path, ("rename", "replace", "unlink", "mkdir", "write_text")),
            (shutil, ("copytree", "rmtree")),
        ):
            for name in names:
                setattr(owner, name, counted(getattr(owner, name)))
        return building.build(root)

    return ended(in_a_child(work))


def test_killed_at_any_step_the_next_build_is_right(root):
    kept = shutil.copytree(root, root.with_name("kept"))
    killed = 0
    for step in range(1, 200):
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        (root / "index.md").write_text(NEW)
        status = killed_at(root, step)
        if status == 0:
            break
        assert status == -signal.SIGKILL
        killed += 1
        html = building.html_folder(root) / "index.html"
        # Between two renames there may be no book, but never half of one.
        assert not html.exists() or page(root) in (OLD, NEW), step
        assert not building.is_current(root) or page(root) == NEW, step
        assert building.build(root) == 0, step
        assert page(root) == NEW and nothing_left(root), step
    assert status == 0 and killed > 8


def test_killed_while_swapping_the_earlier_book_comes_back_although_the_next_build_fails(root):
    html = building.html_folder(root)
    html.rename(html.with_name("html.previous"))
    (root / "index.md").write_text(NEW)
    (root / "broken").touch()
    assert building.build(root) == 3
    assert page(root) == OLD and nothing_left(root)


def test_a_second_build_waits_its_turn_even_when_the_first_is_killed_and_leaves_its_child(root, capfd):
    (root / "index.md").write_text(NEW)
    (root / "slow").touch()
    first = in_a_child(lambda: building.build(root))
    while not (root / "writing").exists():
        time.sleep(0.02)
    assert building.build(root) == 1
    os.kill(first, signal.SIGKILL)
    assert ended(first) == -signal.SIGKILL
    assert building.build(root) == 1
    assert capfd.readouterr().err.count("another build is under way") == 2
    assert page(root) == OLD
    # The stand-in for Sphinx, which outlived its parent, is found by the folder that it writes to.
    listed = subprocess.run(["pgrep", "-f", str(root / "_build" / "next")], capture_output=True, text=True).stdout
    for process in map(int, listed.split()):
        os.kill(process, signal.SIGKILL)
    (root / "slow").unlink()
    deadline = time.monotonic() + 10
    while (status := building.build(root)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert status == 0 and page(root) == NEW and nothing_left(root)


def test_a_file_system_that_takes_no_more_leaves_the_earlier_book(root, capfd):
    (root / "index.md").write_text(NEW * 100_000)

    def work():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        return building.build(root)

    assert ended(in_a_child(work)) not in (0, 70)
    assert page(root) == OLD and nothing_left(root)
    assert "The book was not built:" in capfd.readouterr().err


def with_a_small_disk(folder, work):
    """Run `work` in a process of its own to which `folder` is a disk of 8 MB; returns its id.

    The disk is mounted where that process alone sees it, and goes with it. Only
    root may mount; anyone else is root in a name space of their own.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.geteuid(), os.getegid()

    def work_there():
        if libc.unshare(CLONE_NEWNS | (CLONE_NEWUSER if user else 0)):
            raise OSError(
                ctypes.get_errno(), "no name space of one's own to mount a small disk in; run this test as root"
            )
        if user:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"0 {user} 1")
            Path("/proc/self/gid_map").write_text(f"0 {group} 1")
        subprocess.run(["mount", "--make-rprivate", "/"], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
        return work()

    return in_a_child(work_there)


def test_a_full_disk_leaves_the_earlier_book_and_says_so(root, capfd):
    build = root / "_build"
    kept = shutil.move(build, root / "kept")
    build.mkdir()

    def work():
        shutil.copytree(kept, build, dirs_exist_ok=True)
        (root / "index.md").write_text(NEW * 1_000_000)
        status = building.build(root)
        return 10 if status and page(root) == OLD and nothing_left(root) else 20

    assert ended(with_a_small_disk(build, work)) == 10
    assert "The book was not built: the disk is full; make room and build again" in capfd.readouterr().err
    # The disk was another one indeed.
    assert not list(build.iterdir())


def test_a_folder_that_cannot_be_written_is_named(root, capfd):
    shutil.rmtree(root / "_build")
    (root / "_build").write_text("a file where the folder should be")
    assert building.build(root) == 1
    error = capfd.readouterr().err
    assert error.startswith("The book was not built: ") and str(root / "_build") in error and error.count("\n") == 1


def test_chapters_that_cannot_be_executed_are_named_each_in_a_line(root, capfd):
    cells = {
        "dies": "import os; os.kill(os.getpid(), 9)",
        "slow": "import time; time.sleep(60)",
        "fails": "1 / 0",
        "works": "1 + 1",
    }
    for name, code in cells.items():
        (root / "chapters" / f"{name}.md").write_text(CHAPTER.format(name=name, code=code))
    contents = "format: jb-book\nroot: index\nchapters:\n" + "".join(f"  - file: chapters/{name}\n" for name in cells)
    (root / "_toc.yml").write_text(contents)
    assert building.build(root) == 1
    lines = capfd.readouterr().err.splitlines()
    said = [line for line in lines if line.startswith("chapters/")]
    for line, expected in zip(
        said,
        (
            "chapters/dies.md:7: cell 2: its kernel died",
            "chapters/fails.md:7: cell 2: ZeroDivisionError: division by zero",
            "chapters/slow.md:7: cell 2: took more than 3 seconds",
        ),
        strict=True,
    ):
        assert line.startswith(expected)
    assert "Traceback" not in "\n".join(lines)
    assert page(root) == OLD and nothing_left(root)
    assert (cache_folder(root) / "executed").exists()
