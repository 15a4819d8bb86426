"""The rows of a frame one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame in its order, each with its cells by the names of the columns."""
    return iter(frame.itertuples(index=False))
