"""Results in a folder: the locked ones in `results/`, and those of the last build in `_build/results/`.

    numbers.json          numbers by key
    run.json              in what circumstances they were computed (see `record`); locked results alone
    tables/tab-….csv      the frame of a table: stable column names, values of no language
    tables/tab-….json     its page, headings, labels of values, captions and alternative texts, in both languages
    figures/fig-….csv     the frame of a figure
    figures/fig-….json    as for a table, with its Vega-Lite spec

All of it is text, keys sorted, so that a change reads as a change of lines.
Where the languages differ, a JSON value is an object with "nb" and "en".
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from compendium.checkout.files import ROOT
from compendium.checkout.writing import write_changed
from compendium.results.parts import Part, Parts, Sheet, kind_of
from compendium.tables.problems import UserError

RESULTS = ROOT / "results"
RUN, NUMBERS = "run.json", "numbers.json"
FOLDERS = {"table": "tables", "figure": "figures"}
# Parts that have a text in each language.
TEXTS = ("alt", "caption", "title")
REMEDY = "Restore it from git, or renew all of them: python -m compendium lock"
# What is no longer than this stands on one line.
LINE = 120


class ResultsError(UserError, ValueError):
    """A file of a folder of results can't be read."""


def as_json(value: Any, indent: str = "") -> str:
    """JSON with sorted keys, and what is short on one line."""
    return f"{_json(value, indent)}\n"


def _json(value: Any, indent: str) -> str:
    line = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if not isinstance(value, dict | list | tuple) or len(indent) + len(line) <= LINE:
        return line
    inner = indent + " "
    if isinstance(value, dict):
        own = [f"{inner}{json.dumps(key, ensure_ascii=False)}: {_json(value[key], inner)}" for key in sorted(value)]
        return "{\n" + ",\n".join(own) + f"\n{indent}}}"
    return "[\n" + ",\n".join(f"{inner}{_json(member, inner)}" for member in value) + f"\n{indent}]"


def _as_csv(sheet: Sheet) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([sheet.columns, *sheet.rows])
    return text.getvalue()


def described(result: Parts) -> dict[str, Any]:
    """All parts of a table or figure but its frame, as one JSON object."""
    found: dict[str, Any] = {}
    for part, content in result.parts.items():
        if part.name in TEXTS:
            found.setdefault(part.name, {})[part.language] = content
        elif part.name != "data":
            found[part.name] = content
    return found


def files(results: Mapping[str, Parts]) -> dict[str, str]:
    """The contents of every file of the folder by its path there, `run.json` excepted."""
    numbers: dict[str, Any] = {}
    found: dict[str, str] = {}
    for result in results.values():
        if result.kind == "number":
            if not result.error:
                numbers[result.id] = result.parts[Part("value")]
        else:
            place = f"{FOLDERS[result.kind]}/{result.id}"
            found[f"{place}.json"] = as_json(described(result))
            found[f"{place}.csv"] = _as_csv(result.parts.get(Part("data"), Sheet((), ())))
    return {NUMBERS: as_json(numbers), **found}


def write_files(wanted: Mapping[str, str], folder: Path, keep: tuple[str, ...] = ()) -> None:
    """Make `folder` hold these files and no others of their kind but `keep`; those that do already are not touched."""
    for name, text in wanted.items():
        write_changed(folder / name, text)
    for path in [*folder.rglob("*.csv"), *folder.rglob("*.json"), *folder.rglob("*.part")]:
        if path.relative_to(folder).as_posix() not in {*wanted, *keep}:
            path.unlink()


def write(results: Mapping[str, Parts], folder: Path = RESULTS) -> None:
    """Make `folder` hold these results and no others."""
    write_files(files(results), folder, keep=(RUN,))


def _csv(text: str) -> Sheet:
    heading, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(heading):
            raise ValueError(f"row {number} has {len(row)} cells, the header has {len(heading)}")
    return Sheet(tuple(heading), tuple(map(tuple, rows)))


def _content(folder: Path, name: str, parse: Callable[[str], Any] = json.loads) -> Any:
    """What a file holds; empty when there is none."""
    path = folder / name
    if not path.exists():
        return {}
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (ValueError, csv.Error) as error:  # not JSON, not UTF-8, not CSV
        raise ResultsError(f"{folder.name}/{name}: can't be read: {error}. {REMEDY}") from None


def read_record(folder: Path = RESULTS) -> dict[str, Any]:
    """In what circumstances the locked results were computed; empty when nothing is locked. Raises `ResultsError`."""
    record: dict[str, Any] = _content(folder, RUN)
    return record


def read(folder: Path = RESULTS) -> dict[str, Parts]:
    """The results of a folder by id; a cell of a `Sheet` is a text, since CSV knows no types.

    An empty or missing folder holds no results. Raises `ResultsError` for a file that can't be read.
    """
    found = {key: Parts(key, "number", {Part("value"): value}) for key, value in _content(folder, NUMBERS).items()}
    for own in FOLDERS.values():
        for path in sorted((folder / own).glob("*.json")):
            parts: dict[Part, Any] = {}
            for name, content in _content(folder, f"{own}/{path.name}").items():
                if name in TEXTS:
                    parts |= {Part(name, language): text for language, text in content.items()}
                else:
                    parts[Part(name)] = content
            if sheet := _content(folder, f"{own}/{path.stem}.csv", _csv):
                parts[Part("data")] = sheet
            found[path.stem] = Parts(path.stem, kind_of(path.stem), parts)
    return dict(sorted(found.items()))


def read_pages(folder: Path = RESULTS) -> dict[str, str]:
    """The page of each locked table and figure, by id. Raises `ResultsError`."""
    return {name: found.parts[Part("page")] for name, found in read(folder).items() if found.kind != "number"}
