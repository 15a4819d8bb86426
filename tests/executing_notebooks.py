"""Notebooks of the book executed as a reader does it, and what they show."""

import os
import subprocess
import sys

import nbformat


def text_of(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def shown_by(notebook):
    """Text and outputs."""
    outputs = [
        output["data"]["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    return "\n\n".join([text_of(notebook), *outputs])


def executed_elsewhere(notebook, folder):
    """The notebook as `jupyter nbconvert` executes it in another folder, where nothing leads to the checkout but what is installed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "nbconvert",
        "--to",
        "notebook",
        "--execute",
        "--output",
        "again.ipynb",
        "--output-dir",
        folder,
        notebook,
    ]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return nbformat.read(folder / "again.ipynb", as_version=4)
