"""The audit trail: no coding and no tie changes without a row of the log that says why."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from studies import argued_study, make_study, result_of

from analysis import load
from compendium.qualitative.audit_trail import LOG, VERSION
from compendium.study import DATA
from compendium.tables.problems import DataError
from compendium.tables.schema import read_schemas

LOGGED = [column.name for column in read_schemas(DATA)[LOG].columns]
VERSIONED = {"codings": "codings-2026-12-01", "evidence": "evidence-2026-12-01"}


@pytest.fixture
def data(tmp_path):
    """A copy of the data as they were before the first logged change."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    for table, version in VERSIONED.items():
        shutil.copy(folder / f"{version}.csv", folder / f"{table}.csv")
    write(folder, LOG, [])
    return folder


def rows_of(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, table, rows):
    columns = LOGGED if table == LOG else list(rows_of(folder, table)[0])
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def log(folder, *changes):
    """Log changes, each a dict of what is particular to it."""
    shared = {"date": "2026-12-01", "table": "codings", "why_nb": "Derfor.", "why_en": "That is why."}
    write(
        folder, LOG, [{**shared, "log_id": f"K{number:03}", **change} for number, change in enumerate(changes, start=1)]
    )


def found(folder):
    """Problems of the audit trail; others, of what a changed row means elsewhere, are not looked at."""
    try:
        load(folder)
    except DataError as error:
        return [
            str(one).removeprefix(f"{folder.parent}/")
            for one in error.problems
            if "log" in one.message or one.file.endswith(f"{LOG}.csv")
        ]
    return []


def change_first(folder, table, **cells):
    """Change cells of a table's first row; returns the row as it was."""
    first, *others = rows_of(folder, table)
    write(folder, table, [{**first, **cells}, *others])
    return first


def test_a_version_of_each_logged_table_is_described_and_has_its_columns():
    schemas = read_schemas(DATA)
    assert {match["table"]: name for name in schemas if (match := VERSION.fullmatch(name))} == VERSIONED
    for table, version in VERSIONED.items():
        assert [column.name for column in schemas[version].columns] == [
            column.name for column in schemas[table].columns
        ]
        assert schemas[version].primary_key == schemas[table].primary_key


def test_without_changes_nothing_needs_a_log(data):
    assert found(data) == []


@pytest.mark.parametrize("table", VERSIONED)
def test_a_change_without_a_row_of_the_log_is_named_by_line_and_column(data, table):
    was = change_first(data, table, reason_en="Another reason.")
    (problem,) = found(data)
    assert problem.startswith(
        f"data/{table}.csv:2: reason_en: was changed from {was['reason_en']!r} without a row of the log since {table}-2026-12-01.csv"
    )


@pytest.mark.parametrize("table", VERSIONED)
def test_a_row_that_is_gone_without_a_row_of_the_log_is_named_by_its_line_in_the_version(data, table):
    rows = rows_of(data, table)
    write(data, table, [*rows[:2], *rows[3:]])
    (problem,) = found(data)
    assert (
        problem.startswith(f"data/{table}-2026-12-01.csv:4: ")
        and f"is gone from {table}.csv without a row of the log" in problem
    )


def test_a_row_that_is_new_without_a_row_of_the_log_is_named_by_its_line(data):
    rows = rows_of(data, "codings")
    write(data, "codings", [*rows, {"excerpt_id": "S002", "code_id": "tillit", "basis": "section"}])
    (problem,) = found(data)
    assert problem.startswith(
        f"data/codings.csv:{len(rows) + 2}: 'S002 tillit section' was added without a row of the log"
    )


def test_logged_changes_of_codings_are_taken(data):
    first, second, *others = rows_of(data, "codings")
    new = {"excerpt_id": "S002", "code_id": "tillit", "basis": "section", "reason_nb": "Ny.", "reason_en": "New."}
    write(data, "codings", [first, {**second, "reason_en": "Other."}, *others[1:], new])
    gone = others[0]
    log(
        data,
        {"row": "S002 tillit section", "action": "added", "reason_after_nb": "Ny.", "reason_after_en": "New."},
        {
            "row": " ".join(list(second.values())[:3]),
            "action": "changed",
            "reason_before_en": second["reason_en"],
            "reason_after_en": "Other.",
        },
        {
            "row": " ".join(list(gone.values())[:3]),
            "action": "removed",
            "reason_before_nb": gone["reason_nb"],
            "reason_before_en": gone["reason_en"],
        },
    )
    assert found(data) == []


def test_logged_changes_of_ties_are_taken(data):
    was = change_first(data, "evidence", relation="contradicts", reason_nb="Ny grunn.")
    change = {
        "table": "evidence",
        "row": was["evidence_id"],
        "action": "changed",
        "before": f"relation={was['relation']}",
        "after": "relation=contradicts",
    }
    log(data, {**change, "reason_before_nb": was["reason_nb"], "reason_after_nb": "Ny grunn."})
    assert found(data) == []
    log(data, change)
    (problem,) = found(data)
    assert problem.startswith("data/evidence.csv:2: reason_nb: was changed from")


