"""The archive described as a research object: RO-Crate 1.3 (after Soiland-Reyes et al., 2022)."""

from __future__ import annotations

import json
import mimetypes
from datetime import datetime, timezone
from pathlib import Path

from rocrate.model.contextentity import ContextEntity
from rocrate.model.dataset import Dataset
from rocrate.model.file import File
from rocrate.model.person import Person
from rocrate.rocrate import ROCrate

from compendium.publish.references.metadata import Metadata

METADATA_FILE = "ro-crate-metadata.json"
# What the registry of media types knows only on some machines.
_TYPES = {
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".ipynb": "application/x-ipynb+json",
    ".md": "text/markdown",
    ".qdc": "application/xml",
    ".qdpx": "application/zip",
    ".sqlite3": "application/vnd.sqlite3",
    ".toml": "application/toml",
}


def _media_type(path: str) -> str:
    suffix = Path(path).suffix
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _tables(folder: Path) -> dict[str, dict]:
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
    root = crate.root_dataset
    compendium = crate.add(ContextEntity(crate, "#compendium", {"@type": "Organization", "name": metadata.compendium}))
    authors = [
        crate.add(
            Person(
                crate,
                f"#author-{number}",
                {"name": author.direct, "givenName": author.given, "familyName": author.full_family},
            )
        )
        for number, author in enumerate(metadata.authors, start=1)
    ]
    text = crate.add(
        ContextEntity(
            crate,
            metadata.licences.text_address,
            {
                "@type": "CreativeWork",
                "name": metadata.licences.text,
                "description": "What the compendium adds: its wording, codebook, codings, translations and figures.",
            },
        )
    )
    code = crate.add(
        ContextEntity(
            crate,
            f"https://spdx.org/licenses/{metadata.licences.code}",
            {
                "@type": "CreativeWork",
                "name": metadata.licences.code,
                "description": "The code: analysis, engine and scripts.",
            },
        )
    )
    study = crate.add(
        ContextEntity(
            crate,
            "#rights-of-the-study",
            {
                "@type": "CreativeWork",
                "name": "Rights in the study's own material",
                "description": metadata.licences.study["en"],
            },
        )
    )
    root["name"] = metadata.title["nb"]
    root["alternateName"] = metadata.title["en"]
    root["description"] = metadata.description["en"]
    root["datePublished"] = datetime.fromtimestamp(date, tz=timezone.utc).date().isoformat()
    root["version"] = metadata.version
    root["inLanguage"] = "nb"
    root["keywords"] = metadata.keywords("en")
    root["author"] = authors
    root["publisher"] = compendium
    root["license"] = [text, code, study]
    if metadata.address:
        root["url"] = compendium["url"] = metadata.address
    if commit:
        # With "-dirty" after it where files were changed since. Source code by type would have to be a file of the crate.
        root["isBasedOn"] = crate.add(
            ContextEntity(
                crate,
                "#source",
                {
                    "@type": "CreativeWork",
                    "name": f"The repository at commit {commit}",
                    "identifier": commit,
                    "version": metadata.version,
                },
            )
        )
    tables = _tables(folder)
    parts = {
        path: crate.add(Dataset(crate, dest_path=f"{path}/", properties={"name": path, "description": said}))
        for path, said in folders.items()
    }
    for path, said in files.items():
        size = (folder / path).stat().st_size
        properties = {"name": path, "description": said, "encodingFormat": _media_type(path), "contentSize": str(size)}
        if table := tables.get(path):
            properties |= {
                "description": table["description"],
                "license": {"@id": (text if "licenses" in table else study).id},
            }
        file = crate.add(File(crate, dest_path=path, properties=properties))
        if (part := parts.get(path.partition("/")[0])) is not None:
            part.append_to("hasPart", file)
    return json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=2) + "\n"
