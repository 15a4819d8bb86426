"""The archive of the built book."""

import hashlib
import json
import re
import shutil
import zipfile

import nbformat
import pytest
from executing_notebooks import executed_elsewhere, shown_by
from exporting_markup import raw_markup
from signatures import signed_with_more, words_of

from analysis import STUDY, load
from compendium.artefacts.artefact import Figure
from compendium.build.settings import read_contents
from compendium.checkout.files import ROOT
from compendium.checkout.revision import revision
from compendium.publish import archiving
from compendium.publish.archiving import CHECKSUMS, ArchiveError, archive
from compendium.publish.standalone_html import standalone

pytestmark = pytest.mark.whole_book

# What makes a page ask for something: a script, a picture, a style sheet, a frame, an import.
ASKS = re.compile(
    r'<(?:script|iframe|object|embed)\b[^>]*|<(?:img|source|link)\b[^>]*(?:src|href)="(?!data:)[^"]*"|@import|\burl\((?!#|["\']?data:)[^)]*\)|\bimport\s+\w+\s+from'
)


@pytest.fixture(scope="module")
def made():
    """The zip file of the archive, the folder beside it, and the lines that were told."""
    told = []
    zip_file = archive(load(), told.append)
    return zip_file, zip_file.with_suffix(""), told


@pytest.fixture(scope="module")
def folder(made):
    return made[1]


def test_it_holds_what_it_promises(folder):
    figures = [artefact.id for artefact in STUDY.artefacts.values() if isinstance(artefact, Figure)]
    pages = [path.relative_to(ROOT).with_suffix("").as_posix() for path in read_contents(ROOT)]
    expected = [
        *(f"notebooks/{page}.ipynb" for page in pages),
        *(f"pages/{page}.html" for page in pages),
        *(f"figures/{figure}{suffix}" for figure in figures for suffix in (".svg", ".png", ".vl.json", ".csv")),
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").iterdir()),
        "site/index.html",
        "requirements.txt",
        "software/refi-qda/project.qdpx",
        "software/taguette/project.sqlite3",
    ]
    assert [name for name in expected if not (folder / name).is_file()] == []
    assert not (folder / "_build").exists() and not list(folder.rglob("node_modules"))


def test_nothing_in_it_puts_firm_or_position_beside_an_informant(folder):
    study = load()
    # The site is read where the book is; tests and changes of the past name what they hold against.
    parts = ("data", "documents", "figures", "notebooks", "pages", "software", "tables")
    paths = [path for part in parts for path in (folder / part).rglob("*") if path.is_file()]
    words = {path.relative_to(folder).as_posix(): words_of(path.name, path.read_bytes()) or "" for path in paths}
    assert any(name.startswith("software/refi-qda") and said for name, said in words.items())
    found = {name: signed_with_more(study, said) for name, said in words.items()}
    assert {name: places for name, places in found.items() if places} == {}


