"""Bad rows are each told with file, line and column, all of them at once; what people rightly write passes."""

import csv
import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from analysis import Study, load
from compendium.study import DATA
from compendium.tables.checks import column_problems
from compendium.tables.problems import DataError
from compendium.tables.schema import Column, read_schemas

ROOT = DATA.parent
FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

# What is written into `note_nb` of an excerpt, and what is then said of it.
ATTACKS = {
    "NUL": ("a\0b", "holds U+0000 (a control character), which can't be seen; delete it"),
    "bell": ("a\x07b", "holds U+0007 (a control character)"),
    "escape sequence": ("a\x1b[2Jb", "holds U+001B (a control character)"),
    "tab inside": ("a\tb", "holds U+0009 (a control character)"),
    "delete": ("a\x7fb", "holds U+007F"),
    "control of Latin-1": ("a\x85b", "holds U+0085"),
    "override of direction": ("a\u202eb", "holds U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "isolate of direction": ("a\u2066b", "holds U+2066 (LEFT-TO-RIGHT ISOLATE)"),
    "noncharacter": ("a\ufdd0b", "holds U+FDD0 (no character)"),
    "noncharacter at the end of a plane": ("a\U0003fffeb", "holds U+3FFFE (no character)"),
    "last code point": ("a\U0010ffffb", "holds U+10FFFF (no character)"),
    "private use": ("a\ue000b", "holds U+E000"),
    "lost character": ("a\ufffdb", "stands for a character that was lost; type that one"),
    "BOM inside": ("a\ufeffb", "holds U+FEFF"),
    "zero width space": ("a\u200bb", "holds U+200B (ZERO WIDTH SPACE)"),
    "soft hyphen": ("sam\u00adarbeid", "holds U+00AD (SOFT HYPHEN)"),
    "line separator": ("a\u2028b", "holds U+2028 (LINE SEPARATOR)"),
    "tags without a flag": ("a\U000e0041b", "holds U+E0041"),
    "tags after a flag": (f"{FLAG}\U000e0041b", "holds U+E0041"),
    "only zero width": ("\u200b\u200b", "holds nothing that can be seen; leave it empty"),
    "only joiners": ("\u200d\u200c", "holds nothing that can be seen; leave it empty"),
    "only a fill-in letter": ("\u3164", "holds nothing that can be seen; leave it empty"),
    "only a mark on nothing": ("\u0301", "holds nothing that can be seen; leave it empty"),
    "only spaces": ("  ", "holds nothing that can be seen; leave it empty"),
    "only no-break spaces": ("\u00a0", "holds nothing that can be seen; leave it empty"),
    "space in front": (" a", "starts or ends with white space"),
    "formula": ("=1+1", "starts like a spreadsheet formula ('=1+1'), which a reader's program would run"),
    "formula with plus": ("+cmd", "starts like a spreadsheet formula"),
    "formula with minus": ("-cmd|' /C calc'!A0", "starts like a spreadsheet formula"),
    "formula with a number": ("-1+cmd|' /C calc'!A0", "starts like a spreadsheet formula"),
    "minus and a space": (
        "- ja",
        "starts like a spreadsheet formula ('- ja'), which a reader's program would run; reword it, a dash is –",
    ),
    "formula with at": ("@SUM(A1)", "starts like a spreadsheet formula"),
    "full-width equals": ("\uff1d1+1", "starts like a spreadsheet formula"),
    "full-width at": ("\uff20SUM(A1)", "starts like a spreadsheet formula"),
    "small plus": ("\ufe62cmd", "starts like a spreadsheet formula"),
    "formula behind a line feed": ("a\n=1+1", "starts like a spreadsheet formula"),
    "formula behind a line feed and a space": ("a\n \uff1d1+1", "starts like a spreadsheet formula"),
    "line break": ("a\nb", "holds a line break; write it on one line"),
    "line break of Windows": ("a\r\nb", "holds a line break; write it on one line"),
}
# What may stand there.
RIGHT = {
    "speech": "– Ja, sa hun.",
    "Norwegian": "Ærlig øl på Ås – «så», “quoted”",
    "formula of chemistry": "CO₂ og H₂O: 2 H₂ + O₂ = 2 H₂O",
    "letters in two parts": "bla\u030abær og cafe\u0301",
    "emoji": "😀🏭👩🏽‍🔬❤️🇳🇴1️⃣",
    "flag spelt with tags": f"{FLAG} spilte",
    "not yet known emoji": "\U0001fae9",
    "other scripts": "Ελληνικά, עברית\u200f, עִברית, فارسی می‌خواهم, 日本語",
    "markup": "<script>alert(1)</script> & <b>fet</b>",
    "no-break space inside": "10\u00a0000",
    "brackets": "[…] (sitat)",
    "mark": "a = b, a - b, a + b",
}
# Table, column, value, and what is then said: what depends on the column.
COLUMNS = [
    ("firms", "name", "x" * 300, "has 300 characters; what rows are known by may have 64"),
    ("codes", "code_id", "x" * 300, "has 300 characters; what rows are known by may have 64"),
    ("sections", "title_nb", "To\nlinjer", "holds a line break; write it on one line"),
    ("claims", "statement_nb", "To\nlinjer", "holds a line break; write it on one line"),
    ("facts", "value", "9" * 400, "has more than 15 digits, which no spreadsheet keeps; round it"),
    ("facts", "value", "0." + "9" * 400, "has more than 15 digits"),
    ("facts", "value", "1e5", "'1e5' is no number"),
    ("facts", "value", "NaN", "'NaN' is no number"),
    ("facts", "value", "٣", "'٣' is no number"),
    ("excerpts", "order", str(2**64), "has more than 15 digits"),
    ("excerpts", "order", str(-(2**63) - 1), "has more than 15 digits"),
    ("interview_guide", "number", str(2**63), "has more than 15 digits"),
    ("excerpts", "order", "0", "0 is less than 1"),
    ("coding_log", "date", "2021-02-30", "'2021-02-30' is a date that does not exist"),
    ("coding_log", "date", "2023-02-29", "'2023-02-29' is a date that does not exist"),
    ("coding_log", "date", "2016-13", "'2016-13' is a date that does not exist"),
    ("coding_log", "date", "2016-00", "'2016-00' is a date that does not exist"),
    ("coding_log", "date", "0000", "'0000' is a date that does not exist"),
    ("coding_log", "date", "2016-W01-1", "'2016-W01-1' is no date such as 2023, 2023-06 or 2023-06-01"),
    ("coding_log", "date", "1. juni 2023", "is no date such as 2023, 2023-06 or 2023-06-01"),
    ("coding_log", "date", "٢٠١٦", "is no date such as"),
    ("measures", "challenge_id", "samarbeid", "is a code of the kind"),
    ("measures", "excerpt_ids", "S999", "'S999' is not in excerpts.csv"),
    ("informants", "informant_id", "I001", "'I01' is not in informants.csv"),
]


def rewrite(path, change):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def data(tmp_path):
    """A copy of the study's data that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def problems(folder):
    try:
        load(folder)
    except DataError as error:
        return [str(problem).removeprefix(f"{folder.parent}/") for problem in error.problems]
    return []


def notes(folder, texts):
    """Write the texts into `note_nb` of one excerpt after the other; gives the line on which each then starts."""
    lines, line = {}, 2

    def change(rows):
        nonlocal line
        assert len(texts) <= len(rows)
        for row, (name, text) in zip(rows, texts.items()):
            row["note_nb"], lines[name] = text, line
            line += 1 + text.count("\n")

    rewrite(folder / "excerpts.csv", change)
    return lines


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What is said of each attack when all of them are there at once, by its name."""
    data = tmp_path_factory.mktemp("attacked") / "data"
    shutil.copytree(DATA, data)
    lines = notes(data, {name: text for name, (text, _) in ATTACKS.items()})
    found = problems(data)
    return {
        name: [text for text in found if text.startswith(f"data/excerpts.csv:{line}: note_nb: ")]
        for name, line in lines.items()
    }


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_told_with_its_place(told, name):
    assert any(ATTACKS[name][1] in text for text in told[name]), told[name]
    # Nothing that is said may itself steer a terminal.
    assert all(text.isprintable() for text in told[name])


def test_what_people_write_passes(data):
    notes(data, RIGHT)
    assert problems(data) == []
    kept = load(data).excerpts["note_nb"].to_list()
    assert kept[: len(RIGHT)] == [unicodedata.normalize("NFC", text) for text in RIGHT.values()]


def test_an_excerpt_may_have_several_lines(data):
    rewrite(data / "excerpts.csv", lambda rows: rows[0].update(text_nb=rows[0]["text_nb"] + "\r\n– Og mer."))
    assert problems(data) == []
    assert load(data).excerpts["text_nb"].iloc[0].endswith("\n– Og mer.")


@pytest.mark.parametrize(("table", "column", "value", "complaint"), COLUMNS)
def test_a_cell_that_its_column_does_not_admit(data, table, column, value, complaint):
    rewrite(data / f"{table}.csv", lambda rows: rows[0].update({column: value}))
    found = problems(data)
    assert any(complaint in text for text in found), found
    assert all(len(text) < 300 for text in found)


@pytest.mark.parametrize("text", ["2023", "2023-06", "2023-06-30", "2024-02-29", "1814-05-17"])
def test_dates_of_each_precision_pass(text):
    assert list(column_problems(Column("start_date", "string"), [text])) == []


def test_two_ids_of_one_number(data):
    rewrite(data / "redactions.csv", lambda rows: rows.append({**rows[0], "redaction_id": "R001"}))
    assert any(
        text.endswith("redaction_id: 'R001' has the number of 'R01'; give it another") for text in problems(data)
    )


def test_a_lone_carriage_return_is_told_with_its_line(data):
    path = data / "firms.csv"
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b",", b"\r,", 1)
    path.write_bytes(b"\n".join(lines))
    said = "holds a carriage return that ends no line; save the file with the line ends of Unix (LF) or Windows (CRLF)"
    assert problems(data) == [f"data/firms.csv:3: {said}"]
    path.write_bytes(path.read_bytes().replace(b"\r", b"").replace(b"\n", b"\r"))
    assert problems(data) == [f"data/firms.csv:1: {said}"]


