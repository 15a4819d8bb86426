"""How the book puts the study on a page: excerpts, tables, figures, numbers and remarks by id.

The extensions know no datum of the study; they ask `analysis` for all of it.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
# The kernels that run the chapters' cells are processes of their own.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))

from analysis.building import book_date  # noqa: E402
from analysis.dating import VARIABLE  # noqa: E402

from . import artefacts, citations, dictionary, excerpts, finishing, offline, remarks, searching, source, wording  # noqa: E402


def setup(app):
    """Register all parts with Sphinx."""
    # Sphinx takes every date from here, however it was started.
    os.environ.setdefault(VARIABLE, str(book_date(ROOT)))
    for part in (source, citations, excerpts, artefacts, dictionary, remarks, offline, searching, wording, finishing):
        part.setup(app)
    # Jupyter Book numbers chapters while reading, so pages are read one by one.
    return {"parallel_read_safe": False, "parallel_write_safe": True}
