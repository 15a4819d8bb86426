"""The figures of the book, each in a file that has its id for a name."""

from importlib import import_module
from pkgutil import iter_modules

from compendium.artefacts.artefact import Figure

FIGURES: list[Figure] = [
    import_module(f"{__name__}.{found.name}").FIGURE
    for found in iter_modules(__path__)
    if found.name.startswith("fig_")
]
