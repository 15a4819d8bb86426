"""The rooms of the engine import only what stands before them; the science takes of the engine only what it needs."""

import ast

import pytest

from compendium.build.notebooks import chapter_paths, read
from compendium.checkout.files import ROOT

# Each room may import what stands before it; what stands on one line are one another's neighbours.
ORDER = (
    {"artefacts"},
    {"interface", "templating"},
    {"tables"},
    {"checkout"},
    {"patches"},
    {"study"},
    {"results"},
    {"qualitative"},
    {"build"},
    {"book"},
    {"publish"},
    {"guard"},
    {"commands"},
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
# The rooms that the science may import.
FOR_SCIENCE = {"artefacts", "tables", "qualitative"}
# Imports against the order that are there today: what lies in the one may import what lies in the other, and why.
EXCEPTIONS = {
    # Title, authors, licences and references are published, and every page says them too.
    ("compendium.book", "compendium.publish.references"),
    # They are input that people write, so a build judges them before it begins.
    ("compendium.build.inputs", "compendium.publish.references"),
    # The notebook of a page is a file of its own that is published, and lies beside the page.
    ("compendium.book.downloads", "compendium.publish.page_notebooks"),
    # Rows of a table that have an id are linked to in a notebook as on a page.
    ("compendium.results.showing", "compendium.qualitative.labels"),
    # The benchmarks are no part of the engine, but are started like everything else.
    ("compendium.commands.bench", "tools.bench"),
}


def imports(source):
    """What a module imports, as `package.module.name`, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def within(module, package):
    return f"{module}.".startswith(f"{package}.")


def room(module):
    """The room of the engine that a module lies in; empty for the package itself and what is no part of it."""
    package, _, rest = module.partition(".")
    return rest.partition(".")[0] if package == "compendium" and rest.partition(".")[0] in LEVEL else ""


def is_against_the_order(module, imported):
    """Whether a module of this repository imports what it may not."""
    if imported.startswith("."):
        return True  # Says not which room it means.
    if within(module, "analysis"):
        return within(imported, "tools") or (within(imported, "compendium") and room(imported) not in FOR_SCIENCE)
    if within(imported, "analysis") or within(imported, "tools"):
        return True
    return bool(room(module) and room(imported)) and LEVEL[room(module)] < LEVEL[room(imported)]


def modules():
    """Each module of study and engine by its name, with its source."""
    for top in ("analysis", "compendium"):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield name, path.read_text(encoding="utf-8")


def against_the_order():
    return {
        (module, imported)
        for module, source in modules()
        for imported in imports(source)
        if is_against_the_order(module, imported)
    }


def is_excepted(arrow):
    return any(within(arrow[0], module) and within(arrow[1], imported) for module, imported in EXCEPTIONS)


def test_imports_follow_the_order_of_the_rooms():
    assert sorted(arrow for arrow in against_the_order() if not is_excepted(arrow)) == []


def test_every_exception_is_needed():
    found = against_the_order()
    unused = [
        (module, imported)
        for module, imported in EXCEPTIONS
        if not any(within(arrow[0], module) and within(arrow[1], imported) for arrow in found)
    ]
    assert unused == []


def test_whatever_lies_in_the_engine_is_a_room():
    code = [*(ROOT / "compendium").glob("*.py"), *(ROOT / "compendium").glob("*/__init__.py")]
    names = {path.parent.name if path.parent.parent == ROOT / "compendium" else path.stem for path in code}
    assert names - {"__init__", "__main__"} - set(LEVEL) == set()


@pytest.mark.parametrize(
    ("module", "line", "wrong"),
    [
        ("compendium.tables.reading", "from compendium.build import building", True),
        ("compendium.tables.reading", "def f():\n    import compendium.study", True),
        ("compendium.tables.reading", "from ..build import building", True),
        ("compendium.build.building", "from compendium.tables.reading import read_rows", False),
        ("compendium.book.nodes", "from analysis import load", True),
        ("compendium.__main__", "from analysis import STUDY", True),
        ("compendium.__main__", "from compendium import commands", False),
        ("analysis.figures", "from compendium.results.compute import compute", True),
        ("analysis.figures", "from compendium import show", True),
        ("analysis.figures", "from compendium.qualitative.counts import per_code", False),
    ],
)
def test_a_wrong_import_is_found(module, line, wrong):
    assert [is_against_the_order(module, imported) for imported in imports(line)] == [wrong]


def test_chapters_import_the_study_and_what_shows_it():
    cells = [cell for path in chapter_paths(ROOT) for cell in read(path, ROOT).cells if cell.cell_type == "code"]
    assert {name for cell in cells for name in imports(cell.source)} == {"analysis.load", "compendium.show"}
