"""How the book puts the study on a page: excerpts, tables, figures, numbers and remarks by id.

The extensions know no datum of the study; they ask `compendium.study` for all of it.
"""

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
# The kernels that run the chapters' cells are processes of their own.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))

from compendium.build.building import book_date  # noqa: E402
from compendium.checkout.dating import VARIABLE, BadDate  # noqa: E402

# Rooms and modules of the engine. The study before those that ask for it; the finishing of written pages last.
PARTS = (
    "patches.jupyter_book_traceback",
    "patches.myst_substitution_message",
    "book.style_files",
    "patches.sphinx_interrupted_build",
    "patches.sphinx_buildinfo",
    "book.background",
    "book.source",
    "book.nodes",
    "book.uses",
    "patches.pybtex_plugin_lookup",
    "book.norwegian_apa",
    "book.excerpts",
    "book.codes",
    "book.number_roles",
    "book.substitutions",
    "book.artefacts",
    "book.numbering",
    "patches.sphinx_numref",
    "book.artefact_files",
    "book.static_figures",
    "book.dictionary_tables",
    "book.remarks",
    "book.locked_run",
    "patches.extension_assets",
    "patches.sphinx_search_index",
    "patches.sphinx_search_page",
    "patches.copybutton_words",
    "patches.theme_translations",
    "patches.myst_nb_folded_cells",
    "book.link_previews",
    "book.downloads",
    "book.citing",
    "patches.theme_inline_scripts",
    "book.finishing",
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register all parts with Sphinx, each as an extension of its own."""
    # Sphinx takes every date from here, however it was started.
    try:
        os.environ[VARIABLE] = str(book_date(ROOT))
    except BadDate as error:
        raise ExtensionError(str(error)) from None
    for part in PARTS:
        app.setup_extension(f"compendium.{part}")
    # Jupyter Book numbers chapters while reading, so pages are read one by one.
    return {"parallel_read_safe": False, "parallel_write_safe": True}
