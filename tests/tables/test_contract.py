"""The data contract: the study's own data fulfil it, and bad data are named by file, line and column."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import load
from compendium.study import DATA
from compendium.tables.problems import DataError
from tools.bench.synthetic import drop_versions

ROOT = DATA.parent


@pytest.fixture
def data(tmp_path):
    """A copy of the study's data that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def unlogged(data):
    """A copy without dated versions, so that codings and ties may be spoilt without a row of the log."""
    drop_versions(data)
    return data


def rewrite(path, change):
    """Apply `change` to the list of rows of a CSV file, header first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows = change(rows) or rows
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def set_cell(path, row_number, column, value):
    """Put `value` into the row of that number (1 is the first after the header)."""

    def change(rows):
        rows[row_number][rows[0].index(column)] = value

    rewrite(path, change)


def problems(folder):
    with pytest.raises(DataError) as caught:
        load(folder)
    return [str(problem).removeprefix(f"{folder.parent}/") for problem in caught.value.problems]


def test_own_data_are_valid():
    study = load()
    assert all(len(getattr(study, name)) for name in study.table_names())


@pytest.mark.other_software
def test_frictionless_agrees():
    frictionless = ROOT / ".venv-tools" / "bin" / "frictionless"
    run = subprocess.run(
        [frictionless, "validate", "data/datapackage.json"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "INVALID" not in run.stdout


def test_unknown_informant(data):
    set_cell(data / "excerpts.csv", 16, "informant_id", "I11")
    assert problems(data) == ["data/excerpts.csv:17: informant_id: 'I11' is not in informants.csv"]


def test_duplicate_id(data):
    set_cell(data / "informants.csv", 2, "informant_id", "I01")
    assert "data/informants.csv:3: informant_id: 'I01' stands on line 2 already" in problems(data)


def test_missing_column(data):
    rewrite(data / "firms.csv", lambda rows: [row[1:] for row in rows])
    assert problems(data) == ["data/firms.csv:1: firm_id: the column is missing"]


def test_surplus_column(data):
    rewrite(data / "firms.csv", lambda rows: [[*row, "nickname" if n == 0 else ""] for n, row in enumerate(rows)])
    (problem,) = problems(data)
    assert problem.startswith("data/firms.csv:1: nickname: is no column of this table")


def test_wrong_type(data):
    set_cell(data / "excerpts.csv", 3, "order", "three")
    assert "data/excerpts.csv:4: order: 'three' is no integer" in problems(data)


def test_value_outside_enumeration(data):
    set_cell(data / "excerpts.csv", 1, "presentation", "margin")
    assert problems(data) == ["data/excerpts.csv:2: presentation: 'margin' is none of block, inline"]


def test_empty_file(data):
    (data / "codes.csv").write_bytes(b"")
    (problem,) = problems(data)
    assert problem.startswith("data/codes.csv:1: the file is empty; its first line should be code_id,parent_id")


def test_missing_file(data):
    (data / "codes.csv").unlink()
    assert problems(data) == ["data/codes.csv:1: is missing"]


def test_not_utf8(data):
    path = data / "firms.csv"
    path.write_bytes(path.read_bytes().replace("ø".encode(), "ø".encode("latin-1")))
    (problem,) = problems(data)
    assert "byte 0xf8 is not UTF-8; save the file as UTF-8" in problem
    line = int(problem.split(":")[1])
    assert b"\xf8" in path.read_bytes().split(b"\n")[line - 1]


def test_ragged_row(data):
    rewrite(data / "firms.csv", lambda rows: [*rows, ["x", "y"]])
    (problem,) = problems(data)
    assert "has 2 cells" in problem


def test_crlf_and_bom_are_accepted(data):
    before = load(data)
    for path in data.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = load(data)
    for name in before.table_names():
        assert getattr(before, name).equals(getattr(after, name)), name


def test_line_numbers_count_lines_within_cells(data):
    text = load(data).excerpts["text_en"].iloc[0]
    set_cell(data / "excerpts.csv", 1, "text_en", f"{text}\nand more")
    set_cell(data / "excerpts.csv", 2, "presentation", "margin")
    (problem,) = problems(data)
    assert problem.startswith("data/excerpts.csv:4: presentation: 'margin'")


def test_markup_in_an_excerpt_is_text(data):
    text = load(data).excerpts["text_en"].iloc[0] + " <script>alert(1)</script> & <b>bold</b>"
    set_cell(data / "excerpts.csv", 1, "text_en", text)
    assert load(data).excerpts["text_en"].iloc[0] == text


def test_reconstruction_must_quote_its_excerpt(unlogged):
    with (unlogged / "codings.csv").open(encoding="utf-8", newline="") as file:
        bases = [row["basis"] for row in csv.DictReader(file)]
    number = bases.index("reconstruction") + 1
    set_cell(unlogged / "codings.csv", number, "reason_nb", "«ord som ingen sa»")
    (problem,) = problems(unlogged)
    assert problem.startswith(f"data/codings.csv:{number + 1}: reason_nb: «ord som ingen sa» does not stand in S")
    set_cell(unlogged / "codings.csv", number, "reason_en", "“words that nobody said”")
    assert any(
        problem.startswith(f"data/codings.csv:{number + 1}: reason_en: “words that nobody said” does not stand")
        for problem in problems(unlogged)
    )


def test_reconstruction_needs_its_reason(unlogged):
    with (unlogged / "codings.csv").open(encoding="utf-8", newline="") as file:
        bases = [row["basis"] for row in csv.DictReader(file)]
    number = bases.index("reconstruction") + 1
    set_cell(unlogged / "codings.csv", number, "reason_nb", "")
    assert problems(unlogged) == [
        f"data/codings.csv:{number + 1}: reason_nb: is empty, a reconstruction needs its reason"
    ]


def test_the_coding_that_the_readme_suggests_is_valid(data):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for table, first in (("codings", "S"), ("coding_log", "K")):
        (line,) = re.findall(rf"^    ({first}\d{{3}},.*)$", readme, flags=re.MULTILINE)
        with (data / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    assert len(load(data).codings) == len(load().codings) + 1


def test_what_is_printed_twice_is_coded_alike(unlogged):
    rewrite(unlogged / "codings.csv", lambda rows: [row for row in rows if row[:2] != ["S051", "samarbeid"]])
    (problem,) = problems(unlogged)
    assert problem.endswith(
        "code_id: S030 has 'samarbeid' for words that S051 prints too, without the code; same utterance, same codes"
    )
    line = int(problem.split(":")[1])
    assert (
        (unlogged / "codings.csv")
        .read_text(encoding="utf-8")
        .splitlines()[line - 1]
        .startswith("S030,samarbeid,reconstruction,")
    )


def test_an_utterance_printed_whole_in_two_forms_has_the_same_codes():
    codings = load().codings
    first, second = (set(codings.loc[codings["excerpt_id"] == excerpt, "code_id"]) for excerpt in ("S027", "S053"))
    assert first == second


def test_an_example_has_its_code(unlogged):
    with (unlogged / "codes.csv").open(encoding="utf-8", newline="") as file:
        number = next(i for i, row in enumerate(csv.DictReader(file), start=1) if row["code_id"] == "tillit")
    set_cell(unlogged / "codes.csv", number, "example", "S001")
    assert problems(unlogged) == [
        f"data/codes.csv:{number + 1}: example: S001 does not have the code 'tillit'; choose an excerpt that has it"
    ]


def test_overlaps_go_both_ways(data):
    set_cell(data / "excerpts.csv", 1, "overlaps", "S002")
    assert "data/excerpts.csv:2: overlaps: S002 does not name S001 in return" in problems(data)


def test_evidence_is_tied_to_exactly_one_thing_and_only_once(unlogged):
    with (unlogged / "evidence.csv").open(encoding="utf-8", newline="") as file:
        first, second = list(csv.DictReader(file))[:2]
    set_cell(unlogged / "evidence.csv", 1, "citekey", "zeng2003")
    assert problems(unlogged) == [
        "data/evidence.csv:2: excerpt_id: give exactly one of excerpt_id, concept_id, citekey; there are 2"
    ]
    set_cell(unlogged / "evidence.csv", 1, "citekey", "")
    set_cell(unlogged / "evidence.csv", 2, "claim_id", first["claim_id"])
    set_cell(unlogged / "evidence.csv", 2, "excerpt_id", first["excerpt_id"])
    set_cell(unlogged / "evidence.csv", 2, "concept_id", first["concept_id"])
    assert any("is tied to C01 on line 2 already" in problem for problem in problems(unlogged))


def test_evidence_must_quote_its_excerpt(unlogged):
    with (unlogged / "evidence.csv").open(encoding="utf-8", newline="") as file:
        number = next(i for i, row in enumerate(csv.DictReader(file), start=1) if row["excerpt_id"])
    set_cell(unlogged / "evidence.csv", number, "reason_nb", "Uten sitat.")
    assert problems(unlogged) == [
        f"data/evidence.csv:{number + 1}: reason_nb: quotes no words of the excerpt between « and »"
    ]


def test_a_link_of_a_challenge_and_a_measure_quotes_its_excerpts_and_joins_the_right_kinds(data):
    with (data / "measures.csv").open(encoding="utf-8", newline="") as file:
        number = next(i for i, row in enumerate(csv.DictReader(file), start=1) if row["excerpt_ids"] == "S015 S016")
    set_cell(data / "measures.csv", number, "reason_nb", "Uten sitat.")
    set_cell(data / "measures.csv", number, "reason_en", "“words that nobody said”")
    set_cell(data / "measures.csv", number, "challenge_id", "kompetanse")
    set_cell(data / "measures.csv", number, "measure_id", "tillit")
    assert problems(data) == [
        f"data/measures.csv:{number + 1}: challenge_id: 'kompetanse' is a code of the kind measure, not challenge",
        f"data/measures.csv:{number + 1}: measure_id: 'tillit' is a code of the kind challenge, not measure",
        f"data/measures.csv:{number + 1}: reason_en: “words that nobody said” does not stand in S015 S016",
        f"data/measures.csv:{number + 1}: reason_nb: quotes no words of S015 S016 between « and »",
    ]


def test_a_claim_has_an_excerpt_or_says_why_not(data):
    with (data / "claims.csv").open(encoding="utf-8", newline="") as file:
        gaps = [row["gap_nb"] for row in csv.DictReader(file)]
    with_gap = next(i for i, gap in enumerate(gaps, start=1) if gap)
    without = next(i for i, gap in enumerate(gaps, start=1) if not gap)
    set_cell(data / "claims.csv", with_gap, "gap_nb", "")
    set_cell(data / "claims.csv", without, "gap_nb", "Ingen.")
    first, second = sorted(problems(data), key=lambda problem: "must be empty" in problem)
    assert "say why there is none" in first and first.startswith(f"data/claims.csv:{with_gap + 1}: gap_nb:")
    assert "must be empty" in second and second.startswith(f"data/claims.csv:{without + 1}: gap_nb:")


def test_every_id_of_a_list_must_exist(data):
    set_cell(data / "theory.csv", 1, "citekeys", "chertow2000 ukjent1999")
    set_cell(data / "quantifiers.csv", 1, "excerpt_ids", "S999")
    assert sorted(problems(data)) == [
        "data/quantifiers.csv:2: excerpt_ids: 'S999' is not in excerpts.csv",
        "data/theory.csv:2: citekeys: 'ukjent1999' is not in works.csv",
    ]


def test_coreq_leaves_no_item_unanswered(data):
    rewrite(data / "coreq.csv", lambda rows: rows[:-1])
    assert problems(data) == ["data/coreq.csv:1: item: unanswered: 32; answer each item, if only with not reported"]


def test_coreq_leads_to_its_answer(data):
    set_cell(data / "coreq.csv", 1, "anchor", "")
    assert problems(data) == [
        "data/coreq.csv:2: anchor: is needed for every answer except not reported, which has none"
    ]


def test_codebook_has_no_circle(data):
    set_cell(data / "codes.csv", 1, "parent_id", "status")
    found = problems(data)
    assert any("'bakgrunn' is its own ancestor" in problem for problem in found)


def test_all_problems_of_all_tables_at_once(data):
    set_cell(data / "excerpts.csv", 1, "informant_id", "I77")
    set_cell(data / "informants.csv", 1, "gender", "x")
    set_cell(data / "facts.csv", 1, "value", "many")
    assert {problem.split(":")[0] for problem in problems(data)} == {
        "data/excerpts.csv",
        "data/informants.csv",
        "data/facts.csv",
    }


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_a_table_that_is_separated_otherwise_is_told_so(data, mark, name, quoting):
    with (data / "codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with (data / "codes.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=mark, quoting=quoting).writerows(rows)
    assert problems(data) == [
        f"data/codes.csv:1: its cells are separated by {name}; save it as CSV with commas between cells"
    ]


def test_a_note_for_excel_above_the_header_is_told(data):
    path = data / "codes.csv"
    path.write_text(f"sep=;\r\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert problems(data) == [
        "data/codes.csv:1: its first line is a note for spreadsheets; remove it, and separate cells by commas"
    ]


def test_a_folder_that_was_given_is_called_as_it_was_given(data, monkeypatch, tmp_path):
    (data / "codes.csv").unlink()
    monkeypatch.chdir(tmp_path)
    for given, called in (
        (data, f"{data}/"),
        ("data", "data/"),
        ("./data", "data/"),
        ("data/../data", "data/../data/"),
        ("/nonexistent", "/nonexistent/"),
    ):
        with pytest.raises(DataError) as caught:
            load(given)
        assert [str(problem).partition(":1: ")[0] for problem in caught.value.problems][0] in (
            f"{called}codes.csv",
            f"{called}datapackage.json",
        )


def test_broken_descriptor(data):
    (data / "datapackage.json").write_text("{", encoding="utf-8")
    (problem,) = problems(data)
    assert problem.startswith("data/datapackage.json:1: is not valid JSON")


def test_command_prints_problems_and_fails(data):
    set_cell(data / "excerpts.csv", 16, "informant_id", "I11")
    run = subprocess.run(
        [sys.executable, "-m", "compendium", "check", "--data", data], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "data/excerpts.csv:17: informant_id: 'I11' is not in informants.csv" in run.stderr
    assert "Traceback" not in run.stderr
