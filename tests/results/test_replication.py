"""What is locked is what is computed; what differs is named, exactly, with where and by how much."""

import csv
import json
import math
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis import STUDY, load
from compendium import show
from compendium.__main__ import main
from compendium.artefacts.texts import Texts
from compendium.artefacts.value_labels import Link, LinkedText
from compendium.build.execution import output_problems
from compendium.build.notebooks import chapter_paths
from compendium.build.replication import pages_of_numbers
from compendium.checkout.files import BOOK_SOURCES, ROOT, copy_files
from compendium.results import record, store
from compendium.results.comparison import Change, compare
from compendium.results.compute import compute
from compendium.results.page import report_page
from compendium.results.parts import Part, Parts, Sheet, sheet, take_apart
from compendium.results.report import (
    Execution,
    Replication,
    as_document,
    change_text,
    closing_lines,
    comparison_lines,
    names_of_others,
    shortened,
    verdict,
)


@pytest.fixture(scope="module")
def study():
    return load()


# One language is enough for what is tried in memory; the commands compute both.
NORWEGIAN = ["nb"]


def results_of(study, definition=STUDY):
    return take_apart(compute(definition, study), NORWEGIAN)


@pytest.fixture(scope="module")
def results(study):
    return results_of(study)


@pytest.fixture(scope="module")
def kept(results, tmp_path_factory):
    """What `results/` would hold of the study as it is."""
    folder = tmp_path_factory.mktemp("locked") / "results"
    store.write(results, folder)
    return store.read(folder)


def affected(kept, computed):
    """The state of each result that is not the same."""
    return {found.id: found.state for found in compare(kept, computed) if found.state != "same"}


def command(folder, *arguments, **environment):
    run = [sys.executable, "-m", "compendium", *arguments]
    return subprocess.run(
        run,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        timeout=300,
    )


# The folder results/


def test_results_are_current_whatever_the_order_of_sets():
    done = command(ROOT, "lock", "--check", PYTHONHASHSEED="7")
    assert done.returncode == 0, (
        f"results/ is out of date; renew it with: python -m compendium lock\n{done.stdout}{done.stderr}"
    )


def test_every_result_is_locked_and_computed(results):
    assert [result.error for result in results.values() if result.error] == []
    assert all(result.parts for result in results.values())
    assert set(store.read()) == set(results)


def test_what_is_written_reads_back_as_the_same(results, kept):
    assert affected(kept, results) == {}


def test_writing_twice_gives_the_same_bytes_and_leaves_no_other_file(results, tmp_path):
    store.write(results, tmp_path)
    first = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.*")}
    (tmp_path / "tables" / "tab-gone.csv").write_text("A\n1\n")
    store.write(results, tmp_path)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.*")} == first


def test_json_has_one_sorted_key_a_line_and_ends_its_lines_alike(results):
    for name, text in store.files(results).items():
        assert "\r" not in text and text.endswith("\n"), name
    text = store.files(results)["numbers.json"]
    keys = re.findall(r'^ "(\w+)": ', text, flags=re.MULTILINE)
    assert keys == sorted(keys) and len(keys) == text.count("\n") - 2


def test_frames_become_plain_cells():
    frame = pd.DataFrame(
        {
            "A": pd.array([1, pd.NA], dtype="Int64"),
            "B": [0.5, math.nan],
            "C": ["x", LinkedText(("se ", Link("S001", "rad")))],
        }
    )
    assert sheet(frame) == Sheet(("A", "B", "C"), ((1, 0.5, "x"), ("", "", "se S001")))


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("numbers.json", '{"n_excerpts": 57\n<<<<<<< ours', "results/numbers.json: can't be read: "),
        (
            "tables/tab-x.csv",
            "A,B\n1\n",
            "results/tables/tab-x.csv: can't be read: row 1 has 1 cells, the header has 2",
        ),
        ("tables/tab-x.csv", "", "results/tables/tab-x.csv: can't be read"),
        ("figures/fig-x.json", "{", "results/figures/fig-x.json: can't be read"),
    ],
)
def test_unreadable_file_is_named_with_its_remedy(tmp_path, name, text, complaint):
    path = tmp_path / "results" / name
    path.parent.mkdir(parents=True)
    path.with_suffix(".json").write_text("{}")
    path.write_text(text)
    with pytest.raises(store.ResultsError) as caught:
        store.read(tmp_path / "results")
    assert str(caught.value).startswith(complaint) and "python -m compendium lock" in str(caught.value)


