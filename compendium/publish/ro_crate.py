"""The archive described as a research object: RO-Crate 1.3 (after Soiland-Reyes et al., 2022)."""

from __future__ import annotations

import json
import mimetypes
import tomllib
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from rocrate.model.contextentity import ContextEntity
from rocrate.model.dataset import Dataset
from rocrate.model.file import File
from rocrate.rocrate import ROCrate

from compendium.publish.references.metadata import Metadata

METADATA_FILE = "ro-crate-metadata.json"
SPDX = "https://spdx.org/licenses/"
# What is said of the archive's folders, files and licences.
CONTENTS = tomllib.loads(Path(__file__).with_name("archive.toml").read_text(encoding="utf-8"))


def _media_type(path: str) -> str:
    suffix = Path(path).suffix
    return CONTENTS["media_types"].get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    """What the data package says of each of its tables, by path below the archive."""
    package = json.loads((folder / "data" / "datapackage.json").read_text(encoding="utf-8"))
    return {f"data/{resource['path']}": resource for resource in package["resources"]}


def describe(
    folder: Path, metadata: Metadata, folders: dict[str, str], files: dict[str, str], date: int, commit: str = ""
) -> str:
    """The content of `ro-crate-metadata.json` for what lies in `folder`.

    `folders` names each folder of the archive that is described as a whole and
    says what it holds, `files` does so for single files; all paths are relative
    to `folder`. `date` is that of the archive, in seconds since 1970, and `commit`
    the one that it was made from, or "" where there is none. What nobody has told,
    such as a person's ORCID or affiliation today, is left out.
    """
    crate = ROCrate(version="1.3")
    licences, rights, root = metadata.licences, CONTENTS["rights"], crate.root_dataset

    def entity(address: str, kind: str, /, **said: str) -> ContextEntity:
        return crate.add(ContextEntity(crate, address, {"@type": kind, **said}))

    compendium = entity("#compendium", "Organization", name=metadata.compendium)
    authors = [
        entity(
            f"#author-{number}",
            "Person",
            name=author.direct,
            givenName=author.given,
            familyName=author.full_family,
        )
        for number, author in enumerate(metadata.authors, start=1)
    ]
    text = entity(licences.text_address, "CreativeWork", name=licences.text, description=rights["added"])
    code = entity(f"{SPDX}{licences.code}", "CreativeWork", name=licences.code, description=rights["code"])
    study = entity("#rights-of-the-study", "CreativeWork", name=rights["study"], description=licences.study["en"])
    about = {
        "name": metadata.title["nb"],
        "alternateName": metadata.title["en"],
        "description": metadata.description["en"],
        "datePublished": datetime.fromtimestamp(date, tz=timezone.utc).date().isoformat(),
        "version": metadata.version,
        "inLanguage": "nb",
        "keywords": metadata.keywords("en"),
        "author": authors,
        "publisher": compendium,
        "license": [text, code, study],
    }
    if metadata.address:
        about["url"] = compendium["url"] = metadata.address
    if commit:
        # With "-dirty" after it where files were changed since. Source code by type would have to be a file of it.
        named = f"The repository at commit {commit}"
        about["isBasedOn"] = entity("#source", "CreativeWork", name=named, identifier=commit, version=metadata.version)
    for key, value in about.items():
        root[key] = value
    tables = _tables(folder)
    parts = {
        path: crate.add(Dataset(crate, dest_path=f"{path}/", properties={"name": path, "description": said}))
        for path, said in folders.items()
    }
    for path, said in files.items():
        size = (folder / path).stat().st_size
        properties: dict[str, Any] = {
            "name": path,
            "description": said,
            "encodingFormat": _media_type(path),
            "contentSize": str(size),
        }
        if table := tables.get(path):
            licence = text if "licenses" in table else study
            properties |= {"description": table["description"], "license": {"@id": licence.id}}
        file = crate.add(File(crate, dest_path=path, properties=properties))
        if (part := parts.get(path.partition("/")[0])) is not None:
            part.append_to("hasPart", file)
    return json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=2) + "\n"