def test_a_row_may_change_more_than_once(data):
    was = change_first(data, "evidence", relation="contradicts")["relation"]
    steps = (was, next(other for other in ("supports", "nuances") if other != was), "contradicts")
    log(
        data,
        *(
            {
                "table": "evidence",
                "row": "B001",
                "action": "changed",
                "before": f"relation={old}",
                "after": f"relation={new}",
            }
            for old, new in zip(steps, steps[1:])
        ),
    )
    assert found(data) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"row": "S002 tillit section", "action": "removed"},
            "row: 'S002 tillit section' does not exist in codings when it is removed",
        ),
        (
            {"row": "S001 bakgrunn section", "action": "added"},
            "row: 'S001 bakgrunn section' exists already in codings when it is added",
        ),
        ({"row": "S001 bakgrunn section", "action": "changed"}, "after: nothing of 'S001 bakgrunn section' is changed"),
        (
            {"row": "S001 bakgrunn section", "action": "removed", "after": "basis=section"},
            "after: 'basis' is no column of codings that a change can name",
        ),
        (
            {"row": "S001 bakgrunn section", "action": "removed", "reason_after_nb": "Ny."},
            "after: must be empty, the reasons too, when a row is removed",
        ),
        (
            {"row": "S002 tillit section", "action": "added", "reason_before_nb": "Ny."},
            "before: must be empty, the reasons too, when a row is added",
        ),
        (
            {
                "row": "S001 bakgrunn section",
                "action": "changed",
                "reason_before_nb": "Slik.",
                "reason_after_nb": "Ny.",
            },
            "before: reason_nb of 'S001 bakgrunn section' was '', the log says 'Slik.'",
        ),
        (
            {"row": "S001 bakgrunn section", "action": "changed", "before": "relation"},
            "before: 'relation' does not have the form",
        ),
        (
            {"table": "evidence", "row": "B001", "action": "changed", "after": "shade=grey"},
            "after: 'shade' is no column of evidence that a change can name",
        ),
        (
            {"row": "S001 bakgrunn section", "action": "removed", "date": "2026-11-30"},
            "date: 2026-11-30 is before the oldest version of codings",
        ),
    ],
)
def test_a_row_of_the_log_that_does_not_fit_is_named_by_line_and_column(data, change, problem):
    log(data, change)
    assert any(one.startswith(f"data/{LOG}.csv:2: {problem}") for one in found(data)), found(data)


def test_a_table_without_a_dated_version_has_no_log(data):
    descriptor = data / "datapackage.json"
    descriptor.write_text(
        descriptor.read_text(encoding="utf-8").replace('"codings-2026-12-01"', '"old"'), encoding="utf-8"
    )
    change_first(data, "codings", reason_en="Another reason.")
    assert found(data) == []
    log(data, {"row": "S001 bakgrunn section", "action": "removed"})
    assert found(data) == [f"data/{LOG}.csv:2: table: 'codings' has no dated version that a change could be made to"]


def test_changes_between_two_versions_lead_from_one_to_the_other(data):
    path = data / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    (version,) = [resource for resource in descriptor["resources"] if resource["name"] == "codings-2026-12-01"]
    descriptor["resources"].append({**version, "name": "codings-2026-12-24", "path": "codings-2026-12-24.csv"})
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    was = change_first(data, "codings", reason_en="Another reason.")
    shutil.copy(data / "codings.csv", data / "codings-2026-12-24.csv")
    (problem,) = found(data)
    assert problem.startswith("data/codings-2026-12-24.csv:2: reason_en: was changed from")
    change = {
        "row": " ".join(list(was.values())[:3]),
        "action": "changed",
        "reason_before_en": was["reason_en"],
        "reason_after_en": "Another reason.",
    }
    log(data, {**change, "date": "2026-12-23"})
    assert found(data) == []
    log(data, {**change, "date": "2026-12-24"})
    assert len(found(data)) == 2


def test_readers_are_told_that_reasons_of_the_dated_ties_were_reworded():
    resources = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    (ties,) = [resource for resource in resources if resource["name"] == VERSIONED["evidence"]]
    page = (DATA.parent / "chapters" / "vedlegg-endringer.md").read_text(encoding="utf-8")
    (paragraph,) = [text for text in page.split("\n") if "<data-evidence-2026-12-01>" in text]
    for told in (ties["description_nb"], paragraph):
        assert "begrunnelser" in told and "omformulert av hensyn til anonymiteten" in told
    assert "reasons were reworded" in ties["description"] and "anonymity" in ties["description"]


def test_changes_are_shown_with_what_was_what_is_and_why():
    study = argued_study()
    codings, ties = (result_of(f"tab-{name}endringer", study) for name in ("kodings", "koblings"))
    assert codings.shown("en").astype(str).values.tolist() == [
        ["K001", "2026-12-01", "S001", "Top", "reconstruction", "removed", "Old.", "", "Wrong."]
    ]
    assert ties.shown("en").astype(str).values.tolist() == [
        ["K002", "2026-12-01", "B001", "C01", "changed", "supports. Old.", "nuances. New.", "Only some."],
        ["K003", "2026-12-01", "B999", "C01", "removed", "C01. judged here", "", "Twice."],
    ]
    assert ties.texts["nb"].alt == "Tabell med 2 endringer i koblingene: 0 er lagt til, 1 fjernet og 1 endret."


def test_a_change_of_what_is_gone_since_is_shown_as_it_was_logged():
    change = {"log_id": "K001", "date": "2026-12-01", "action": "removed", "why_en": "Wrong."}
    study = make_study(
        coding_log=[
            {**change, "table": "codings", "row": "S999 gone section"},
            {**change, "table": "evidence", "row": "B999", "before": "relation=refutes claim_id=C99"},
        ]
    )
    (coding,) = result_of("tab-kodingsendringer", study).views["en"].frame.itertuples()
    assert (str(coding.excerpt_id), str(coding.code_id), str(coding.basis)) == ("S999", "gone", "place in the thesis")
    (tie,) = result_of("tab-koblingsendringer", study).views["en"].frame.itertuples()
    assert (str(tie.evidence_id), str(tie.claim_id), tie.before) == ("B999", "C99", "refutes. C99")
