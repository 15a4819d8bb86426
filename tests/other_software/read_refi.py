"""Validate REFI-QDA files and read them back with pyrefiqda; print what was read as JSON.

Runs in the environment of the other software: read_refi.py CODEBOOK.qdc PROJECT.qdpx
"""

import importlib.resources
import json
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject


def codes(found, parent=None):
    for code in found:
        yield {
            "guid": code.guid,
            "name": code.name,
            "parent": parent,
            "color": code.color,
            "codable": code.is_codable,
            "description": code.description,
        }
        yield from codes(code.code, code.guid)


def selections(source):
    for one in source.plain_text_selection:
        yield {
            "guid": one.guid,
            "name": one.name,
            "start": int(one.start_position),
            "end": int(one.end_position),
            "description": one.description,
            "user": one.creating_user,
            "codes": [coding.code_ref.target_guid for coding in one.coding],
        }


def main(codebook_path, project_path):
    schema = importlib.resources.files("qualitative_coding") / "refi_qda" / "schema.xsd"
    rules = etree.XMLSchema(etree.fromstring(schema.read_bytes()))
    with zipfile.ZipFile(project_path) as archive:
        rules.assertValid(etree.fromstring(archive.read("project.qde")))
    # The schema of a codebook is the project's `CodeBook` under another name.
    codebook = Path(codebook_path).read_bytes()
    inner = codebook.replace(b"urn:QDA-XML:codebook:1.0", b"urn:QDA-XML:project:1.0")
    root = etree.fromstring(inner)
    del root.attrib["origin"]
    wrapped = etree.Element(f"{{{root.nsmap[None]}}}Project", name="codebook")
    wrapped.append(root)
    rules.assertValid(wrapped)

    with tempfile.TemporaryDirectory() as folder:
        project = RefiProject.load(project_path, folder)
        variables = {one.guid: one.name for one in (project.variables.variable if project.variables else [])}

        def answers(of):
            return {variables[value.variable_ref.target_guid]: value.text_value for value in of.variable_value}

        sources = [
            {
                "guid": source.guid,
                "name": source.name,
                "text": RefiProject.resolve_source_path(source.plain_text_path, folder).read_bytes().decode("utf-8"),
                "selections": list(selections(source)),
                "variables": answers(source),
            }
            for source in (project.sources.text_source if project.sources else [])
        ]
    cases = [
        {
            "name": case.name,
            "variables": answers(case),
            "sources": [reference.target_guid for reference in case.source_ref],
        }
        for case in project.cases.case
    ]
    json.dump(
        {
            "codebook": list(codes(RefiCodebook.load(codebook_path).codes.code)),
            "codes": list(codes(project.code_book.codes.code)),
            "users": {user.guid: user.name for user in (project.users.user if project.users else [])},
            "sources": sources,
            "cases": cases,
            "description": project.description,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
