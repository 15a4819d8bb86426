"""A page of the book as a notebook: its plain Markdown and its executed cells together."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from compendium.artefacts.language import Language
from compendium.build.execution import chapter_with_outputs
from compendium.interface import interface_texts
from compendium.publish.page_markdown import markdown
from compendium.templating import render, write_text

# A cell with this tag runs, but the book doesn't show it.
HIDDEN = "remove-cell"
_ANCHORS = re.compile(r'(<span id="[^"]*"></span>)+')
_HEADING = re.compile(r"#{1,3} ")
_FENCE = re.compile(r"\s*(```|~~~)")
# Of the cell that says what a notebook needs in order to run.
CHECK = "checks-installation"
_CHECK_TEMPLATE = Path(__file__).parent / "templates" / "installation_check.py.jinja"
_PYTHON = {"name": "python", "file_extension": ".py"}
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def _sections(text: str) -> list[str]:
    """Markdown in parts that each begin with a heading and the anchors above it."""
    parts: list[list[str]] = [[]]
    fenced = False
    for line in text.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        if _HEADING.match(line) and not fenced:
            above: list[str] = []
            while parts[-1] and (not parts[-1][-1].strip() or _ANCHORS.fullmatch(parts[-1][-1])):
                above.insert(0, parts[-1].pop())
            parts.append(above)
        parts[-1].append(line)
    return [part for part in ("\n".join(lines).strip() for lines in parts) if part]


def _code(cell: NotebookNode) -> NotebookNode:
    """An executed cell, without what only the book understands."""
    code: NotebookNode = nbformat.v4.new_code_cell(
        cell.source,
        execution_count=cell.execution_count,
        outputs=deepcopy(cell.outputs),
        metadata={"tags": list(cell.metadata.get("tags", []))},
    )
    for output in code.outputs:
        # The book's own directive, which stands in for the HTML there.
        if "text/html" in output.get("data", {}):
            output["data"].pop("text/markdown", None)
    return code


def _check(language: Language) -> NotebookNode:
    """The first cell of a notebook with code: it says what to do where `analysis` can't be imported.

    It raises an error, since a program that executes a notebook shows its reader nothing else.
    """
    code = render(_CHECK_TEMPLATE, texts=interface_texts("notebooks")[language]).rstrip("\n")
    cell: NotebookNode = nbformat.v4.new_code_cell(code, metadata={"tags": [CHECK]})
    return cell


def page_notebook(
    name: str, pieces: Sequence[str], executed: NotebookNode | None, language: Language = "nb"
) -> NotebookNode:
    """The notebook of one page.

    `name` is the page's, such as `chapters/resultat`; `pieces` is its Markdown,
    cut where the page shows a code cell; `executed` is its source with outputs,
    None if it has no code. A notebook with code begins with a cell that says, in
    `language`, what is needed where the project is not installed. Cells that the
    page hides run before the text around them. Raises `ValueError` if the page
    shows more or fewer cells than its source has.
    """
    code = [cell for cell in executed.cells if cell.cell_type == "code"] if executed else []
    hidden = [HIDDEN in cell.metadata.get("tags", []) for cell in code]
    if len(pieces) - 1 != hidden.count(False):
        has = f"its source has {hidden.count(False)} that it does not hide"
        raise ValueError(f"{name}: the page shows {len(pieces) - 1} code cells, {has}")
    cells: list[NotebookNode] = [_check(language)] if code else []
    waiting = iter(pieces)
    for cell, is_hidden in zip(code, hidden):
        if not is_hidden:
            cells += map(nbformat.v4.new_markdown_cell, _sections(next(waiting)))
        cells.append(_code(cell))
    cells += map(nbformat.v4.new_markdown_cell, _sections(next(waiting)))
    for number, cell in enumerate(cells, start=1):
        # nbformat draws an id at random, and equal pages should give equal files.
        cell["id"] = f"{name.rpartition('/')[2]}-{number}"
    python = executed.metadata.get("language_info", _PYTHON) if executed else _PYTHON
    # Any Python that the lock allows gives the same page.
    language_info = {key: value for key, value in python.items() if key != "version"}
    about = {"kernelspec": _KERNEL, "language_info": language_info}
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata=about)
    return notebook


def write_page_forms(html: str, source: Path, root: Path, target: Path, has_code: bool, language: Language) -> None:
    """Write a page's notebook and its source beside it; nothing is executed for it.

    `html` is the HTML of the page's contents, `source` the file that it was made
    from below `root`, `target` the page's place without a suffix, and `language`
    the book's. Raises `KeyError` if it has code that has not been executed, and
    what `markdown` and `page_notebook` raise.
    """
    executed = chapter_with_outputs(source, root) if has_code else None
    notebook = page_notebook(source.relative_to(root).with_suffix("").as_posix(), markdown(html), executed, language)
    write_text(target.with_suffix(".ipynb"), f"{nbformat.writes(notebook)}\n")
    shutil.copyfile(source, target.with_suffix(".md"))
