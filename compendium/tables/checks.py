"""What every table must fulfil: its columns' types and constraints, keys that tell rows apart, references that hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from compendium.tables.characters import is_visible, refused_character, starts_formula
from compendium.tables.problems import quoted
from compendium.tables.reading import Rows
from compendium.tables.schema import Column, TableSchema

Tables = Mapping[str, Rows]
# Problems by table, line, column and message.
Found = Iterator[tuple[str, int, str, str]]
# Cells that hold several ids, separated by spaces: table and column, and the table and column where each id must stand.
IdList = tuple[str, str, str, str]

# What rows are known by stands in addresses, file names and messages.
LONGEST_KEY = 64
# A spreadsheet, and JavaScript, keep so many digits of a number.
MOST_DIGITS = 15
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
NUMBERED = re.compile("([A-Z]+)([0-9]{1,9})")
NUMBERS = {"integer": re.compile(r"-?\d+", re.ASCII), "number": re.compile(r"-?\d+(\.\d+)?", re.ASCII)}


def _date_problem(text: str) -> str | None:
    """What is wrong with a date of year, month or day (ISO 8601: 2023, 2023-06 or 2023-06-01), or None."""
    if not DATE.fullmatch(text):
        return f"{quoted(text)} is no date such as 2023, 2023-06 or 2023-06-01"
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return f"{text!r} is a date that does not exist"
    return None


def _number_problem(column: Column, text: str) -> str | None:
    if not NUMBERS[column.type].fullmatch(text):
        return f"{quoted(text)} is no {column.type}"
    if len(text.lstrip("-").replace(".", "")) > MOST_DIGITS:
        return f"{quoted(text)} has more than {MOST_DIGITS} digits, which no spreadsheet keeps; round it"
    if column.minimum is not None and float(text) < column.minimum:
        return f"{text} is less than {column.minimum}"
    if column.maximum is not None and float(text) > column.maximum:
        return f"{text} is more than {column.maximum}"
    return None


def _form_problem(column: Column, text: str) -> str | None:
    if (column.name == "date" or column.name.endswith("_date")) and (wrong := _date_problem(text)):
        return wrong
    if column.enum and text not in column.enum:
        return f"{quoted(text)} is none of {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern, text):
        return f"{quoted(text)} does not have the form {column.pattern}"
    return None


def _text_problems(column: Column, text: str, *, is_key: bool) -> Iterator[str | None]:
    if text != text.strip():
        yield "starts or ends with white space"
    yield refused_character(text)
    if starts_formula(text):
        danger = f"starts like a spreadsheet formula ({quoted(text)}), which a reader's program would run"
        yield f"{danger}; reword it, a dash is –"
    if "\n" in text and not column.multiline:
        yield "holds a line break; write it on one line"
    if is_key and len(text) > LONGEST_KEY:
        yield f"{quoted(text)} has {len(text)} characters; what rows are known by may have {LONGEST_KEY}"
    yield _form_problem(column, text)


def column_problems(column: Column, texts: Iterable[str], *, is_key: bool = False) -> Iterator[tuple[str, str]]:
    """Each text of a column that breaks its type or a constraint, with what is wrong.

    `is_key` says that rows are known by the column, here or from another table.
    """
    for text in texts:
        found: Iterable[str | None]
        if not text:
            found = ["is empty, a value is required"] if column.required else []
        elif not is_visible(text):
            found = ["holds nothing that can be seen; leave it empty"]
        elif column.type == "string":
            found = _text_problems(column, text, is_key=is_key)
        else:
            found = [_number_problem(column, text)]
        yield from ((text, message) for message in found if message)


def _cell_problems(schema: TableSchema, rows: Rows) -> Found:
    keys = {*schema.primary_key, *(key.column for key in schema.foreign_keys)}
    for column in schema.columns:
        # A text is judged once, however many rows hold it.
        faulty: dict[str, list[str]] = {}
        texts = dict.fromkeys(rows.cells[column.name])
        for text, message in column_problems(column, texts, is_key=column.unique or column.name in keys):
            faulty.setdefault(text, []).append(message)
        for line, text in rows.of(column.name) if faulty else ():
            for message in faulty.get(text, ()):
                yield schema.name, line, column.name, message


def _repeated_keys(schema: TableSchema, rows: Rows) -> Found:
    for key in sorted(schema.keys):
        first: dict[tuple[str, ...], int] = {}
        for line, *value in rows.of(*key):
            if all(value) and (earlier := first.setdefault(tuple(value), line)) != line:
                message = f"{' + '.join(map(quoted, value))} stands on line {earlier} already"
                yield schema.name, line, key[-1], message


def _same_numbers(schema: TableSchema, rows: Rows) -> Found:
    """Ids that differ in their zeros alone: readers, and sorting, take I1 and I01 for one."""
    if len(schema.primary_key) != 1:
        return
    first: dict[tuple[str, int], str] = {}
    for line, row_id in rows.of(*schema.primary_key):
        if found := NUMBERED.fullmatch(row_id):
            earlier = first.setdefault((found[1], int(found[2])), row_id)
            if earlier != row_id:
                message = f"{row_id!r} has the number of {earlier!r}; give it another"
                yield schema.name, line, schema.primary_key[0], message


def _dangling(schema: TableSchema, tables: Tables, schemas: Mapping[str, TableSchema]) -> Found:
    for key in schema.foreign_keys:
        known = {"", *tables[key.target_table].cells[key.target_column]}
        for line, value in tables[schema.name].of(key.column):
            if value not in known:
                yield schema.name, line, key.column, f"{quoted(value)} is not in {schemas[key.target_table].path}"


def table_problems(tables: Tables, schemas: Mapping[str, TableSchema], lists: Iterable[IdList]) -> Found:
    """What is wrong with the rows of the tables that could be read, by what their schemas say.

    `lists` names the cells that hold several ids. References to a table that could not be read are not judged.
    """
    for name, rows in tables.items():
        schema = schemas[name]
        yield from _cell_problems(schema, rows)
        yield from _repeated_keys(schema, rows)
        yield from _same_numbers(schema, rows)
        if all(key.target_table in tables for key in schema.foreign_keys):
            yield from _dangling(schema, tables, schemas)
    for name, column, target, key_column in lists:
        if {name, target} <= tables.keys():
            known = set(tables[target].cells[key_column])
            for line, ids in tables[name].of(column):
                for value in ids.split():
                    if value not in known:
                        yield name, line, column, f"{quoted(value)} is not in {schemas[target].path}"
