"""The folder `results/`: the locked value of every table, figure and number.

    results/pages.json          the chapter that each table and figure stands in
    results/numbers.json        numbers by key
    results/run.json            in what circumstances they were computed (see `record`)
    results/nb/tab-….csv        a table as it is shown, in Norwegian; en/ in English
    results/nb/fig-….csv        the data of a figure
    results/nb/fig-….json       its Vega-Lite spec
    results/nb/texts.json       titles, captions and alternative texts

All of it is text with one value a line, keys sorted, so that a change reads as
a change of lines.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from compendium.checkout.files import ROOT
from compendium.results.values import Kind, Part, Result, Sheet

RESULTS = ROOT / "results"
RUN, NUMBERS, PAGES, TEXTS = "run.json", "numbers.json", "pages.json", "texts.json"
REMEDY = "Restore it from git, or renew all of them: python -m compendium lock"


class ResultsError(ValueError):
    """A file of `results/` can't be read."""


def as_json(value: Any) -> str:
    """JSON with sorted keys and one value a line."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _as_csv(sheet: Sheet) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([sheet.columns, *sheet.rows])
    return text.getvalue()


def files(results: Mapping[str, Result]) -> dict[str, str]:
    """The contents of every file of `results/` by its path there, `run.json` excepted."""
    numbers: dict[str, Any] = {}
    pages: dict[str, str] = {}
    texts: dict[str, dict[str, dict[str, str]]] = {}
    found: dict[str, str] = {}
    for result in results.values():
        for part, content in result.parts.items():
            if part.name == "value":
                numbers[result.id] = content
            elif part.name == "page":
                pages[result.id] = content
            elif part.name in ("alt", "caption", "title"):
                texts.setdefault(part.language, {}).setdefault(result.id, {})[part.name] = content
            elif part.name == "data":
                found[f"{part.language}/{result.id}.csv"] = _as_csv(content)
            else:
                found[f"{part.language}/{result.id}.json"] = as_json(content)
    found |= {f"{language}/{TEXTS}": as_json(entries) for language, entries in texts.items()}
    return {NUMBERS: as_json(numbers), PAGES: as_json(pages), **found}


def write(results: Mapping[str, Result], folder: Path = RESULTS) -> None:
    """Make `folder` hold these results and no others; files that already do are left untouched."""
    wanted = files(results)
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
    for path in [*folder.rglob("*.csv"), *folder.rglob("*.json")]:
        if path.relative_to(folder).as_posix() not in {*wanted, RUN}:
            path.unlink()


def _csv(text: str) -> Sheet:
    heading, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(heading):
            raise ValueError(f"row {number} has {len(row)} cells, the header has {len(heading)}")
    return Sheet(tuple(heading), tuple(map(tuple, rows)))


def _content(folder: Path, name: str, parse: Callable[[str], Any] = json.loads) -> Any:
    """What a file of `results/` holds; empty when there is none."""
    path = folder / name
    if not path.exists():
        return {}
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (ValueError, csv.Error) as error:  # not JSON, not UTF-8, not CSV
        raise ResultsError(f"{folder.name}/{name}: can't be read: {error}. {REMEDY}") from None


def _kind(result_id: str) -> Kind:
    return {"tab": "table", "fig": "figure"}.get(result_id.partition("-")[0], "number")


def read_record(folder: Path = RESULTS) -> dict[str, Any]:
    """In what circumstances the locked results were computed; empty when nothing is locked. Raises `ResultsError`."""
    return _content(folder, RUN)


def read_pages(folder: Path = RESULTS) -> dict[str, str]:
    """The page of each locked table and figure, by id. Raises `ResultsError`."""
    return _content(folder, PAGES)


def read(folder: Path = RESULTS) -> dict[str, Result]:
    """The locked results by id; a cell of a `Sheet` is a text, since CSV knows no types.

    An empty or missing folder holds no results. Raises `ResultsError` for a file that can't be read.
    """
    parts: dict[str, dict[Part, Any]] = {}

    def note(result_id: str, part: Part, value: Any) -> None:
        parts.setdefault(result_id, {})[part] = value

    for key, value in _content(folder, NUMBERS).items():
        note(key, Part("value"), value)
    for result_id, page in read_pages(folder).items():
        note(result_id, Part("page"), page)
    for language in sorted(path.name for path in folder.glob("*") if path.is_dir()):
        for result_id, texts in _content(folder, f"{language}/{TEXTS}").items():
            for name, text in texts.items():
                note(result_id, Part(name, language), text)
        for path in sorted((folder / language).glob("*.csv")):
            note(path.stem, Part("data", language), _content(folder, f"{language}/{path.name}", _csv))
        for path in sorted((folder / language).glob("fig-*.json")):
            note(path.stem, Part("spec", language), _content(folder, f"{language}/{path.name}"))
    return {result_id: Result(result_id, _kind(result_id), found) for result_id, found in sorted(parts.items())}
