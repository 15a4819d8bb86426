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

from . import artefacts, citations, dictionary, excerpts, number_words, offline, remarks, source, wording  # noqa: E402


def setup(app):
    """Register all parts with Sphinx."""
    for part in (source, number_words, citations, excerpts, artefacts, dictionary, remarks, offline, wording):
        part.setup(app)
    # Jupyter Book numbers chapters while reading, so pages are read one by one.
    return {"parallel_read_safe": False, "parallel_write_safe": True}
