"""The study in; a table, a figure or a number out.

    from analysis import load, show
    study = load()
    show(study, "fig-koder")
"""

from .loading import load
from .problems import DataError, Problem
from .showing import show
from .study import Study

__all__ = ["DataError", "Problem", "Study", "load", "show"]
