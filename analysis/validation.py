"""The data contract: what a row, a table and the whole study must fulfil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .problems import Problem
from .reading import Row
from .schema import Column, TableSchema

Rows = Mapping[str, list[Row]]

# A spreadsheet runs a cell that starts so; a leading dash before a space is speech.
FORMULA = re.compile(r"[=+@\t]|-(?! )\D")
QUOTATION_MARKS = {"nb": ("«", "»"), "en": ("“", "”")}

# Cells that hold several ids, separated by spaces: table and column, and where each id must stand.
LISTS = (
    ("excerpts", "overlaps", "excerpts", "excerpt_id"),
    ("works", "sections", "sections", "section"),
    ("theory", "citekeys", "works", "citekey"),
    ("claims", "also_in", "sections", "section"),
    ("quantifiers", "excerpt_ids", "excerpts", "excerpt_id"),
    ("facilitator_tasks", "citekeys", "works", "citekey"),
    ("facilitator_tasks", "excerpt_ids", "excerpts", "excerpt_id"),
)


def _number(text: str, kind: str) -> float | None:
    pattern = r"-?\d+" if kind == "integer" else r"-?\d+(\.\d+)?"
    return float(text) if re.fullmatch(pattern, text, re.ASCII) else None


def cell_problems(column: Column, text: str) -> Iterator[str]:
    """Messages about one cell: type and constraints of its column."""
    if not text.strip():
        if text:
            yield "holds white space only; leave it empty"
        elif column.required:
            yield "is empty, a value is required"
        return
    if column.type != "string":
        value = _number(text, column.type)
        if value is None:
            yield f"{text!r} is no {column.type}"
            return
        if column.minimum is not None and value < column.minimum:
            yield f"{text} is less than {column.minimum}"
        if column.maximum is not None and value > column.maximum:
            yield f"{text} is more than {column.maximum}"
        return
    if text != text.strip():
        yield "starts or ends with white space"
    if FORMULA.match(text):
        yield f"starts like a spreadsheet formula ({text[:12]!r}), which a reader's program would run; reword it"
    if column.enum and text not in column.enum:
        yield f"{text!r} is none of {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern, text):
        yield f"{text!r} does not have the form {column.pattern}"


def _duplicates(schema: TableSchema, rows: list[Row]) -> Iterator[tuple[int, str, str]]:
    keys = {(column.name,) for column in schema.columns if column.unique} | {schema.primary_key}
    for key in sorted(keys):
        first: dict[tuple[str, ...], int] = {}
        for row in rows:
            value = tuple(row.cells[name] for name in key)
            if not all(value):
                continue
            if value in first:
                yield row.line, key[-1], f"{' + '.join(map(repr, value))} stands on line {first[value]} already"
            else:
                first[value] = row.line


def _dangling(schema: TableSchema, rows: Rows, schemas: Mapping[str, TableSchema]) -> Iterator[tuple[int, str, str]]:
    for key in schema.foreign_keys:
        known = {row.cells[key.target_column] for row in rows[key.target_table]}
        for row in rows[schema.name]:
            value = row.cells[key.column]
            if value and value not in known:
                yield row.line, key.column, f"{value!r} is not in {schemas[key.target_table].path}"


def _lists(rows: Rows, schemas: Mapping[str, TableSchema]) -> Iterator[tuple[str, int, str, str]]:
    for table, column, target, key in LISTS:
        if {table, target} <= rows.keys():
            known = {row.cells[key] for row in rows[target]}
            for row in rows[table]:
                for value in row.cells[column].split():
                    if value not in known:
                        yield table, row.line, column, f"{value!r} is not in {schemas[target].path}"


def _excerpt_rules(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    overlaps = {row.cells["excerpt_id"]: row.cells["overlaps"].split() for row in rows["excerpts"]}
    for row in rows["excerpts"]:
        own = row.cells["excerpt_id"]
        for other in row.cells["overlaps"].split():
            if other == own:
                yield "excerpts", row.line, "overlaps", f"{own} names itself"
            elif other in overlaps and own not in overlaps[other]:
                yield "excerpts", row.line, "overlaps", f"{other} does not name {own} in return"


def _code_rules(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    parents = {row.cells["code_id"]: row.cells["parent_id"] for row in rows["codes"]}
    for row in rows["codes"]:
        seen, code = set(), row.cells["code_id"]
        while code and code not in seen:
            seen.add(code)
            code = parents.get(code, "")
        if code == row.cells["code_id"]:
            yield "codes", row.line, "parent_id", f"{code!r} is its own ancestor"


def _reason_problems(cells: Mapping[str, str], texts: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """A reason must quote the excerpt it is about, word for word, in each language."""
    for language, (opening, closing) in QUOTATION_MARKS.items():
        column, excerpt_id = f"reason_{language}", cells["excerpt_id"]
        quoted = re.findall(f"{opening}([^{closing}]+){closing}", cells[column])
        if cells[column] and not quoted:
            yield column, f"quotes no words of the excerpt between {opening} and {closing}"
        for words in quoted:
            if excerpt_id in texts and words not in texts[excerpt_id][f"text_{language}"]:
                yield column, f"{opening}{words}{closing} does not stand in {excerpt_id}"


def _texts(rows: Rows) -> dict[str, Mapping[str, str]]:
    return {row.cells["excerpt_id"]: row.cells for row in rows["excerpts"]}


def _coding_rules(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    texts = _texts(rows)
    for row in rows["codings"]:
        if row.cells["basis"] != "reconstruction":
            continue
        for column in ("reason_nb", "reason_en"):
            if not row.cells[column]:
                yield "codings", row.line, column, "is empty, a reconstruction needs its reason"
        for column, message in _reason_problems(row.cells, texts):
            yield "codings", row.line, column, message


TARGETS = ("excerpt_id", "concept_id", "citekey")


def _evidence_rules(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    texts = _texts(rows)
    first: dict[tuple[str, ...], int] = {}
    for row in rows["evidence"]:
        given = [column for column in TARGETS if row.cells[column]]
        if len(given) != 1:
            yield "evidence", row.line, "excerpt_id", f"give exactly one of {', '.join(TARGETS)}; there are {len(given)}"
            continue
        tie = (row.cells["claim_id"], row.cells[given[0]])
        if tie in first:
            yield "evidence", row.line, given[0], f"{tie[1]!r} is tied to {tie[0]} on line {first[tie]} already"
        first.setdefault(tie, row.line)
        if row.cells["excerpt_id"]:
            for column, message in _reason_problems(row.cells, texts):
                yield "evidence", row.line, column, message


def _sign_rules(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    texts = _texts(rows)
    for row in rows["stage_signs"]:
        for column, message in _reason_problems(row.cells, texts):
            yield "stage_signs", row.line, column, message


COREQ_ITEMS = 32


def _coreq_rules(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    answered = {row.cells["item"] for row in rows["coreq"]}
    missing = [str(item) for item in range(1, COREQ_ITEMS + 1) if str(item) not in answered]
    if missing:
        yield "coreq", 1, "item", f"unanswered: {', '.join(missing)}; answer each item, if only with not reported"
    for row in rows["coreq"]:
        if (row.cells["status"] == "not reported") == bool(row.cells["anchor"]):
            yield "coreq", row.line, "anchor", "is needed for every answer except not reported, which has none"


def _claim_rules(rows: Rows) -> Iterator[tuple[str, int, str, str]]:
    evidenced = {row.cells["claim_id"] for row in rows["evidence"] if row.cells["excerpt_id"]}
    for row in rows["claims"]:
        claim = row.cells["claim_id"]
        for column in ("gap_nb", "gap_en"):
            if claim in evidenced and row.cells[column]:
                yield "claims", row.line, column, f"must be empty, since evidence.csv ties an excerpt to {claim}"
            elif claim not in evidenced and not row.cells[column]:
                yield "claims", row.line, column, f"is empty, but evidence.csv ties no excerpt to {claim}; say why there is none"


def study_problems(rows: Rows, schemas: Mapping[str, TableSchema], folder: str) -> list[Problem]:
    """Every problem of every table, given the rows of tables whose files could be read.

    Tables that could not be read are left out of `rows`; what refers to them is
    not judged, so that one broken file does not drown the others' problems.
    """

    def problems() -> Iterable[tuple[str, int, str, str]]:
        for name in rows:
            schema = schemas[name]
            for row in rows[name]:
                for column in schema.columns:
                    for message in cell_problems(column, row.cells[column.name]):
                        yield name, row.line, column.name, message
            for problem in _duplicates(schema, rows[name]):
                yield name, *problem
            if all(key.target_table in rows for key in schema.foreign_keys):
                for problem in _dangling(schema, rows, schemas):
                    yield name, *problem
        yield from _lists(rows, schemas)
        for rule, tables in (
            (_excerpt_rules, {"excerpts"}),
            (_code_rules, {"codes"}),
            (_coding_rules, {"codings", "excerpts"}),
            (_evidence_rules, {"evidence", "excerpts"}),
            (_claim_rules, {"claims", "evidence"}),
            (_sign_rules, {"stage_signs", "excerpts"}),
            (_coreq_rules, {"coreq"}),
        ):
            if tables <= rows.keys():
                yield from rule(rows)

    return [
        Problem(f"{folder}/{schemas[name].path}", line, column, message)
        for name, line, column, message in problems()
    ]
