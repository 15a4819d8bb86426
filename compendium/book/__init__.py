"""How the book puts the study on a page: excerpts, tables, figures, numbers and remarks by id.

The extensions know no datum of the study; they ask `compendium.study` for all of it.
"""

import os
import sys
from pathlib import Path

from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
# The kernels that run the chapters' cells are processes of their own.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))

from compendium.book import (
    artefact_files,
    artefacts,
    aside,
    citing,
    codes,
    complaints,
    dictionary,
    downloads,
    excerpts,
    finishing,
    inline_scripts,
    interrupted,
    nodes,
    norwegian_apa,
    numbering,
    numbers,
    offline,
    placeless,
    previews,
    remarks,
    replication,
    searching,
    source,
    still,
    style_files,
    substitutions,
    uses,
    wording,
)
from compendium.build.building import book_date  # noqa: E402
from compendium.checkout.dating import VARIABLE, BadDate  # noqa: E402

# The study before those that ask for it; the finishing of written pages last.
PARTS = (
    complaints,
    style_files,
    interrupted,
    placeless,
    aside,
    source,
    nodes,
    uses,
    norwegian_apa,
    excerpts,
    codes,
    numbers,
    substitutions,
    artefacts,
    numbering,
    artefact_files,
    still,
    dictionary,
    remarks,
    replication,
    offline,
    searching,
    wording,
    previews,
    downloads,
    citing,
    inline_scripts,
    finishing,
)


def setup(app):
    """Register all parts with Sphinx."""
    # Sphinx takes every date from here, however it was started.
    try:
        os.environ[VARIABLE] = str(book_date(ROOT))
    except BadDate as error:
        raise ExtensionError(str(error)) from None
    for part in PARTS:
        part.setup(app)
    # Jupyter Book numbers chapters while reading, so pages are read one by one.
    return {"parallel_read_safe": False, "parallel_write_safe": True}
