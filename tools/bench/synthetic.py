"""Studies of any size with the shape of this one: what is recounted must stay quick when there is far more to count."""

from __future__ import annotations

import csv
import json
import random
import shutil
from pathlib import Path

from compendium.qualitative.audit_trail import LOG, is_version
from compendium.qualitative.validation import LISTS
from compendium.study import DATA, definition, load
from compendium.tables.schema import DESCRIPTOR, read_schemas

SEED = 20230601
# The study has two codings for each excerpt, of which one is where the thesis placed it.
CODINGS_EACH = (1, 2, 3)
# Words of the excerpts are drawn from the study's own, so that phrases of the operationalisation occur as often.
WORDS_EACH = (12, 60)


def write_study(folder: Path, excerpts: int, seed: int = SEED) -> None:
    """Write a valid study with that many excerpts into `folder`; equal numbers and seeds give equal files.

    The study's own excerpts come first, as far as the number goes; further ones
    and their codings are drawn at random. Codebook, informants and all else are
    the study's own; what refers to an excerpt that is left out is left out too.
    """
    chance = random.Random(seed)
    study = load()
    shutil.copytree(DATA, folder)
    drop_versions(folder)
    informants = study.informants["informant_id"].to_list()
    codes = study.codes["code_id"].to_list()
    sections = sorted(set(study.excerpts["section"]))
    words = " ".join(study.excerpts["text_nb"]).replace("«", "").replace("»", "").split()
    own = len(study.excerpts)
    if excerpts < own:
        _leave_out(folder, set(study.excerpts["excerpt_id"][excerpts:]))
    with (
        (folder / "excerpts.csv").open("a", encoding="utf-8", newline="") as texts,
        (folder / "codings.csv").open("a", encoding="utf-8", newline="") as marks,
    ):
        text_rows = csv.DictWriter(texts, list(study.excerpts.columns), restval="", lineterminator="\n")
        mark_rows = csv.DictWriter(marks, list(study.codings.columns), restval="", lineterminator="\n")
        for number in range(own + 1, excerpts + 1):
            excerpt_id = f"S{number:03}"
            said = [chance.choice(words) for _ in range(chance.randint(*WORDS_EACH))]
            text = "Ord " + " ".join(said)
            text_rows.writerow(
                {
                    "excerpt_id": excerpt_id,
                    "order": number,
                    "informant_id": chance.choice(informants),
                    "section": chance.choice(sections),
                    "presentation": chance.choice(("block", "inline")),
                    "text_nb": text,
                    "text_en": text,
                }
            )
            placed, *more = chance.sample(codes, chance.choice(CODINGS_EACH))
            mark_rows.writerow({"excerpt_id": excerpt_id, "code_id": placed, "basis": "section"})
            for code in more:
                quoted = " ".join(said[:3])
                mark_rows.writerow(
                    {
                        "excerpt_id": excerpt_id,
                        "code_id": code,
                        "basis": "reconstruction",
                        "reason_nb": f"«{quoted}» handler om dette.",
                        "reason_en": f"“{quoted}” is about this.",
                    }
                )


def _leave_out(folder: Path, excerpts: set[str]) -> None:
    """Take excerpts out of a study, and with them the rows and ids that refer to them."""
    schemas = read_schemas(folder)
    tables = {name: _read(folder / schema.path) for name, schema in schemas.items()}
    for name, schema in schemas.items():
        for key in schema.foreign_keys:
            if key.target_table == "excerpts":
                if (
                    next(column for column in schema.columns if column.name == key.column).required
                    or key.column == "excerpt_id"
                ):
                    tables[name] = [row for row in tables[name] if row[key.column] not in excerpts]
                for row in tables[name]:
                    row[key.column] = "" if row[key.column] in excerpts else row[key.column]
    tables["excerpts"] = [row for row in tables["excerpts"] if row["excerpt_id"] not in excerpts]
    for name, column, target, _ in (*LISTS, *definition().id_lists):
        if target == "excerpts":
            for row in tables[name]:
                row[column] = " ".join(value for value in row[column].split() if value not in excerpts)
    evidenced = {row["claim_id"] for row in tables["evidence"] if row["excerpt_id"]}
    for row in tables["claims"]:
        if row["claim_id"] not in evidenced:
            row["gap_nb"], row["gap_en"] = row["gap_nb"] or "Ikke trykt her.", row["gap_en"] or "Not printed here."
    for name, schema in schemas.items():
        with (folder / schema.path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in schema.columns], lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables[name])


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def drop_versions(folder: Path) -> None:
    """Let a study have no dated versions, so that its codings and ties may be anything, and no log of changes."""
    path = folder / DESCRIPTOR
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [resource for resource in descriptor["resources"] if not is_version(resource["name"])]
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    log = folder / read_schemas(folder)[LOG].path
    log.write_text(log.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
    for version in folder.glob("*-????-??-??.csv"):
        version.unlink()