# Comparing


def one(parts, result_id="tab-x"):
    return {result_id: Parts(result_id, "table", parts)}


def changes(old, new, part=Part("data")):
    (found,) = compare(one({part: old}), one({part: new}))
    return [(change.place, change.column, change.old, change.new) for change in found.changes]


def test_a_cell_is_named_by_row_and_column_with_its_difference():
    old, new = (Sheet(("Kode", "Utdrag"), (("Tillit", value), ("Ledelse", 4))) for value in ("14", 13))
    (found,) = compare(one({Part("data"): old}), one({Part("data"): new}))
    (change,) = [change for change in found.changes if change.place == "row Tillit"]
    assert (change.column, change.old, change.new, change.absolute) == ("Utdrag", 14, 13, -1)
    assert change.relative == pytest.approx(-1 / 14)
    assert change_text(change) == "data, row Tillit, column Utdrag: 14 → 13 (−1, −7.14 %)"


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("11", "10", "(−1, −9.09 %)"),
        ("4.2", "4.3", ""),
        ("007", "7", ""),
        (0, 2, "(+2)"),
        (0.5, 0.25, "(−0.25, −50 %)"),
    ],
)
def test_a_difference_is_told_of_numbers_and_of_texts_that_are_whole_numbers(old, new, difference):
    assert change_text(Change(Part("value"), "", old, new)).partition("(")[2] == difference[1:]


def test_last_digits_of_a_float_do_not_count_and_more_does():
    assert changes(Sheet(("A", "B"), (("x", "0.3"),)), Sheet(("A", "B"), (("x", 0.1 + 0.2),))) == []
    assert changes(Sheet(("A", "B"), (("x", "0.3"),)), Sheet(("A", "B"), (("x", 0.30001),))) != []
    assert changes(3, 3.0000001, Part("value")) != []


def test_rows_that_come_go_and_move_are_told_apart():
    old = Sheet(("Id", "Tekst"), (("1", "a"), ("2", "b"), ("3", "b")))
    assert changes(old, Sheet(("Id", "Tekst"), (("1", "a"), ("3", "b"), ("4", "c")))) == [
        ("row 2", "", "2 | b", None),
        ("row 4", "", None, "4 | c"),
    ]
    assert changes(old, Sheet(("Id", "Tekst"), (("2", "b"), ("1", "a"), ("3", "b")))) == [
        ("order of rows, from the first that moved", "", "1", "2")
    ]


def test_rows_without_any_key_are_compared_by_place():
    old, new = Sheet(("A",), (("x",), ("x",))), Sheet(("A",), (("x",), ("y",)))
    assert changes(old, new) == [("row 2", "A", "x", "y")]


def test_a_column_that_comes_leaves_the_others_comparable():
    old, new = Sheet(("A", "B"), (("x", "1"),)), Sheet(("A", "C", "B"), (("x", "ny", 2),))
    assert changes(old, new) == [("columns", "", "A, B", "A, C, B"), ("row x", "B", 1, 2)]


def test_a_spec_is_compared_key_by_key_and_does_not_repeat_its_data():
    spec = {"data": {"values": [{"n": 1}]}, "mark": {"type": "bar", "size": 3}}
    other = {"data": {"values": [{"n": 2}]}, "mark": {"type": "bar", "size": 4}}
    assert changes(spec, other, Part("spec")) == [("data.values[0].n", "", 1, 2), ("mark.size", "", 3, 4)]
    parts = [
        {Part("spec"): spec, Part("data"): Sheet(("n",), (("1",),))},
        {Part("spec"): other, Part("data"): Sheet(("n",), ((2,),))},
    ]
    (found,) = compare(*map(one, parts))
    assert [change.place for change in found.changes if change.part.name == "spec"] == ["mark.size"]
    assert any(change.part.name == "data" for change in found.changes)


def test_long_texts_are_cut_to_where_they_differ():
    old, new = shortened("a" * 200 + " 57 utdrag", "a" * 200 + " 56 utdrag")
    assert old.startswith("…") and "57" in old and "56" in new and len(old) < 80


# It catches what it should, and names exactly what is affected


