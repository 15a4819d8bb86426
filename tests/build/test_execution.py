"""Chapters are executed when what they show, or what makes it, has changed, and only then."""

import os
import shutil
import time

import pytest

from compendium.build.execution import (
    ExecutionFailed,
    cache_folder,
    chapter_with_outputs,
    drop_stale_outputs,
    execute_chapters,
    shown_outputs,
    shows_only,
)
from compendium.build.notebooks import read
from compendium.checkout.files import ROOT
from compendium.results.current import CODE, current, file_of, keep

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# Kapittel

```{code-cell} ipython3
from analysis import load
from compendium import show

study = load()
CODE
```
"""
SHOWING, COMPUTING = "chapters/metode.md", "chapters/regnende.md"
# All that the chapter of that name has to show.
SHOWN = [result.id for result in current().artefacts.values() if result.artefact.page == "metode"]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A book of two chapters: one shows artefacts, the other computes something of its own."""
    root = tmp_path_factory.mktemp("book")
    (root / "chapters").mkdir()
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copy(ROOT / "_config.yml", root)
    (root / "index.md").write_text("# Bok\n", encoding="utf-8")
    pages = "".join(f"- file: {name.removesuffix('.md')}\n" for name in (SHOWING, COMPUTING))
    (root / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{pages}", encoding="utf-8")
    # Only the last expression of a cell is shown.
    cells = "\n```\n\n```{code-cell} ipython3\n".join(f'show(study, "{shown}")' for shown in SHOWN)
    (root / SHOWING).write_text(HEAD.replace("CODE", cells), encoding="utf-8")
    (root / COMPUTING).write_text(HEAD.replace("CODE", "print(len(study.codes))"), encoding="utf-8")
    keep(current(), root / "_build" / "results")
    return root


def run(root):
    """Which chapters are executed."""
    said = []
    executed = execute_chapters(root, said.append)
    names = {name for name in (SHOWING, COMPUTING) if any(f" {name} " in line for line in said)}
    assert executed == len(names)
    return names


def touch(path):
    # A second ahead: clocks of file systems are coarse.
    moment = time.time() + 1
    os.utime(path, (moment, moment))
    time.sleep(1.1)


def test_what_stands_is_not_executed_again(root):
    run(root)
    assert run(root) == set() and drop_stale_outputs(cache_folder(root), root) == []
    keep(current(), root / "_build" / "results")
    assert run(root) == set(), "results that are as they were are not written again"
    assert set(shown_outputs(chapter_with_outputs(root / SHOWING, root))) == set(SHOWN)


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        (f"_build/results/{CODE}", {SHOWING, COMPUTING}),
        (f"_build/results/{file_of(SHOWN[0]).name}", {SHOWING}),
        ("_build/results/n_excerpts.json", set()),
        ("data/codes.csv", {COMPUTING}),
        ("_config.yml", set()),
    ],
)
def test_what_has_changed_executes_those_that_depend_on_it(root, changed, again):
    run(root)
    touch(root / changed)
    assert run(root) == again and run(root) == set()


def test_outputs_that_are_stale_are_dropped_for_whoever_executes_next(root):
    run(root)
    touch(root / "data" / "codes.csv")
    assert drop_stale_outputs(cache_folder(root), root) == [COMPUTING]
    with pytest.raises(KeyError):
        chapter_with_outputs(root / COMPUTING, root)
    assert run(root) == {COMPUTING}


def test_a_changed_cell_is_executed_and_an_unreadable_cache_is_begun_anew(root):
    run(root)
    text = (root / COMPUTING).read_text(encoding="utf-8")
    (root / COMPUTING).write_text(text.replace("len(study.codes)", "1 + len(study.codes)"), encoding="utf-8")
    assert run(root) == {COMPUTING}
    for file in cache_folder(root).glob("*.db"):
        file.write_bytes(b"half a database")
    assert run(root) == {SHOWING, COMPUTING}


def test_a_chapter_that_shows_something_else_than_the_build_computed_fails(root, monkeypatch):
    run(root)
    other = current().artefacts[SHOWN[0]]
    monkeypatch.setitem(current().artefacts, SHOWN[0], current().artefacts[SHOWN[1]])
    touch(root / "_build" / "results" / CODE)
    with pytest.raises(ExecutionFailed, match=f"{SHOWING}: {SHOWN[0]} came out otherwise in the chapter's kernel"):
        run(root)
    monkeypatch.setitem(current().artefacts, SHOWN[0], other)
    assert run(root) == {SHOWING}


def test_a_cell_with_anything_but_artefacts_does_more_than_show(root):
    assert shows_only(read(root / SHOWING, root)) and not shows_only(read(root / COMPUTING, root))
