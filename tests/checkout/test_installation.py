"""What is installed is what the locks name, byte for byte, and the checkout itself as a project."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from setuptools import find_packages

from compendium.checkout.files import ROOT, SOURCES, files_below
from compendium.results import record

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted(ROOT.glob("requirements*.txt"))
ENTRY = re.compile(
    r"(?P<requirement>[a-z0-9][a-z0-9._-]*==[^\\\n]+) \\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)
SAYS = {".md", ".py", ".yml", ".toml", ".jinja", ".sh", ""}


def entries(text):
    """Each package of a lock with its hashes, and what of the text is neither that nor a comment."""
    found = [(Requirement(match["requirement"]), match["hashes"].split()) for match in ENTRY.finditer(text)]
    rest = [line for line in ENTRY.sub("", text).splitlines() if not line.lstrip().startswith("#")]
    return found, rest


def locked(name):
    """The versions that a lock allows for each of its packages."""
    versions = {}
    for requirement, _ in entries((ROOT / name).read_text(encoding="utf-8"))[0]:
        versions.setdefault(canonicalize_name(requirement.name), set()).add(
            str(requirement.specifier).removeprefix("==")
        )
    return versions


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_has_one_version_and_hashes_and_no_address(path):
    found, rest = entries(path.read_text(encoding="utf-8"))
    assert found and rest == []
    assert all(hashes for _, hashes in found)


def test_a_package_without_a_hash_or_with_an_address_would_be_found():
    entry = f"a==1 \\\n    --hash=sha256:{'0' * 64}\n    # via b\n"
    assert entries(entry)[1] == []
    for wrong in (
        "b==2\n",
        "--find-links /wheels\n",
        "--extra-index-url https://example.org/simple\n",
        "b @ file:///b.whl\n",
    ):
        assert entries(entry + wrong)[1] == [wrong.strip()]


def test_locks_follow_what_the_project_asks_for():
    asked = {"requirements.txt": PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]}
    asked |= {f"requirements-{group}.txt": wanted for group, wanted in PROJECT["dependency-groups"].items()}
    assert sorted(asked) == sorted(path.name for path in LOCKS), "a lock without a group, or a group without a lock"
    wrong = []
    for name, wanted in asked.items():
        versions = locked(name)
        for requirement in map(Requirement, wanted):
            found = versions.get(canonicalize_name(requirement.name), set())
            if not found or not all(requirement.specifier.contains(version) for version in found):
                wrong.append(f"{name}: {requirement}, but {found or 'nothing'} is locked")
    assert wrong == [], "run: make requirements"


@pytest.mark.parametrize("name", ["requirements-test.txt", "requirements-lint.txt", "requirements-notebook.txt"])
def test_what_runs_beside_the_book_forces_no_other_version_on_it(name):
    book = locked("requirements.txt")
    assert {
        package: versions for package, versions in locked(name).items() if versions != book.get(package, versions)
    } == {}


def test_this_environment_is_the_locked_one():
    assert len(record.pinned()) > 100
    assert record.other_than_locked() == {}


def test_wherever_packages_are_installed_their_hashes_are_required():
    names = ["README.md", *(source.path for source in SOURCES)]
    paths = [path for path in files_below(ROOT / name for name in names) if path.suffix in SAYS]
    lines = [
        (path.relative_to(ROOT).as_posix(), line)
        for path in paths
        if "tests" not in path.parts
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    installing = [
        (name, line) for name, line in lines if re.search(r"\bpip install\b.* -r |^\t.*(?:PIP|LOCKED)\).* -r ", line)
    ]
    assert {name for name, _ in installing} >= {
        "Makefile",
        "README.md",
        "index.md",
        "chapters/replikasjon.md",
        "chapters/formater.md",
    }
    assert [
        (name, line) for name, line in installing if "--require-hashes" not in line and "$(LOCKED)" not in line
    ] == []
    assert "\nLOCKED := $(PIP) --require-hashes\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8").split() == [
        "--require-hashes",
        "-r",
        "../requirements.txt",
    ]


def test_every_package_folder_belongs_to_the_project():
    find = PROJECT["tool"]["setuptools"]["packages"]["find"]
    named = {package: ROOT / package.replace(".", "/") for package in find_packages(ROOT, include=find["include"])}
    folders = {path.parent for top in ("analysis", "compendium") for path in (ROOT / top).rglob("__init__.py")}
    assert set(named.values()) == folders
    assert {"analysis", "compendium", "compendium.publish.references"} <= set(named) and "tests" not in named


def elsewhere(folder, code, **settings):
    """Run Python code as somebody would who is in another folder; nothing leads to the checkout but what is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        **settings,
    )


def test_the_checkout_is_installed_and_brings_its_data(tmp_path):
    assert metadata.version(PROJECT["project"]["name"]) == PROJECT["project"]["version"], "run: make book"
    done = elsewhere(
        tmp_path, "import analysis, compendium; print(analysis.load().excerpts.shape[0] > 50, *compendium.__path__)"
    )
    assert done.returncode == 0, f"{done.stderr}Install the checkout: pip install --no-deps --no-build-isolation -e ."
    assert done.stdout.startswith("True ") and Path(done.stdout.split()[1]).name == "compendium"


def test_a_copy_of_the_code_alone_says_that_the_checkout_is_to_be_installed(tmp_path):
    for name in ("analysis", "compendium"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for code in (
        "import analysis; analysis.load()",
        "from compendium.__main__ import main; raise SystemExit(main(['check']))",
    ):
        done = elsewhere(tmp_path, code)
        said = done.stderr.splitlines()[-1]
        assert done.returncode == 1 and f"no data beside the code in {tmp_path}" in said
        assert said.endswith(
            "Install the checkout itself, in its folder: pip install --no-deps --no-build-isolation -e ."
        )