def test_every_file_that_its_makefile_needs_is_there(folder):
    needed = re.findall(
        r"^\S+: ([\w./-]+\.(?:txt|json))", (folder / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert "requirements-cff.txt" in needed and "tests/book/package-lock.json" in needed
    assert [name for name in needed if not (folder / name).is_file()] == []
    assert all((folder / ".github" / "workflows" / name).is_file() for name in ("book.yml", "weekly.yml"))


def test_its_checksums_are_right_and_complete(folder):
    listed = dict(
        reversed(line.split("  ", 1)) for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    )
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {CHECKSUMS}
    assert set(listed) == found
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())


def test_the_zip_file_is_the_folder(made):
    zip_file, folder, told = made
    with zipfile.ZipFile(zip_file) as packed:
        inside = {name.removeprefix("kompendium/"): packed.read(name) for name in packed.namelist()}
        assert len({entry.date_time for entry in packed.infolist()}) == 1
    assert inside == {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert [line.split()[0] for line in told] == ["sources", "notebooks", "figures", "software", "site", "checksums"]


def test_the_same_book_gives_the_same_archive(made):
    zip_file = made[0]
    before = hashlib.sha256(zip_file.read_bytes()).hexdigest()
    assert hashlib.sha256(archive(load(), lambda line: None).read_bytes()).hexdigest() == before


def test_a_page_that_stands_alone_asks_for_nothing_and_holds_no_markup_of_the_book(folder):
    for path in sorted((folder / "pages").rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        assert ASKS.findall(html) == [], path
        text = re.sub(r"<(pre|code|svg|style)\b.*?</\1>", "", html, flags=re.DOTALL)
        assert raw_markup(re.sub(r"<[^>]+>", "", text)) == [], path
        for target in re.findall(r'href="([^"#]+)', html):
            assert "://" in target or target.startswith("mailto:") or (path.parent / target).exists(), (
                f"{path}: {target}"
            )


def test_a_page_with_what_it_must_not_have_would_be_found():
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# T\n\n{ref}`x` og <img src='https://example.org/x.png'>")]
    )
    html = standalone(notebook, "nb")
    assert ASKS.findall(html) and raw_markup("{ref}`x`") and "<title>T</title>" in html


def test_links_of_its_notebooks_lead_to_files_of_the_archive(folder):
    for path in (folder / "notebooks").rglob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for target in re.findall(r"\]\(([^()\s#]+)", cell.source if cell.cell_type == "markdown" else ""):
                assert "://" in target or target.startswith("mailto:") or (path.parent / target).exists(), (
                    f"{path}: {target}"
                )


def test_a_notebook_of_the_archive_runs_from_another_folder_and_shows_the_same(folder, tmp_path):
    with_results = {
        path: notebook
        for path in sorted((folder / "notebooks" / "chapters").glob("*.ipynb"))
        if "show(study" in str(notebook := nbformat.read(path, as_version=4))
    }
    path = min(with_results, key=lambda path: len(with_results[path].cells))
    assert shown_by(executed_elsewhere(path, tmp_path)) == shown_by(with_results[path])


def test_pictures_are_pictures_and_specs_hold_their_data(folder):
    for path in (folder / "figures").glob("*.png"):
        assert path.read_bytes().startswith(b"\x89PNG")
    for path in (folder / "figures").glob("*.vl.json"):
        assert "vega-lite" in json.loads(path.read_text(encoding="utf-8"))["$schema"]


def test_the_crate_is_valid_and_one_with_a_fault_is_not(folder, run_tool, tmp_path):
    crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    root = next(one for one in crate["@graph"] if one["@id"] == "./")
    # Files take the validator most of its time, and it is to find another fault.
    del root["datePublished"], root["hasPart"]
    crate["@graph"] = [one for one in crate["@graph"] if one is root or one["@type"] not in ("File", "Dataset")]
    (tmp_path / "ro-crate-metadata.json").write_text(json.dumps(crate), encoding="utf-8")
    of_archive, of_fault = json.loads(run_tool("validate_crate.py", folder, tmp_path))
    assert any(issue.startswith("REQUIRED") and "datePublished" in issue for issue in of_fault)
    # What nobody has told, and the folders whose files are not described one by one.
    unknown = (
        "affiliation",
        "ORCID",
        "ROR",
        "contactPoint",
        "The organization SHOULD have a URL",
        "License entity",
        "Local Dataset",
    )
    assert [
        issue for issue in of_archive if issue.startswith("REQUIRED") or not any(word in issue for word in unknown)
    ] == []
    listed = {"data", "figures", "notebooks", "pages", "software"}
    assert not any(f"{name}/)" in issue for issue in of_archive for name in listed)


def test_the_crate_says_who_made_what_under_which_terms(folder):
    graph = {
        one["@id"]: one for one in json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    }
    files = [one for one in graph.values() if one["@type"] == "File" and one["@id"] != "ro-crate-metadata.json"]
    assert len(files) > 100 and all((folder / one["@id"]).is_file() and one["description"] for one in files)
    assert {graph[author["@id"]]["familyName"] for author in graph["./"]["author"]} == {"Arstein", "Sveinhaug"}
    assert all(int(one["contentSize"]) == (folder / one["@id"]).stat().st_size for one in files)
    source = graph[graph["./"]["isBasedOn"]["@id"]]
    assert (source["identifier"], source["version"]) == (revision(), graph["./"]["version"])
    assert {"@id": "data/excerpts.csv"} in graph["data/"]["hasPart"]
    assert graph["data/excerpts.csv"]["license"] == {"@id": "#rights-of-the-study"}
    assert graph["data/codings.csv"]["license"]["@id"].startswith("https://creativecommons.org/")


def test_without_a_book_it_says_how_to_build_one(tmp_path, monkeypatch):
    monkeypatch.setattr(archiving, "is_current", lambda root: False)
    with pytest.raises(ArchiveError, match="make book"):
        archive(load(), lambda line: None, tmp_path)
    assert not (tmp_path / "_build").exists()


def test_half_an_archive_never_stands_in_place_of_a_whole_one(made, monkeypatch):
    zip_file, folder, _ = made
    before = zip_file.read_bytes()

    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr(archiving, "standalone", full)
    with pytest.raises(OSError, match="no space"):
        archive(load(), lambda line: None)
    assert zip_file.read_bytes() == before and (folder / CHECKSUMS).stat().st_size > 0
    shutil.rmtree(folder.with_name(f"{folder.name}.part"))
