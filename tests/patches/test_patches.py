"""Every patch says of which package it is and why, and has a test that tells when it is no longer needed."""

import ast
import importlib
import pkgutil
import platform
import re
from importlib import metadata
from pathlib import Path

import pytest

import compendium.patches
from compendium.checkout.files import ROOT

MODULES = [found.name for found in pkgutil.iter_modules(compendium.patches.__path__)]
FIELD = re.compile(r"^(package|reason|upstream): (\S.*)", re.MULTILINE)
ISSUE = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+/(issues|pull)/\d+")
# What a module may ask for by a name that looks private: its own, and what Python's manual names.
OWN = {"self", "cls"}
DOCUMENTED = {"_asdict", "_exit", "_fields", "_make", "_replace"}
HERE = Path(__file__).parent


@pytest.mark.parametrize("name", MODULES)
def test_a_patch_is_declared(name):
    declared = dict(FIELD.findall(importlib.import_module(f"compendium.patches.{name}").__doc__))
    assert list(declared) == ["package", "reason", "upstream"]
    package, version = declared["package"].split()
    assert package == platform.python_implementation().lower() or metadata.version(package)
    assert re.match(r"\d+\.\d+", version)
    assert declared["upstream"] == "none found" or ISSUE.fullmatch(declared["upstream"])


@pytest.mark.parametrize("name", MODULES)
def test_a_patch_is_tested_for_whether_it_is_needed(name):
    tests = ast.parse((HERE / f"test_{name}.py").read_text(encoding="utf-8"))
    assert any(isinstance(node, ast.FunctionDef) and node.name == "test_still_needed" for node in tests.body)


def private_names(source):
    """What a module takes of others that is private there, by its name; its own and what Python documents left out."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.name.startswith("_"))
        elif isinstance(node, ast.Attribute) and re.fullmatch(r"_[a-z]\w*[a-z]", node.attr):
            own = ast.unparse(node.value) in OWN
            yield from [] if own or node.attr in DOCUMENTED else [ast.unparse(node)]


def test_nothing_outside_of_the_patches_leans_on_what_is_private():
    code = [path for room in ("analysis", "compendium", "tools") for path in (ROOT / room).rglob("*.py")]
    others = [path for path in code if path.parent != ROOT / "compendium" / "patches"]
    assert {str(path): found for path in others if (found := list(private_names(path.read_text("utf-8"))))} == {}
    assert any(list(private_names(path.read_text("utf-8"))) for path in set(code) - set(others))


def test_every_test_is_of_a_patch():
    tested = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")} - {"patches"}
    assert len(MODULES) > 20 and tested == set(MODULES)
