"""How a reader selects marks of an interactive chart: by the values of a column, or of several of the same kind."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from compendium.artefacts.artefact import Figure
from compendium.artefacts.view import View

# How visible a mark stays that is not selected; it must be found all the same.
FADED = 0.15
# What Vega-Lite draws with these marks is see-through by default, all else is not.
DEFAULT_OPACITY = {"point": 0.7, "circle": 0.7, "square": 0.7, "tick": 0.7}
# A drawn row may list in this column what else it stands for: a line is selected with either of its ends.
ALSO = "also"


def distinct(data: pd.DataFrame, *columns: str) -> list[str]:
    """Values of columns in the order of their categories, or else of the frame: the order on an axis and in a list."""
    used = list(dict.fromkeys(value for column in columns for value in data[column]))
    order = data[columns[0]].dtype
    return [value for value in order.categories if value in used] if isinstance(order, pd.CategoricalDtype) else used


def choices(figure: Figure, view: View) -> list[dict[str, Any]]:
    """What a reader may select: columns, heading, values, and the signal that holds the one selected, null if none is.

    The first of the columns gives the choice its heading.
    """
    return [
        {
            "columns": list(columns),
            "heading": view.headings[columns[0]],
            "signal": f"picked_{number}",
            "values": [str(value) for value in distinct(view.frame, *columns) if value not in ("", None)],
        }
        for number, columns in enumerate(figure.choose)
    ]


def _test(choice: dict[str, Any], drawn: frozenset[str]) -> str:
    """An expression of Vega: nothing is selected, or a row has what is; "" if it has none of the choice's columns."""
    name = choice["signal"]
    has = [
        f"datum[{json.dumps(column, ensure_ascii=False)}] === {name}" for column in choice["columns"] if column in drawn
    ]
    if has and ALSO in drawn:
        has.append(f"indexof(datum.{ALSO}, {name}) >= 0")
    return f"({' || '.join([f'{name} === null', *has])})" if has else ""


def _fade(unit: dict[str, Any], test: str) -> None:
    """Let a unit of the spec fade what is not selected, whatever gave it its opacity."""
    mark = unit["mark"]
    kind = mark if isinstance(mark, str) else mark["type"]
    own = unit["encoding"].get("opacity")
    if own is None:
        visible = mark.get("opacity") if isinstance(mark, dict) else None
        own = {"value": DEFAULT_OPACITY.get(kind, 1) if visible is None else visible}
    unit["encoding"]["opacity"] = {"condition": {"test": test, **own}, "value": FADED}


def selectable(spec: dict[str, Any], offered: list[dict[str, Any]]) -> dict[str, Any]:
    """A Vega-Lite spec in which marks fade unless they have the values that are selected.

    Nothing is selected at first, so the static picture is the same with and without.
    A unit that draws none of the columns of a choice is not faded by it. The spec
    is changed in place and returned.
    """
    if not offered:
        return spec

    def walk(part: dict[str, Any], columns: frozenset[str]) -> None:
        values = part.get("data", {}).get("values")
        if values is not None:
            columns = frozenset(values[0]) if values else frozenset()
        tests = [test for choice in offered if (test := _test(choice, columns))]
        if "mark" in part and "encoding" in part and tests:
            _fade(part, " && ".join(tests))
        for key in ("layer", "hconcat", "vconcat", "concat"):
            for below in part.get(key, ()):
                walk(below, columns)
        if isinstance(part.get("spec"), dict):
            walk(part["spec"], columns)

    walk(spec, frozenset())
    spec["params"] = [*spec.get("params", ()), *({"name": choice["signal"], "value": None} for choice in offered)]
    return spec
