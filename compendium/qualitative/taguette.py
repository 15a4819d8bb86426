"""The codebook, the documents and the coded excerpts for Taguette, a free program for qualitative coding.

Taguette imports a codebook as CSV and a document as HTML, and neither carries
highlights. A project file does: it is Taguette's own SQLite database, here in the
form that version 1.5 reads (its migration `db5e31a0233d`; a later version upgrades it).
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from compendium.artefacts.language import Language, pick
from compendium.qualitative.documents import Document, documents
from compendium.qualitative.labels import code_labels
from compendium.qualitative.memos import BASIS_MEMOS, PROVISO, SHORT_TITLE, basis_name, code_memo
from compendium.qualitative.study import QualitativeStudy

_SCHEMA_VERSION = "db5e31a0233d"
_SCHEMA = """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
CREATE TABLE users (
    login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME NOT NULL, hashed_password VARCHAR(192),
    disabled BOOLEAN NOT NULL, password_set_date DATETIME, language VARCHAR(10), email VARCHAR(256) UNIQUE,
    email_sent DATETIME);
CREATE TABLE projects (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL,
    created DATETIME NOT NULL);
CREATE TABLE project_members (
    project_id INTEGER NOT NULL REFERENCES projects (id), user_login VARCHAR(30) NOT NULL REFERENCES users (login),
    privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login));
CREATE TABLE documents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL,
    filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL REFERENCES projects (id),
    text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL,
    user_login VARCHAR(30) NOT NULL REFERENCES users (login), project_id INTEGER NOT NULL REFERENCES projects (id),
    document_id INTEGER, payload TEXT NOT NULL);
CREATE TABLE tags (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL REFERENCES projects (id),
    path VARCHAR(200) NOT NULL, description TEXT NOT NULL, UNIQUE (project_id, path));
CREATE TABLE highlights (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL REFERENCES documents (id),
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE highlight_tags (
    highlight_id INTEGER NOT NULL REFERENCES highlights (id), tag_id INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (highlight_id, tag_id));
"""


@dataclass(frozen=True)
class Highlight:
    """An excerpt as Taguette highlights it.

    `start` and `end` are bytes of UTF-8 from the start of the document's text,
    tags not counted; `tags` are paths of the codebook.
    """

    excerpt_id: str
    start: int
    end: int
    text: str
    tags: tuple[str, ...]


def _paths(study: QualitativeStudy, language: Language) -> dict[str, str]:
    """The path of each code: its label after those of the codes above it."""
    labels = code_labels(study, language)
    parents = dict(zip(study.codes["code_id"], study.codes["parent_id"]))

    def path(code_id: str) -> str:
        parent = parents[code_id]
        return f"{path(parent)}.{labels[code_id]}" if parent else labels[code_id]

    return {code_id: path(code_id) for code_id in labels}


def _basis_path(basis: str, language: Language) -> str:
    return f"{pick(language, 'Grunnlag', 'Basis')}.{basis_name(basis, language).capitalize()}"


def tags(study: QualitativeStudy, language: Language) -> dict[str, str]:
    """The description of each tag by its path: the codes in the order of the codebook, then each basis of a coding."""
    # Taguette's form for a codebook has one line for a description, and a browser drops line ends there.
    codes = {path: code_memo(study, code_id, language, " ") for code_id, path in _paths(study, language).items()}
    used = dict.fromkeys(study.codings["basis"])
    return {**codes, **{_basis_path(basis, language): BASIS_MEMOS[language][basis] for basis in used}}


def codebook(study: QualitativeStudy, language: Language) -> bytes:
    """The tags as CSV with the columns `tag` and `description`.

    It begins with a byte order mark: without one Taguette guesses the encoding
    from the text, and took one with æ and an emoji for another than UTF-8.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("tag", "description"))
    writer.writerows(tags(study, language).items())
    return buffer.getvalue().encode("utf-8-sig")


def _body(document: Document) -> str:
    """The paragraphs as Taguette keeps them; nothing between them, so that no offset depends on it."""
    lines = [line for passage in document.passages for line in (passage.heading, passage.text)]
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def html(document: Document, language: Language) -> bytes:
    """A document as HTML, to be added to a project by hand."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f"<title>{escape(document.name)}</title></head>\n<body>{_body(document)}</body>\n</html>\n"
    ).encode()


def highlights(study: QualitativeStudy, document: Document, language: Language) -> list[Highlight]:
    """The coded excerpts of a document: one highlight for each excerpt and basis, tagged with codes and basis."""
    paths = _paths(study, language)
    found, position = [], 0
    for passage in document.passages:
        start = position + len(passage.heading.encode())
        position = start + len(passage.text.encode())
        codings = study.codings[study.codings["excerpt_id"] == passage.excerpt_id]
        for basis in dict.fromkeys(codings["basis"]):
            codes = [paths[code] for code in codings.loc[codings["basis"] == basis, "code_id"]]
            own = (*codes, _basis_path(basis, language))
            found.append(Highlight(passage.excerpt_id, start, position, passage.text, own))
    return found


def project(study: QualitativeStudy, language: Language, date: int) -> bytes:
    """The study as a project file. `date` stands for its creation, in seconds since 1970."""
    created = datetime.fromtimestamp(date, tz=UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    base = sqlite3.connect(":memory:")
    base.executescript(_SCHEMA)
    base.execute("INSERT INTO alembic_version VALUES (?)", (_SCHEMA_VERSION,))
    base.execute("INSERT INTO users (login, created, disabled) VALUES ('admin', ?, 0)", (created,))
    base.execute("INSERT INTO projects VALUES (1, ?, ?, ?)", (SHORT_TITLE[language], PROVISO[language], created))
    base.execute("INSERT INTO project_members VALUES (1, 'admin', 'ADMIN')")
    tag_ids = {}
    for tag_id, (path, description) in enumerate(tags(study, language).items(), start=1):
        base.execute("INSERT INTO tags VALUES (?, 1, ?, ?)", (tag_id, path, description))
        tag_ids[path] = tag_id
    for document_id, document in enumerate(documents(study, language), start=1):
        base.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, 1, 'LEFT_TO_RIGHT', ?)",
            (document_id, document.name, "", f"{document.informant_id}.html", created, _body(document)),
        )
        for highlight in highlights(study, document, language):
            row = base.execute(
                "INSERT INTO highlights (document_id, start_offset, end_offset, snippet) VALUES (?, ?, ?, ?)",
                (document_id, highlight.start, highlight.end, f"<p>{escape(highlight.text, quote=False)}</p>"),
            )
            base.executemany(
                "INSERT INTO highlight_tags VALUES (?, ?)", [(row.lastrowid, tag_ids[path]) for path in highlight.tags]
            )
    # A browser that has the project open follows it from its last command on.
    base.execute(
        "INSERT INTO commands (date, user_login, project_id, payload) VALUES (?, 'admin', 1, ?)",
        (created, json.dumps({"type": "project_import"})),
    )
    base.commit()
    return base.serialize()
