"""The study of this repository, which the engine knows by the name that `pyproject.toml` gives it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from compendium.artefacts.definition import StudyDefinition
from compendium.checkout.files import ROOT
from compendium.tables.loading import load_study
from compendium.tables.problems import NoCheckout

DATA = ROOT / "data"


@cache
def definition() -> StudyDefinition:
    """What `study = "MODULE:NAME"` under `[tool.compendium]` leads to.

    Raises `NoCheckout` if the code lies apart from its repository.
    """
    try:
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoCheckout(ROOT) from None
    module, _, name = settings["tool"]["compendium"]["study"].partition(":")
    found: StudyDefinition = getattr(import_module(module), name)
    return found


def load(folder: Path | str | None = None) -> Any:
    """The validated study of `folder`, of the repository's own `data/` by default; see `load_study`."""
    return load_study(definition(), folder)
