"""The data contract: what a row, a table and the whole study must fulfil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from compendium.qualitative.audit_trail import trail_problems
from compendium.tables.characters import is_visible, refused_character, starts_formula
from compendium.tables.problems import Problem, quoted, shortened
from compendium.tables.reading import Rows
from compendium.tables.schema import Column, TableSchema

Tables = Mapping[str, Rows]
Found = Iterator[tuple[str, int, str, str]]

# What rows are known by stands in addresses, file names and messages.
LONGEST_KEY = 64
# A spreadsheet, and JavaScript, keep so many digits of a number.
MOST_DIGITS = 15
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
# The quotation marks of each language, and a pattern of what stands between them.
QUOTED = {"nb": ("«", "»", re.compile("«([^»]+)»")), "en": ("“", "”", re.compile("“([^”]+)”"))}

# Cells that hold several ids, separated by spaces: table and column, and where each id must stand.
LISTS = (
    ("excerpts", "overlaps", "excerpts", "excerpt_id"),
    ("works", "sections", "sections", "section"),
    ("theory", "citekeys", "works", "citekey"),
    ("claims", "also_in", "sections", "section"),
    ("quantifiers", "excerpt_ids", "excerpts", "excerpt_id"),
    ("measures", "excerpt_ids", "excerpts", "excerpt_id"),
    ("facilitator_tasks", "citekeys", "works", "citekey"),
    ("facilitator_tasks", "excerpt_ids", "excerpts", "excerpt_id"),
)


NUMBERED = re.compile("([A-Z]+)([0-9]{1,9})")
NUMBERS = {"integer": re.compile(r"-?\d+", re.ASCII), "number": re.compile(r"-?\d+(\.\d+)?", re.ASCII)}


def date_problem(text: str) -> str | None:
    """What is wrong with a date of year, month or day (ISO 8601: 2023, 2023-06 or 2023-06-01), or None."""
    if not DATE.fullmatch(text):
        return f"{quoted(text)} is no date such as 2023, 2023-06 or 2023-06-01"
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return f"{text!r} is a date that does not exist"
    return None


def _holds_dates(column: Column) -> bool:
    return column.type == "string" and (column.name == "date" or column.name.endswith("_date"))


def column_problems(column: Column, texts: Iterable[str], is_key: bool = False) -> Iterator[tuple[str, str]]:
    """Each text of a column that breaks its type or a constraint, with what is wrong.

    `is_key` says that rows are known by the column, here or from another table.
    """
    number = NUMBERS.get(column.type)
    form = re.compile(column.pattern) if column.pattern else None
    dates = _holds_dates(column)
    for text in texts:
        stripped = text.strip()
        if not is_visible(text):
            if text:
                yield text, "holds nothing that can be seen; leave it empty"
            elif column.required:
                yield text, "is empty, a value is required"
        elif number:
            if not number.fullmatch(text):
                yield text, f"{quoted(text)} is no {column.type}"
                continue
            if len(text.lstrip("-").replace(".", "")) > MOST_DIGITS:
                yield text, f"{quoted(text)} has more than {MOST_DIGITS} digits, which no spreadsheet keeps; round it"
                continue
            if column.minimum is not None and float(text) < column.minimum:
                yield text, f"{text} is less than {column.minimum}"
            if column.maximum is not None and float(text) > column.maximum:
                yield text, f"{text} is more than {column.maximum}"
        else:
            if text != stripped:
                yield text, "starts or ends with white space"
            if wrong := refused_character(text):
                yield text, wrong
            if starts_formula(text):
                yield (
                    text,
                    f"starts like a spreadsheet formula ({quoted(text)}), which a reader's program would run; reword it, a dash is –",
                )
            if "\n" in text and not column.multiline:
                yield text, "holds a line break; write it on one line"
            if is_key and len(text) > LONGEST_KEY:
                yield text, f"{quoted(text)} has {len(text)} characters; what rows are known by may have {LONGEST_KEY}"
            if dates and (wrong := date_problem(text)):
                yield text, wrong
            elif column.enum and text not in column.enum:
                yield text, f"{quoted(text)} is none of {', '.join(column.enum)}"
            elif form and not form.fullmatch(text):
                yield text, f"{quoted(text)} does not have the form {column.pattern}"


def _cells(schema: TableSchema, rows: Rows) -> Iterator[tuple[int, str, str]]:
    keys = {*schema.primary_key, *(key.column for key in schema.foreign_keys)}
    for column in schema.columns:
        # A text is judged once, however many rows hold it.
        faulty: dict[str, list[str]] = {}
        for text, message in column_problems(
            column, dict.fromkeys(rows.cells[column.name]), column.unique or column.name in keys
        ):
            faulty.setdefault(text, []).append(message)
        for line, text in rows.of(column.name) if faulty else ():
            for message in faulty.get(text, ()):
                yield line, column.name, message


def _duplicates(schema: TableSchema, rows: Rows) -> Iterator[tuple[int, str, str]]:
    keys = {(column.name,) for column in schema.columns if column.unique} | {schema.primary_key}
    for key in sorted(keys):
        if len(set(zip(*(rows.cells[column] for column in key)))) == len(rows.lines):
            continue
        first: dict[tuple[str, ...], int] = {}
        for line, *value in rows.of(*key):
            if not all(value):
                continue
            earlier = first.setdefault(tuple(value), line)
            if earlier != line:
                yield line, key[-1], f"{' + '.join(map(quoted, value))} stands on line {earlier} already"


def _same_numbers(schema: TableSchema, rows: Rows) -> Iterator[tuple[int, str, str]]:
    """Ids that differ in their zeros alone: readers, and sorting, take I1 and I01 for one."""
    if len(schema.primary_key) != 1:
        return
    first: dict[tuple[str, int], str] = {}
    for line, row_id in rows.of(*schema.primary_key):
        if found := NUMBERED.fullmatch(row_id):
            earlier = first.setdefault((found[1], int(found[2])), row_id)
            if earlier != row_id:
                yield line, schema.primary_key[0], f"{row_id!r} has the number of {earlier!r}; give it another"


def _dangling(
    schema: TableSchema, tables: Tables, schemas: Mapping[str, TableSchema]
) -> Iterator[tuple[int, str, str]]:
    for key in schema.foreign_keys:
        known = {"", *tables[key.target_table].cells[key.target_column]}
        for line, value in tables[schema.name].of(key.column):
            if value not in known:
                yield line, key.column, f"{quoted(value)} is not in {schemas[key.target_table].path}"


def _lists(tables: Tables, schemas: Mapping[str, TableSchema]) -> Found:
    for table, column, target, key in LISTS:
        if {table, target} <= tables.keys():
            known = set(tables[target].cells[key])
            for line, ids in tables[table].of(column):
                for value in ids.split():
                    if value not in known:
                        yield table, line, column, f"{quoted(value)} is not in {schemas[target].path}"


def _excerpt_rules(tables: Tables) -> Found:
    excerpts = tables["excerpts"]
    overlaps = {own: others.split() for _, own, others in excerpts.of("excerpt_id", "overlaps") if others}
    known = set(excerpts.cells["excerpt_id"])
    for line, own, others in excerpts.of("excerpt_id", "overlaps"):
        for other in others.split():
            if other == own:
                yield "excerpts", line, "overlaps", f"{shortened(own)} names itself"
            elif other in known and own not in overlaps.get(other, ()):
                yield "excerpts", line, "overlaps", f"{shortened(other)} does not name {shortened(own)} in return"


def _code_rules(tables: Tables) -> Found:
    codes = tables["codes"]
    parents = {code: parent for _, code, parent in codes.of("code_id", "parent_id")}
    for line, own in codes.of("code_id"):
        seen, code = set(), own
        while code and code not in seen:
            seen.add(code)
            code = parents.get(code, "")
        if code == own:
            yield "codes", line, "parent_id", f"{quoted(code)} is its own ancestor"


REASONS = tuple(f"reason_{language}" for language in QUOTED)


def _reason_problems(tables: Tables, reasoned: Iterable[tuple[int, str, str, str]]) -> Iterator[tuple[int, str, str]]:
    """A reason must quote the excerpt it is about, word for word, in each language.

    `reasoned` are rows as their line, the excerpt's id, and the reasons in the
    languages in the order of `QUOTED`.
    """
    reasoned = list(reasoned)
    excerpts = tables["excerpts"].cells
    for place, (language, (opening, closing, pattern)) in enumerate(QUOTED.items(), start=2):
        texts = dict(zip(excerpts["excerpt_id"], excerpts[f"text_{language}"]))
        for row in reasoned:
            line, excerpt, reason = row[0], row[1], row[place]
            said = pattern.findall(reason)
            if reason and not said:
                yield line, f"reason_{language}", f"quotes no words of the excerpt between {opening} and {closing}"
            for words in said:
                if words not in texts.get(excerpt, words):
                    yield (
                        line,
                        f"reason_{language}",
                        f"{opening}{shortened(words)}{closing} does not stand in {shortened(excerpt)}",
                    )


def _coding_rules(tables: Tables) -> Found:
    rows = tables["codings"].of("excerpt_id", *REASONS)
    judged = [row for row, basis in zip(rows, tables["codings"].cells["basis"]) if basis == "reconstruction"]
    for line, _, *reasons in judged:
        if not all(reasons):
            for column, reason in zip(REASONS, reasons):
                if not reason:
                    yield "codings", line, column, "is empty, a reconstruction needs its reason"
    for line, column, message in _reason_problems(tables, judged):
        yield "codings", line, column, message


def _lacks_a_basis(tables: Tables) -> bool:
    """Whether the codings of a basis are left out, as an alternative does: then a code may be missing that is there else."""
    return len(set(tables["codings"].cells["basis"])) < 2


def _overlap_rules(tables: Tables) -> Found:
    """What is printed twice is coded alike: words that a judged code rests on carry it wherever they are printed."""
    if _lacks_a_basis(tables):
        return
    excerpts, codings = tables["excerpts"], tables["codings"]
    texts = dict(zip(excerpts.cells["excerpt_id"], excerpts.cells["text_nb"]))
    overlaps = {own: others.split() for _, own, others in excerpts.of("excerpt_id", "overlaps") if others}
    coded = set(zip(codings.cells["excerpt_id"], codings.cells["code_id"]))
    _, _, pattern = QUOTED["nb"]
    for line, own, code, basis, reason in codings.of("excerpt_id", "code_id", "basis", "reason_nb"):
        words = pattern.findall(reason) if basis == "reconstruction" else []
        for other in overlaps.get(own, ()) if words else ():
            if (other, code) not in coded and all(part in texts.get(other, "") for part in words):
                message = f"{own} has {code!r} for words that {other} prints too, without the code; same utterance, same codes"
                yield "codings", line, "code_id", message


def _example_rules(tables: Tables) -> Found:
    if _lacks_a_basis(tables):
        return
    coded = set(zip(tables["codings"].cells["code_id"], tables["codings"].cells["excerpt_id"]))
    parents = set(tables["codes"].cells["parent_id"])
    for line, code, example in tables["codes"].of("code_id", "example"):
        if example and code not in parents and (code, example) not in coded:
            yield (
                "codes",
                line,
                "example",
                f"{shortened(example)} does not have the code {quoted(code)}; choose an excerpt that has it",
            )


TARGETS = ("excerpt_id", "concept_id", "citekey")


def _evidence_rules(tables: Tables) -> Found:
    first: dict[tuple[str, ...], int] = {}
    reasoned = []
    for line, claim, *cells in tables["evidence"].of("claim_id", *TARGETS, *REASONS):
        targets, reasons = cells[: len(TARGETS)], cells[len(TARGETS) :]
        given = [(column, value) for column, value in zip(TARGETS, targets) if value]
        if len(given) != 1:
            yield "evidence", line, "excerpt_id", f"give exactly one of {', '.join(TARGETS)}; there are {len(given)}"
            continue
        column, target = given[0]
        if (claim, target) in first:
            yield (
                "evidence",
                line,
                column,
                f"{quoted(target)} is tied to {shortened(claim)} on line {first[claim, target]} already",
            )
        first.setdefault((claim, target), line)
        if column == "excerpt_id":
            reasoned.append((line, target, *reasons))
    for line, column, message in _reason_problems(tables, reasoned):
        yield "evidence", line, column, message


def _sign_rules(tables: Tables) -> Found:
    for line, column, message in _reason_problems(tables, tables["stage_signs"].of("excerpt_id", *REASONS)):
        yield "stage_signs", line, column, message


COREQ_ITEMS = 32


def _coreq_rules(tables: Tables) -> Found:
    answered = set(tables["coreq"].cells["item"])
    missing = [str(item) for item in range(1, COREQ_ITEMS + 1) if str(item) not in answered]
    if missing:
        yield "coreq", 1, "item", f"unanswered: {', '.join(missing)}; answer each item, if only with not reported"
    for line, status, anchor in tables["coreq"].of("status", "anchor"):
        if (status == "not reported") == bool(anchor):
            yield "coreq", line, "anchor", "is needed for every answer except not reported, which has none"


def _measure_rules(tables: Tables) -> Found:
    """A link goes from a challenge to a measure, and quotes the excerpts that speak of it, word for word."""
    kinds = dict(zip(tables["codes"].cells["code_id"], tables["codes"].cells["kind"]))
    measures, excerpts = tables["measures"], tables["excerpts"].cells
    for kind in ("challenge", "measure"):
        for line, code in measures.of(f"{kind}_id"):
            if kinds.get(code, kind) != kind:
                yield "measures", line, f"{kind}_id", f"{quoted(code)} is a code of the kind {kinds[code]}, not {kind}"
    for language, (opening, closing, pattern) in QUOTED.items():
        texts = dict(zip(excerpts["excerpt_id"], excerpts[f"text_{language}"]))
        for line, ids, reason in measures.of("excerpt_ids", f"reason_{language}"):
            own, said = [texts.get(excerpt, "") for excerpt in ids.split()], pattern.findall(reason)
            if own and not said:
                yield (
                    "measures",
                    line,
                    f"reason_{language}",
                    f"quotes no words of {shortened(ids)} between {opening} and {closing}",
                )
            for words in said if own else ():
                if not any(words in text for text in own):
                    yield (
                        "measures",
                        line,
                        f"reason_{language}",
                        f"{opening}{shortened(words)}{closing} does not stand in {shortened(ids)}",
                    )


def _claim_rules(tables: Tables) -> Found:
    evidenced = {claim for _, claim, excerpt in tables["evidence"].of("claim_id", "excerpt_id") if excerpt}
    for line, claim, *gaps in tables["claims"].of("claim_id", "gap_nb", "gap_en"):
        for column, gap in zip(("gap_nb", "gap_en"), gaps):
            if claim in evidenced and gap:
                yield "claims", line, column, f"must be empty, since evidence.csv ties an excerpt to {shortened(claim)}"
            elif claim not in evidenced and not gap:
                yield (
                    "claims",
                    line,
                    column,
                    f"is empty, but evidence.csv ties no excerpt to {shortened(claim)}; say why there is none",
                )


def study_problems(tables: Tables, schemas: Mapping[str, TableSchema], folder: str) -> list[Problem]:
    """Every problem of every table, given the tables whose files could be read.

    Tables that could not be read are left out of `tables`; what refers to them is
    not judged, so that one broken file does not drown the others' problems.
    """

    def problems() -> Iterable[tuple[str, int, str, str]]:
        for name, rows in tables.items():
            schema = schemas[name]
            for problem in chain(_cells(schema, rows), _duplicates(schema, rows), _same_numbers(schema, rows)):
                yield name, *problem
            if all(key.target_table in tables for key in schema.foreign_keys):
                for problem in _dangling(schema, tables, schemas):
                    yield name, *problem
        yield from _lists(tables, schemas)
        yield from trail_problems(tables, schemas)
        for rule, needed in (
            (_excerpt_rules, {"excerpts"}),
            (_code_rules, {"codes"}),
            (_coding_rules, {"codings", "excerpts"}),
            (_overlap_rules, {"codings", "excerpts"}),
            (_example_rules, {"codings", "codes"}),
            (_evidence_rules, {"evidence", "excerpts"}),
            (_measure_rules, {"measures", "codes", "excerpts"}),
            (_claim_rules, {"claims", "evidence"}),
            (_sign_rules, {"stage_signs", "excerpts"}),
            (_coreq_rules, {"coreq"}),
        ):
            if needed <= tables.keys():
                yield from rule(tables)

    return [
        Problem(f"{folder}/{schemas[name].path}", line, column, message) for name, line, column, message in problems()
    ]