def test_a_column_whose_name_steers_the_terminal(data):
    path = data / "firms.csv"
    path.write_bytes(path.read_bytes().replace(b"firm_id", b"\x1b[31mfirm_id\x00", 1))
    assert all(text.isprintable() for text in problems(data))
    assert any("\\x1b[31mfirm_id\\x00: is no column of this table" in text for text in problems(data))


def pipe(path):
    path.unlink()
    os.mkfifo(path)


def device(path):
    path.unlink()
    path.symlink_to("/dev/zero")


def folder(path):
    path.unlink()
    path.mkdir()


def loop(path):
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize("name", ["codes.csv", "datapackage.json"])
@pytest.mark.parametrize(
    ("put", "complaint"),
    [
        (pipe, "is a pipe, a socket or a device; put a plain file in its place"),
        (device, "is a pipe, a socket or a device"),
        (folder, "is a folder; put the file in its place"),
        (loop, "can't be read: Too many levels of symbolic links"),
    ],
)
def test_what_is_no_plain_file(data, name, put, complaint):
    put(data / name)
    run = subprocess.run(
        [sys.executable, "-m", "compendium", "check", "--data", data],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert run.returncode == 1 and "Traceback" not in run.stderr
    assert f"data/{name}:1: {complaint}" in run.stderr


def describe(folder, change):
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=1), encoding="utf-8")


