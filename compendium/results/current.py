"""The results of the repository's own study: computed once in a process, kept in `_build/results/`."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from pathlib import Path

from compendium.artefacts.language import LANGUAGES, Language
from compendium.checkout.files import MAKERS, ROOT, fingerprint
from compendium.checkout.writing import write_whole
from compendium.results.compute import Result, Results, compute
from compendium.results.parts import sheet, take_apart
from compendium.results.store import as_json, described, write_files
from compendium.study import definition, load

FOLDER = ROOT / "_build" / "results"
# The files of the build's results that tell what makes them, and from which data they were made.
CODE, DATA_STATE = "code.json", "data.json"
# The names of values and where they lead, for whatever shows them beside a result or as a link.
LABELS = "labels.json"


class FailedResults(RuntimeError):
    """Results that could not be computed; the message has a line for each."""


@cache
def current(languages: tuple[Language, ...] = LANGUAGES) -> Results:
    """All results of the repository's own study, with their words in these languages.

    Raises `DataError`, and `FailedResults` if any can't be computed.
    """
    results = compute(definition(), load(), languages)
    if results.failures:
        raise FailedResults("\n".join(f"{name} can't be computed: {why}" for name, why in results.failures.items()))
    return results


def file_of(result_id: str, folder: Path = FOLDER) -> Path:
    """Where a build keeps a result; what shows it depends on this file."""
    return folder / f"{result_id}.json"


def _made_from() -> dict[str, str]:
    return {CODE: as_json(fingerprint(MAKERS)), DATA_STATE: as_json(fingerprint(["data"]))}


def is_kept(folder: Path = FOLDER) -> bool:
    """Whether `folder` holds the results of the study as it is now, so that none has to be computed to know them."""
    files = {folder / name: text for name, text in _made_from().items()}
    return all(file.exists() and file.read_text(encoding="utf-8") == text for file, text in files.items())


def keep(results: Results, folder: Path = FOLDER) -> None:
    """Make `folder` hold these results, a file for each; a file that does already is not touched."""
    labels = {kind: {value: asdict(label) for value, label in own.items()} for kind, own in results.labels.items()}
    wanted = {LABELS: as_json(labels)}
    for parts in take_apart(results).values():
        result = results.numbers.get(parts.id) or results.artefacts[parts.id]
        content = described(parts) | {"tables": result.tables}
        if isinstance(result, Result):
            content |= {"sources": list(map(asdict, result.sources)), "data": asdict(sheet(result.frame))}
        else:
            content |= {"sources": [asdict(result.source)], "describe": dict(result.describe)}
        wanted[file_of(result.id, folder).name] = as_json(content)
    # Last, so that whoever is interrupted leaves results that are computed again.
    write_files(wanted | _made_from(), folder)


def picture(result: Result, language: Language, folder: Path = FOLDER) -> str:
    """A figure as SVG: drawn once for as long as what it is drawn from stays as it is kept in `folder`."""
    file = folder / f"{result.id}.{language}.svg"
    made_from = (file_of(result.id, folder), folder / CODE)
    if file.exists() and all(path.exists() and path.stat().st_mtime < file.stat().st_mtime for path in made_from):
        return file.read_text(encoding="utf-8")
    svg = result.picture(language)
    write_whole(file, svg)
    return svg
