"""An engine for executable compendia of qualitative studies.

from analysis import load
from compendium import show

study = load()
show(study, "fig-koder")
"""

import sys

if sys.flags.optimize > 1:
    # Before Altair is imported, which builds itself from docstrings and would end in a traceback.
    raise SystemExit("python -OO (PYTHONOPTIMIZE=2) leaves out docstrings, which Altair needs; use -O, or neither.")

__all__ = ["show"]


def __getattr__(name: str) -> object:
    # The commands that compute nothing must not wait for pandas and Altair.
    if name == "show":
        from compendium.results.showing import show

        return show
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
