"""How a reader picks out marks of an interactive chart: by the values of a column."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from .artefact import Figure

# How visible a mark stays that was not picked out; it must still be found.
FADED = 0.15
# What Vega-Lite draws with these marks is see-through by default, all else is not.
DEFAULT_OPACITY = {"point": 0.7, "circle": 0.7, "square": 0.7, "tick": 0.7}


def signal(place: int) -> str:
    """The name of the parameter that holds the value picked in the column at `place`; null when none is."""
    return f"picked_{place}"


def choices(figure: Figure, data: pd.DataFrame) -> list[dict[str, Any]]:
    """What a reader may pick: column, signal and values of each column to choose by, in the order of the frame."""
    return [
        {
            "column": data.columns[place],
            "signal": signal(place),
            "values": [str(value) for value in dict.fromkeys(data.iloc[:, place]) if value not in ("", None)],
        }
        for place in figure.choose
    ]


def _test(chosen: dict[str, str]) -> str:
    return " && ".join(f"({name} === null || datum[{json.dumps(column, ensure_ascii=False)}] === {name})" for column, name in chosen.items())


def _fade(unit: dict[str, Any], chosen: dict[str, str]) -> None:
    """Let a unit of the spec fade what was not picked, whatever gave it its opacity."""
    mark = unit["mark"]
    kind = mark if isinstance(mark, str) else mark["type"]
    own = unit["encoding"].get("opacity")
    if own is None:
        visible = mark.get("opacity") if isinstance(mark, dict) else None
        own = {"value": DEFAULT_OPACITY.get(kind, 1) if visible is None else visible}
    unit["encoding"]["opacity"] = {"condition": {"test": _test(chosen), **own}, "value": FADED}


def pickable(spec: dict[str, Any], figure: Figure, data: pd.DataFrame) -> dict[str, Any]:
    """A Vega-Lite spec in which marks fade unless they have the values that are picked.

    Nothing is picked at first, so the still picture is the same with and without.
    A unit that does not draw a column is not faded by it. The spec is changed in
    place and returned.
    """
    chosen = {data.columns[place]: signal(place) for place in figure.choose}
    if not chosen:
        return spec

    def walk(part: dict[str, Any], columns: frozenset[str]) -> None:
        values = part.get("data", {}).get("values")
        if values is not None:
            columns = frozenset(values[0]) if values else frozenset()
        drawn = {column: name for column, name in chosen.items() if column in columns}
        if "mark" in part and "encoding" in part and drawn:
            _fade(part, drawn)
        for key in ("layer", "hconcat", "vconcat", "concat"):
            for below in part.get(key, ()):
                walk(below, columns)
        if isinstance(part.get("spec"), dict):
            walk(part["spec"], columns)

    walk(spec, frozenset())
    spec["params"] = [*spec.get("params", ()), *({"name": name, "value": None} for name in chosen.values())]
    return spec