def table(descriptor, name):
    return next(resource for resource in descriptor["resources"] if resource["name"] == name)


def field(descriptor, name, column):
    return next(found for found in table(descriptor, name)["schema"]["fields"] if found["name"] == column)


def constrain(name, column, **constraints):
    return lambda descriptor: field(descriptor, name, column).setdefault("constraints", {}).update(constraints)


def refer(**reference):
    return lambda descriptor: table(descriptor, "firms")["schema"]["foreignKeys"][0].update(
        reference={"resource": "sections", "fields": ["section"], **reference}
    )


ROLE = "resources/firms/schema/fields/role_nb"
KEY = "resources/firms/schema/foreignKeys/0"
# What is done to the descriptor, where it is told, and what is said.
DESCRIPTIONS = {
    "bad pattern": (
        constrain("firms", "role_nb", pattern="["),
        f"{ROLE}/constraints/pattern",
        "'[' is no regular expression: unterminated character set",
    ),
    "pattern without end": (
        constrain("firms", "role_nb", pattern="(a+)+b"),
        f"{ROLE}/constraints/pattern",
        "'(a+)+b' can go on in two ways at 'a'; let the next character decide",
    ),
    "alternatives without end": (
        constrain("firms", "role_nb", pattern="(a|a)*b"),
        f"{ROLE}/constraints/pattern",
        "has two alternatives that begin alike",
    ),
    "nested set": (
        constrain("firms", "role_nb", pattern="[[a]"),
        f"{ROLE}/constraints/pattern",
        "is no regular expression",
    ),
    "pattern of 10 000 signs": (
        constrain("firms", "role_nb", pattern="a" * 10_000),
        f"{ROLE}/constraints/pattern",
        "is too long: 200 is the most",
    ),
    "pattern that is a number": (
        constrain("firms", "role_nb", pattern=3),
        f"{ROLE}/constraints/pattern",
        "3 is not a text",
    ),
    "minimum that is a text": (
        constrain("facts", "value", minimum="1"),
        "resources/facts/schema/fields/value/constraints/minimum",
        "'1' is not a number",
    ),
    "minimum that is true": (
        constrain("facts", "value", minimum=True),
        "resources/facts/schema/fields/value/constraints/minimum",
        "true is not a number",
    ),
    "minimum out of range": (
        constrain("facts", "value", minimum=10**30),
        "resources/facts/schema/fields/value/constraints/minimum",
        "is out of range; 1e+15 is the maximum",
    ),
    "minimum above maximum": (
        constrain("facts", "value", minimum=2, maximum=1),
        "resources/facts/schema/fields/value/constraints/minimum",
        "is more than the maximum, 1",
    ),
    "minimum of a text": (
        constrain("firms", "role_nb", minimum=1),
        f"{ROLE}/constraints",
        "'minimum' is no key that is read here; those are enum, pattern, required, unique",
    ),
    "pattern of a number": (
        constrain("facts", "value", pattern="[0-9]+"),
        "resources/facts/schema/fields/value/constraints",
        "'pattern' is no key that is read here",
    ),
    "misspelt constraint": (
        constrain("firms", "role_nb", requried=True),
        f"{ROLE}/constraints",
        "'requried' is no key that is read here",
    ),
    "required that is a text": (
        constrain("firms", "role_nb", required="yes"),
        f"{ROLE}/constraints/required",
        "'yes' is not true or false",
    ),
    "empty enumeration": (constrain("firms", "role_nb", enum=[]), f"{ROLE}/constraints/enum", "is empty; fill it in"),
    "enumeration of numbers": (
        constrain("firms", "role_nb", enum=[1]),
        f"{ROLE}/constraints/enum/0",
        "1 is not a text",
    ),
    "unknown key": (
        lambda d: d.update(colour="red"),
        "",
        "'colour' is no key that is read here; those are description",
    ),
    "unknown type": (
        lambda d: field(d, "firms", "role_nb").update(type="geopoint"),
        f"{ROLE}/type",
        "'geopoint' is not 'string' or 'integer' or 'number'",
    ),
    "type that is a list": (
        lambda d: field(d, "firms", "role_nb").update(type=["string"]),
        f"{ROLE}/type",
        "a list is not 'string'",
    ),
    "another type": (
        lambda d: field(d, "excerpts", "order").update(type="number"),
        "resources/excerpts/schema/fields/order/type",
        "is number, but the analysis reads integer",
    ),
    "no description": (
        lambda d: field(d, "firms", "role_nb").pop("description_nb"),
        ROLE,
        "'description_nb' is missing; add it",
    ),
    "empty description": (
        lambda d: table(d, "firms").update(description=" "),
        "resources/firms/description",
        "is empty; fill it in",
    ),
    "no description of a table": (
        lambda d: table(d, "firms").pop("description"),
        "resources/firms",
        "'description' is missing; add it",
    ),
    "no rights": (
        lambda d: (table(d, "firms").pop("rights"), table(d, "firms").pop("rights_nb")),
        "resources/firms",
        "says nothing of the rights to its rows; add licenses, or rights and rights_nb",
    ),
    "rights in one language": (
        lambda d: table(d, "firms").pop("rights_nb"),
        "resources/firms",
        "says nothing of the rights to its rows",
    ),
    "script as a licence": (
        lambda d: table(d, "codes")["licenses"][0].update(path="javascript:alert(1)"),
        "resources/codes/licenses/CC-BY-4.0/path",
        "'javascript:alert(1)' is no address that begins with https:, http: or mailto:",
    ),
    "licence with a user": (
        lambda d: table(d, "codes")["licenses"][0].update(path="https://a:b@example.org/"),
        "resources/codes/licenses/CC-BY-4.0/path",
        "names a user before its host",
    ),
    "key to no table": (
        refer(resource="sectoins"),
        f"{KEY}/reference/resource",
        "'sectoins' is no table of this data package",
    ),
    "key to no column": (refer(fields=["sectoin"]), f"{KEY}/reference/fields", "'sectoin' is no column of sections"),
    "key to a column with repeats": (
        refer(fields=["title_nb"]),
        f"{KEY}/reference/fields",
        "'title_nb' does not tell the rows of sections apart; refer to its primary key",
    ),
    "key to two columns": (refer(fields=["section", "level"]), f"{KEY}/reference/fields", "is too long: 1 is the most"),
    "key of no column": (
        lambda d: table(d, "firms")["schema"]["foreignKeys"][0].update(fields=["sectoin"]),
        f"{KEY}/fields",
        "'sectoin' is no column of this table",
    ),
    "no primary key": (
        lambda d: table(d, "firms")["schema"].pop("primaryKey"),
        "resources/firms/schema",
        "'primaryKey' is missing; add it",
    ),
    "primary key of no column": (
        lambda d: table(d, "firms")["schema"].update(primaryKey="id"),
        "resources/firms/schema/primaryKey",
        "'id' is no column of this table",
    ),
    "two tables of a name": (
        lambda d: d["resources"].append({**table(d, "firms"), "path": "other.csv"}),
        "resources/firms/name",
        "'firms' stands 2 times; each needs its own",
    ),
    "two tables of a file": (
        lambda d: d["resources"].append({**table(d, "firms"), "name": "other"}),
        "resources/firms/path",
        "'firms.csv' stands 2 times; each needs its own",
    ),
    "two columns of a name": (
        lambda d: table(d, "firms")["schema"]["fields"].append(field(d, "firms", "role_nb")),
        f"{ROLE}/name",
        "'role_nb' stands 2 times; each needs its own",
    ),
    "table elsewhere": (
        lambda d: table(d, "firms").update(path="../../etc/passwd"),
        "resources/firms/path",
        "does not have the form",
    ),
    "table on another host": (
        lambda d: table(d, "firms").update(path="https://example.org/firms.csv"),
        "resources/firms/path",
        "does not have the form",
    ),
    "no tables": (lambda d: d.update(resources=[]), "resources", "is empty; fill it in"),
    "tables that are a text": (lambda d: d.update(resources="firms"), "resources", "'firms' is not a list"),
    "a table less": (lambda d: d["resources"].remove(table(d, "coreq")), "resources", "describes no table coreq"),
    "override of direction": (
        lambda d: field(d, "firms", "role_nb").update(description="a\u202eb"),
        f"{ROLE}/description",
        "holds U+202E (RIGHT-TO-LEFT OVERRIDE)",
    ),
    "name of 300 signs": (
        lambda d: field(d, "firms", "role_nb").update(name="r" * 300),
        f"resources/firms/schema/fields/{'r' * 300}/name",
        "is too long: 64 is the most",
    ),
}


