"""A book as the packages write it, without any patch."""

import os
import subprocess
import sys

import pytest

from compendium.checkout.files import ROOT

CONFIGURATION = """
project = "Bok"
language = "nb_NO"
extensions = ["myst_nb", "sphinx_thebe", "sphinx_togglebutton", "sphinx_copybutton", "sphinx_design"]
extensions.append("sphinxcontrib.bibtex")
bibtex_bibfiles = ["works.bib"]
html_theme = "sphinx_book_theme"
# As in the real one, where a search field stands in the side bar.
html_theme_options = {"navbar_persistent": []}
nb_execution_mode = "off"
nb_code_prompt_show = "Vis koden"
"""
PAGES = {
    "conf.py": CONFIGURATION,
    "works.bib": "@book{berg, author={Berg, Anne}, title={Bok}, publisher={Bok}, year={2000}}\n",
    "index.md": "# Bok\n\n```{toctree}\none\n```\n\nText.\n",
    "one.md": """---
file_format: mystnb
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# One

As {cite:t}`berg` says.

```{margin}
A note.
```

| Head |
|---|
| cell |

```{code-cell} ipython3
:tags: [hide-input]
1
```

```{bibliography}
```
""",
}


@pytest.fixture(scope="session")
def built():
    """Writes the sources of a book and builds it in a process of its own; gives the folder of its pages."""

    def build(folder, pages):
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "sphinx", "-q", str(folder), str(folder / "html")]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return folder / "html"

    return build


@pytest.fixture(scope="session")
def plain_book(built, tmp_path_factory):
    """The folder of a book's pages: `index` has only words, `one` something of everything."""
    return built(tmp_path_factory.mktemp("plain"), PAGES)


@pytest.fixture
def patched_book(built, tmp_path):
    """Builds the same book with one patch."""

    def build(patch):
        configuration = f'{CONFIGURATION}extensions.append("compendium.patches.{patch}")\n'
        return built(tmp_path, {**PAGES, "conf.py": configuration})

    return build


@pytest.fixture(scope="session")
def plain_page(plain_book):
    """The text of the page `one`."""
    return (plain_book / "one.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def bare_page(plain_book):
    """The text of the front page."""
    return (plain_book / "index.html").read_text(encoding="utf-8")
