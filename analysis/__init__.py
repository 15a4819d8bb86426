"""The study in; a table, a figure or a number out.

from analysis import load, show
study = load()
show(study, "fig-koder")
"""

import sys

if sys.flags.optimize > 1:
    # Before Altair is imported, which builds itself from docstrings and would end in a traceback.
    raise SystemExit("python -OO (PYTHONOPTIMIZE=2) leaves out docstrings, which Altair needs; use -O, or neither.")

from .loading import load  # noqa: E402
from .problems import DataError, Problem  # noqa: E402
from .showing import show  # noqa: E402
from .study import Study  # noqa: E402

__all__ = ["DataError", "Problem", "Study", "load", "show"]