def table_of(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(folder, table, rows):
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def alter_excerpt(folder):
    rows = table_of(folder, "excerpts")
    rows[2]["text_nb"] += " Vi må snakke sammen."
    write_table(folder, "excerpts", rows)


def drop_coding(folder):
    rows = table_of(folder, "codings")
    gone = next(row for row in rows if row["basis"] == "reconstruction")
    write_table(folder, "codings", [row for row in rows if row is not gone])
    log = table_of(folder, "coding_log")
    logged = {
        "log_id": "K999",
        "date": "2026-12-31",
        "table": "codings",
        "row": " ".join([gone["excerpt_id"], gone["code_id"], gone["basis"]]),
        "action": "removed",
        "reason_before_nb": gone["reason_nb"],
        "reason_before_en": gone["reason_en"],
        "why_nb": "Feil.",
        "why_en": "Wrong.",
    }
    write_table(folder, "coding_log", [*log, {**dict.fromkeys(log[0], ""), **logged}])


def swap_informants(folder):
    swapped = {"I03": "I08", "I08": "I03"}
    rows = table_of(folder, "excerpts")
    write_table(
        folder,
        "excerpts",
        [{**row, "informant_id": swapped.get(row["informant_id"], row["informant_id"])} for row in rows],
    )


def texts_by_result(results):
    """All that is kept of each result as plain text: another way to ask whether anything changed."""
    texts = {}
    for result in results.values():
        texts[result.id] = "".join(store.files({result.id: result}).values())
    return texts


@pytest.mark.parametrize(
    ("change", "among", "never"),
    [
        (
            alter_excerpt,
            {"tab-operasjonalisering", "fig-stemmer"},
            {"tab-informanter", "fig-koder", "n_excerpts", "n_codings_reconstruction"},
        ),
        (
            drop_coding,
            {"fig-koder", "n_codings_reconstruction", "tab-kodingsendringer"},
            {"tab-informanter", "fig-stemmer", "n_codings_section", "n_excerpts"},
        ),
        (
            swap_informants,
            {"fig-stemmer", "fig-kode-informant"},
            {"tab-informanter", "tab-operasjonalisering", "n_informants", "n_excerpts"},
        ),
    ],
)
def test_a_change_of_the_data_names_exactly_what_it_affects(tmp_path, results, kept, change, among, never):
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    change(folder)
    computed = results_of(load(folder))
    found = affected(kept, computed)
    before, after = texts_by_result(results), texts_by_result(computed)
    assert set(found) == {result_id for result_id in after if before[result_id] != after[result_id]}
    assert set(found.values()) == {"differs"}
    assert among <= set(found) and not never & set(found)


def test_what_is_removed_added_or_fails_is_named_and_hides_no_other(monkeypatch, study, kept):
    def fails(study):
        raise ZeroDivisionError("nothing to share")

    artefacts = {name: artefact for name, artefact in STUDY.artefacts.items() if name != "fig-koder"}
    artefacts["tab-ny"] = replace(artefacts["tab-avvik"], id="tab-ny")
    tables = {**STUDY.texts.tables, "tab-ny": STUDY.texts.tables["tab-avvik"]}
    monkeypatch.setattr(STUDY.texts.__class__, "read", lambda path: Texts(path.name, tables))
    artefacts["tab-avvik"] = replace(artefacts["tab-avvik"], data=fails)
    computed = results_of(study, replace(STUDY, artefacts=artefacts))
    found = {one.id: one for one in compare(kept, computed) if one.state != "same"}
    assert {name: one.state for name, one in found.items()} == {
        "fig-koder": "missing",
        "tab-ny": "new",
        "tab-avvik": "failed",
    }
    # The chapter of what is no longer computed is known from results/.
    assert (found["tab-avvik"].error, found["tab-avvik"].page) == (
        "ZeroDivisionError: nothing to share",
        "vedlegg-avvik",
    )
    assert found["fig-koder"].page == "resultat"


def repository(tmp_path):
    """What the commands need of this repository, in another place."""
    folder = tmp_path / "copy"
    copy_files(BOOK_SOURCES, folder)
    return folder


def test_one_changed_constant_names_the_one_number_that_uses_it(tmp_path):
    folder = repository(tmp_path)
    source = folder / "analysis" / "numbers.py"
    text = source.read_text(encoding="utf-8")
    assert text.count(".head(3)") == 1, "the constant of the three most quoted has moved; change another in this test"
    source.write_text(text.replace(".head(3)", ".head(4)"), encoding="utf-8")
    done = command(folder, "lock", "--check")
    named = re.findall(r"^  (\S+) .* differs$", done.stdout, flags=re.MULTILINE)
    assert (done.returncode, named) == (1, ["share_top3_excerpts_percent"]), done.stdout + done.stderr
    assert re.search(r"value: [\d.]+ → [\d.]+ \(\+[\d.]+, \+[\d.]+ %\)", done.stdout)


def test_lock_tells_what_changed_and_then_only_that_the_data_are_others(tmp_path):
    folder = repository(tmp_path)
    command(folder, "lock")
    drop_coding(folder / "data")
    numbers = folder / "results" / "numbers.json"
    held = json.loads(numbers.read_text(encoding="utf-8"))
    held["n_gone"] = held.pop("n_excerpts")
    numbers.write_text(json.dumps(held), encoding="utf-8")
    first = command(folder, "lock")
    assert first.returncode == 0 and "n_codings_reconstruction" in first.stdout
    # What came and what went are not among those that were there before and still are.
    changed = len(re.findall(r" differs$", first.stdout, flags=re.MULTILINE))
    total = sum(store.read_record(folder / "results")["results"].values())
    assert (
        changed > 0
        and f"results/ is renewed: {changed} changed, 1 new, 1 removed; {total} results in all" in first.stdout
    )
    assert store.read_record(folder / "results")["data"] == record.data_hashes(folder / "data")
    # Other data are another run, even if every result comes out the same.
    with (folder / "data" / "datapackage.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    second = command(folder, "lock", "--check")
    assert second.returncode == 1 and "data or requirements.txt changed, though no result did" in second.stderr


# The whole replication


@pytest.mark.whole_book
def test_replication_of_the_book_is_the_same_throughout(tmp_path):
    done = command(ROOT, "replicate", "--out", str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Replicated: all" in done.stdout
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["all_same"] and set(report["counts"]) == {"same"}
    assert len(report["chapters"]) == len(chapter_paths(ROOT))
    assert {result["id"] for result in report["results"]} == set(store.read())


def test_a_chapter_that_fails_is_named_and_the_results_are_compared_all_the_same(tmp_path):
    folder = repository(tmp_path)
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: index\nchapters:\n- file: chapters/vedlegg-kodebok\n", encoding="utf-8"
    )
    chapter = folder / "chapters" / "vedlegg-kodebok.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\n```{{code-cell}} ipython3\nstudy.nothing\n```\n", encoding="utf-8")
    done = command(folder, "replicate")
    line = text.count("\n") + 2
    assert done.returncode == 1
    assert re.search(rf"chapters/vedlegg-kodebok.md:{line}: cell \d+: AttributeError", done.stdout), done.stdout
    assert "1 of 1 chapters with a problem" in done.stdout
    report = json.loads((folder / "_build" / "replication" / "report.json").read_text(encoding="utf-8"))
    assert set(report["counts"]) == {"same"} and not report["all_same"]


def test_a_chapter_must_show_what_the_catalogue_says_and_as_it_is_computed(study):
    shown = {"tab-informanter": show(study, "tab-informanter")._repr_mimebundle_()}
    artefacts = {name: STUDY.artefacts[name] for name in ("tab-informanter", "fig-utvalg", "fig-koder")}
    results = compute(replace(STUDY, artefacts=artefacts), study)
    assert list(output_problems("metode", shown, results)) == [
        "fig-utvalg belongs to this chapter, but no cell shows it"
    ]
    shown["tab-informanter"]["text/plain"] += "!"
    shown["tab-ny"] = {}
    assert list(output_problems("vedlegg-kodebok", shown, results)) == [
        "tab-informanter came out otherwise in the chapter's kernel than in this process",
        "tab-ny is shown, but the catalogue does not hold it",
    ]


# The report


@pytest.fixture
def replication(results, kept):
    """A replication in which one number, one text and one chapter are not as they should be."""
    locked_results = {**kept, "n_excerpts": Parts("n_excerpts", "number", {Part("value"): 50})}
    caption = {**kept["tab-avvik"].parts, Part("caption", "nb"): "<b>Gammel</b> bildetekst"}
    locked_results["tab-avvik"] = replace(kept["tab-avvik"], parts=caption)
    now = record.locked_run(results, 2.0, "2026-01-01T00:00:00+00:00")
    then = {
        **now,
        "data": {**now["data"], "codes.csv": "0" * 64},
        "environment": {**now["environment"], "python": "CPython 3.11.1"},
    }
    now |= {"commit": "", "other_packages": {"pandas": ("3.0.0", "2.9.9")}, "seconds_in_all": 20.0}
    executions = [
        Execution("metode", 4, 2.0),
        Execution("resultat", 0, 1.0, ("chapters/resultat.md:3: cell 1: ValueError: <none>",)),
    ]
    return Replication(compare(locked_results, results), executions, now, then, pages_of_numbers())


def test_report_says_what_differs_where_and_why_it_may(replication):
    text = "\n".join(comparison_lines(replication.comparisons, replication.pages) + closing_lines(replication))
    assert re.search(r"n_excerpts +\S.* differs\n      value: 50 → \d+ \(\+\d+, \+\d+ %\)", text)
    assert re.search(r"CPython 3.11.1 .*differs", text) and re.search(r"codes.csv .*differs", text)
    assert "pandas: 2.9.9; the lock names 3.0.0" in text
    assert verdict(replication).startswith("Not replicated: ") and "1 of 2 chapters with a problem" in verdict(
        replication
    )
    assert not replication.all_same
    assert names_of_others(replication) == [
        f"Differs   {', '.join(found.id for found in replication.comparisons if found.id in ('n_excerpts', 'tab-avvik'))}"
    ]


def test_report_page_is_well_formed_escaped_and_needs_nothing_beside_it(replication):
    page = report_page(replication)
    tree = ElementTree.fromstring(page.replace("<!DOCTYPE html>", "", 1))
    assert tree.get("lang") == "en" and tree.find("head/title").text
    assert (
        "&lt;b&gt;Gammel&lt;/b&gt; bildetekst" in page
        and "<b>Gammel" not in page
        and "ValueError: &lt;none&gt;" in page
    )
    assert not re.search(r"(?:src|href)=|url\(|<script", page)
    ids = [found.id for found in replication.comparisons]
    assert all(f"<code>{result_id}</code>" in page for result_id in ids)
    for table in tree.iter("table"):
        assert all(heading.get("scope") in ("col", "row") for heading in table.iter("th"))


def test_document_carries_every_change_in_full(replication):
    document = json.loads(json.dumps(as_document(replication)))
    (change,) = next(result for result in document["results"] if result["id"] == "n_excerpts")["changes"]
    assert (change["old"], change["new"] - 50) == (50, change["absolute"])
    assert document["data"]["codes.csv"] == "differs" and document["counts"]["differs"] == 2


def test_lock_of_packages_is_read_for_this_system(tmp_path):
    lock_file = tmp_path / "requirements.txt"
    lock_file.write_text(
        "pandas==0.1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n    # via nothing\n"
        "not-there==2 ; sys_platform == 'none' \\\n    --hash=sha256:02\nnowhere-to-be-found==1.0\n",
        encoding="utf-8",
    )
    assert record.other_than_locked(lock_file) == {
        "pandas": ("0.1", record.installed("pandas")),
        "nowhere-to-be-found": ("1.0", ""),
    }


# The command whatif


def test_whatif_tells_what_changes_and_touches_nothing():
    before = record.data_hashes()
    done = command(ROOT, "whatif", "--drop-informant", "I02", "--drop-basis", "judged")
    assert done.returncode == 0, done.stderr
    assert re.search(r"informants +10 → 9", done.stdout) and re.search(
        r"n_informants .*differs\n      value: 10 → 9 \(−1, −10 %\)", done.stdout
    )
    assert record.data_hashes() == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--drop-informant", "I2"], "'I2' is no informant of the study; did you mean I02?"),
        (["--recode", "S012"], "'S012' has not the form EXCERPT:CODE=NEW_CODE"),
        ([], "Say what to change"),
        (["--recode", "S012:tillit=fasilitator"], "S012 is not coded tillit; it is coded "),
        (["--recode", "S012:fasilitator=tilit"], "'tilit' is no code of the study; did you mean tillit or "),
        (["--drop-basis", "recon"], "'recon' is no basis of the study; did you mean "),
        (["--data", "no-such-folder"], "\nno-such-folder/datapackage.json:1: is missing"),
        (["--data", "/nonexistent"], "\n/nonexistent/datapackage.json:1: is missing"),
        (["--drop-informant", "I02", "I3"], "'I3' is no informant of the study; did you mean I03"),
        (["--data", str(ROOT / "README.md")], "README.md/datapackage.json:1: can't be read: Not a directory"),
    ],
)
def test_whatif_tells_what_is_wrong_with_its_arguments(arguments, complaint, capsys):
    try:
        status = main(["whatif", *arguments])
    except SystemExit as exit:
        status = exit.code
    assert status and complaint in capsys.readouterr().err
