"""Frames row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, their cells as attributes; of what type a cell is, the study's schema knows."""
    return iter(frame.itertuples(index=False))