def line_of(descriptor, place):
    """The line on which a place of a descriptor stands: where a mark is found that is put there."""
    holder = {"top": descriptor}
    value, step = holder, "top"
    for word in filter(None, place.split("/")):
        value = value[step]
        # Rows of lists are told by their names, which the test may have cut.
        named = (
            [
                number
                for number, row in enumerate(value)
                if isinstance(row, dict) and row.get("name", "").startswith(word)
            ]
            if isinstance(value, list)
            else [word]
        )
        step = named[0] if named else int(word)
    value[step] = "the mark"
    lines = json.dumps(holder["top"], ensure_ascii=False, indent=1).splitlines()
    return next(number for number, line in enumerate(lines, start=1) if "the mark" in line)


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_a_bad_description_is_told_with_its_place(data, name):
    change, place, complaint = DESCRIPTIONS[name]
    describe(data, change)
    found = problems(data)
    told = [text for text in found if complaint in text]
    assert told, found
    file, line, said = told[0].split(":", 2)
    assert file == "data/datapackage.json" and said.startswith(f" {place[:50]}")
    assert int(line) == line_of(json.loads((data / "datapackage.json").read_text(encoding="utf-8")), place)
    assert all(len(text) < 500 for text in found)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "data/datapackage.json:1: is not valid JSON: Expecting value"),
        ("[" * 100_000, "data/datapackage.json:1: is nested too deeply; a data package has about ten levels"),
        ('{"a":' * 100_000, "data/datapackage.json:1: is nested too deeply"),
        ("[" * 60 + "]" * 60, "data/datapackage.json:1: is nested too deeply"),
        ("[]", "data/datapackage.json:1: [] is not an object"),
        ("3", "data/datapackage.json:1: 3 is not an object"),
        ('{"name": NaN}', "data/datapackage.json:1: is not valid JSON: NaN is no number of JSON"),
        ('{"name": ' + "9" * 5000 + "}", "data/datapackage.json:1: is not valid JSON: Exceeds the limit"),
        (
            '{\n"name": "a",\n"name": "b"}',
            "data/datapackage.json:1: is not valid JSON: 'name' stands twice in one object; remove one of them",
        ),
        ('{\n"name": "a",\n}', "data/datapackage.json:3: is not valid JSON"),
    ],
)
def test_a_description_that_is_none(data, text, complaint):
    (data / "datapackage.json").write_text(text, encoding="utf-8")
    assert any(found.startswith(complaint) for found in problems(data)), problems(data)


def test_a_column_renamed_in_data_and_description(data):
    describe(data, lambda descriptor: field(descriptor, "firms", "kind").update(name="sort"))
    path = data / "firms.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",kind,", ",sort,", 1), encoding="utf-8")
    (problem,) = problems(data)
    assert problem.endswith(
        "resources/firms/schema/fields: describes no column kind, which the analysis reads; leave its name as it was"
    )


def test_a_column_of_ones_own_is_welcome(data):
    described = {
        "name": "nickname",
        "type": "string",
        "description": "What it is called",
        "description_nb": "Hva den kalles",
    }
    describe(data, lambda descriptor: table(descriptor, "firms")["schema"]["fields"].append(described))
    path = data / "firms.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{head},nickname", *(f"{row},x" for row in rows)]) + "\n", encoding="utf-8")
    assert problems(data) == []


def test_the_analysis_says_which_columns_it_reads():
    described = {
        name: {column.name: column.type for column in schema.columns} for name, schema in read_schemas(DATA).items()
    }
    # Whoever adds a column to a table names it in analysis/study.py too, so that nobody can rename it unnoticed.
    assert {name: described[name] for name in Study.table_names()} == Study.columns()
