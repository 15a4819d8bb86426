"""The repository's own descriptions: CITATION.cff, codemeta.json and .zenodo.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from compendium.artefacts.language import LANGUAGES
from compendium.checkout.files import ROOT
from compendium.publish.references.csl_items import edition
from compendium.publish.references.metadata import Metadata
from compendium.templating import render, write_text

TEMPLATE = Path(__file__).with_name("repository_files.yaml.jinja")
FILES = ("CITATION.cff", "codemeta.json", ".zenodo.json")
SOURCE = "Made from metadata.toml by `python -m compendium metadata`; change it there."


def _filled(value: Any) -> Any:
    """A value without what is empty anywhere in it."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner not in ("", None)}
    return list(map(_filled, value)) if isinstance(value, list) else value


def contents(metadata: Metadata) -> dict[str, str]:
    """What each of the files says, by its name."""
    adapted = {language: edition(metadata, language) for language in LANGUAGES}
    described = _filled(yaml.safe_load(render(TEMPLATE, metadata=metadata, adapted=adapted)))
    cff = yaml.safe_dump(described["CITATION.cff"], allow_unicode=True, sort_keys=False, width=120)
    texts = {name: json.dumps(described[name], ensure_ascii=False, indent=2) + "\n" for name in FILES}
    return {**texts, "CITATION.cff": f"# {SOURCE}\n{cff}"}


def stale(metadata: Metadata, root: Path = ROOT) -> list[str]:
    """Names of the files that are missing or say something else than the metadata."""
    return [
        name
        for name, text in contents(metadata).items()
        if not (root / name).exists() or (root / name).read_text(encoding="utf-8") != text
    ]


def write(metadata: Metadata, root: Path = ROOT) -> list[str]:
    """Write the files that are out of date; returns their names."""
    outdated, texts = stale(metadata, root), contents(metadata)
    for name in outdated:
        write_text(root / name, texts[name])
    return outdated
