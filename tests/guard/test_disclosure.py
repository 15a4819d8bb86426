"""The guard finds the words of a private list however they are written, and never says them.

All withheld words here are invented and belong to a list made for the test.
"""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compendium.guard import withheld as private
from compendium.guard.folders import scan_tree
from compendium.guard.history import scan_history
from compendium.guard.report import run
from compendium.guard.scanning import Finding, scan_text
from compendium.guard.withheld import Withheld, load_withheld

PLACE = "Blåknarvik"
SEQUENCE = "zarla og jeg"
HARMLESS = "Quimbel bird"
LIST = f"# a remark\n{PLACE}\n\n  {SEQUENCE}\nQuimbel\n!{HARMLESS}\n"


@pytest.fixture(autouse=True)
def no_list_of_a_maintainer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(private.VARIABLE, raising=False)


@pytest.fixture
def withheld() -> Withheld:
    return Withheld.of(PLACE, SEQUENCE, "Quimbel", allowed=(HARMLESS,))


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git(tmp_path, "init", "-q")
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        "i Blåknarvik kommune",
        "BLÅKNARVIK",
        "Blåknarviks",
        "Blåknarvik's park",
        "Blåknarvik’s park",
        "Bla\u030aknarvik",
        "Blaaknarvik",
        "Blaknarvik",
        "Blå\u00adknarvik",
        "Blå&shy;knarvik",
        "Bl&#229;knarvik",
        "Bl&#xE5;knarvik",
        "Bl&aring;knarvik",
        "Bl&amp;aring;knarvik",
        "Bl%C3%A5knarvik",
        "bl%e5knarvik",
        "Bl%25C3%25A5knarvik",
        r"Bl\u00e5knarvik",
        r"Bl\\u00e5knarvik",
        r"Bl\u{e5}knarvik",
        r"Bl\xc3\xa5knarvik",
        r"Bl\303\245knarvik",
        r"Bl{\aa}knarvik",
        r"Bl\aa{}knarvik",
        r"Bl\r{a}knarvik",
        r"Bl{\r{a}}knarvik",
        "BlÃ¥knarvik",
        f"https://www.{'blåknarvik'.encode('idna').decode()}.no/om",
        "https://example.org/blaaknarvik-teknologipark.html",
        "blaknarvik_2022",
        "nyBlåknarvikPark",
        "BlåknarvikPark",
        "XMLBlåknarvik",
        "blåknarvik2022",
        r"en linje\nBlåknarvik",
        "«Blåknarvik»",
        "<b>Blå</b>knarvik",
        '<img alt="Blåknarvik">',
        "\\u003cb\\u003eBl\\u00e5knarvik\\u003c/b\\u003e",
    ],
)
def test_every_spelling_is_found(text: str, withheld: Withheld) -> None:
    assert scan_text(text, withheld) == [Finding("text", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "for eksempel zarla og jeg da",
        "Zarla\nog jeg",
        "Zarla\r\nog\r\njeg",
        "<span>Zarla</span>\n<em>og</em> jeg",
        "<span\n class='n'>Zarla</span> <em>og</em> jeg",
        "*Zarla* og **jeg**",
        "[Zarla](https://example.org/a) og {term}`jeg`",
        "zarla-og-jeg.html",
        "zarlaOgJeg",
        "ZARLA,og;jeg",
        '"Zarla","og","jeg"',
    ],
)
def test_a_sequence_is_found_across_line_breaks_and_markup(text: str, withheld: Withheld) -> None:
    assert [finding.path for finding in scan_text(text, withheld)] == ["text"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Blåknarviking",
        "Storblåknarvik",
        "knarvik blå",
        "Blå knarvik",
        "zarla og du",
        "Berg, Zarla og Jegersen",
        "og jeg, zarla",
        "quimbelsolver",
        'icon: "quimbel-bird"',
        "fa-quimbel-bird:before{content}",
        "100 % & \\ &; %zz \\u12 xn--- Ã",
    ],
)
def test_no_false_alarm(text: str, withheld: Withheld) -> None:
    assert scan_text(text, withheld) == []


def test_an_allowed_sequence_excuses_only_itself(withheld: Withheld) -> None:
    assert scan_text("quimbel-bird\nat Quimbel", withheld) == [Finding("text", 2)]


def test_every_line_is_named_and_the_word_is_not(withheld: Withheld) -> None:
    findings = scan_text("a\nb Blåknarvik\n<p\n>\nZarla og\njeg &#10; Blåknarvik\n", withheld, "data/a.csv")
    assert [one.line for one in findings] == [2, 5, 6]
    message = "data/a.csv:2: a withheld word stands here; replace it by its pseudonym in square brackets"
    assert str(findings[0]) == message


LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöüéßñ"
MARKS = st.text("  .,;:!?()[]\"'«»–-_/*#\n", min_size=1, max_size=4)


@given(st.data())
def test_any_withheld_word_is_found_in_any_case_between_punctuation(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.text(LETTERS, min_size=2, max_size=12), min_size=1, max_size=3))
    written = []
    for word in words:
        flips = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
        written.append("".join(sign.upper() if flip else sign for sign, flip in zip(word, flips)))
    # 's after an apostrophe is a genitive.
    assume("s" not in words)
    text = data.draw(MARKS) + "".join(word + data.draw(MARKS) for word in written)
    assert scan_text(text, Withheld.of(" ".join(words)))


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    before = f"{text}\n"
    lines = [finding.line for finding in scan_text(before + PLACE, Withheld.of(PLACE))]
    assert before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1 in lines


# Files


def test_files_of_all_kinds(tmp_path: Path, withheld: Withheld) -> None:
    inventory = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# The remainder is compressed.\n"
    contents = {
        "utf8.md": "a\nBlåknarvik".encode(),
        "latin1.txt": "a\nBlåknarvik".encode("latin-1"),
        "utf16.txt": "a\nBlåknarvik".encode("utf-16"),
        "mixed.txt": b"\xff\n" + "Blåknarvik".encode(),
        "objects.inv": inventory + zlib.compress(f"{PLACE} std:label -1 a.html# a\n".encode()),
        "spec.json.gz": gzip.compress(b'\n"Bl\\u00e5knarvik"'),
        "broken.gz": b"\x1f\x8b\x08 no more",
        "objects/objects.inv": b"# Sphinx inventory version 2\nbroken",
        "image.png": b"\x89PNG\0" + "Blåknarvik".encode(),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("inner.csv", "a\nBlåknarvik")
    contents["data.zip"] = archive.getvalue()
    for name, data in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = [(finding.path, finding.line) for finding in scan_tree(tmp_path, withheld)]
    assert found == [
        ("data.zip!inner.csv", 2),
        ("latin1.txt", 2),
        ("mixed.txt", 2),
        ("objects.inv", 5),
        ("spec.json.gz", 2),
        ("utf16.txt", 2),
        ("utf8.md", 2),
    ]


def test_a_name_is_found_and_not_repeated(tmp_path: Path, withheld: Withheld) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "kart-blaaknarvik.png").write_bytes(b"\0")
    (tmp_path / "zarla").mkdir()
    (tmp_path / "zarla" / "og_jeg.md").write_text("Blåknarvik")
    findings = scan_tree(tmp_path, withheld)
    assert findings == [
        Finding("[withheld]", 0),
        Finding("[withheld]", 1),
        Finding("data/[withheld].png", 0),
    ]
    assert str(findings[2]).startswith("data/[withheld].png: a withheld word stands in this name")


def test_a_link_is_read_and_not_followed(tmp_path: Path, withheld: Withheld) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "outside.md").write_text(PLACE, encoding="utf-8")
    (tmp_path / "root" / "a").symlink_to("../outside.md")
    (tmp_path / "root" / "b").symlink_to("../blaaknarvik")
    assert scan_tree(tmp_path / "root", withheld) == [Finding("b", 1)]


def test_without_git_builds_and_environments_are_left_out(tmp_path: Path, withheld: Withheld) -> None:
    for folder in (".git", ".venv-tools", "_build", "node_modules", "chapters"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(PLACE, encoding="utf-8")
    assert [finding.path for finding in scan_tree(tmp_path, withheld)] == ["chapters/a.md"]
    assert scan_history(tmp_path, withheld) is None


def test_git_names_the_files(checkout: Path, withheld: Withheld) -> None:
    (checkout / ".gitignore").write_text("ignored.md\n")
    for name in ("ignored.md", "new.md", "tracked.md", "ny å.md"):
        (checkout / name).write_text(PLACE, encoding="utf-8")
    git(checkout, "add", "tracked.md")
    assert [finding.path for finding in scan_tree(checkout, withheld)] == ["new.md", "ny å.md", "tracked.md"]


def test_messages_names_and_former_files_of_the_history(checkout: Path, withheld: Withheld) -> None:
    (checkout / "notes.md").write_text("a\nBlåknarvik\n", encoding="utf-8")
    (checkout / "blaaknarvik.md").write_text("a\n")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "Add notes", "-m", "Taken in\nBlåknarvik.")
    for name in ("notes.md", "blaaknarvik.md"):
        (checkout / name).unlink()
    git(checkout, "commit", "-q", "-a", "-m", "Remove notes")
    git(checkout, "branch", "map-of-blaknarvik")
    assert scan_tree(checkout, withheld) == []
    findings = scan_history(checkout, withheld) or []
    assert [(re.sub("[ @][0-9a-f]{7,}$", "", one.path), one.line) for one in findings] == [
        ("[withheld].md", 0),
        ("commit", 4),
        ("name or message of a branch or tag", 0),
        ("notes.md", 2),
    ]


def test_run_searches_the_repository_its_history_and_the_book(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = checkout / "_build" / "html"
    (checkout / "data").mkdir()
    (checkout / "data" / "names.csv").write_text("name,kind,why_nb,why_en\n")
    (checkout / "notes.md").write_text("clean\n")
    (checkout / ".gitignore").write_text("withheld.txt\n_build/\n")
    (checkout / "withheld.txt").write_text(LIST, encoding="utf-8")
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "Add notes")
    assert run(checkout) == 0
    assert "No word of the private list stands in the repository.\n" in capsys.readouterr().out
    assert run(checkout, book) == 2
    book.mkdir(parents=True)
    assert run(checkout, book) == 0
    assert "in the repository or in the built book.\n" in capsys.readouterr().out
    (book / "searchindex.js").write_text('{"terms":{"bl\\u00e5knarvik":1}}')
    assert run(checkout) == 0
    assert run(checkout, book) == 1
    printed = "".join(capsys.readouterr())
    assert "searchindex.js:1: a withheld word stands here" in printed and "knarvik" not in printed


def test_a_withheld_word_is_not_said_where_it_is_not_admitted_either(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "data").mkdir()
    (checkout / "data" / "names.csv").write_text("name,kind,why_nb,why_en\n")
    (checkout / "notes.md").write_text("in Blåknarvik and Zyrdal\n")
    (checkout / ".gitignore").write_text("withheld.txt\n")
    (checkout / "withheld.txt").write_text(LIST, encoding="utf-8")
    assert run(checkout) == 1
    printed = "".join(capsys.readouterr())
    assert "notes.md:1: Zyrdal is not admitted" in printed and "notes.md:1: a withheld word stands here" in printed
    assert "knarvik" not in printed


# The list


def test_without_a_list_only_admission_is_checked(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "data").mkdir()
    (checkout / "data" / "names.csv").write_text("name,kind,why_nb,why_en\n")
    assert load_withheld(checkout) is None
    assert run(checkout) == 0
    assert "Only admission was checked: there is no private list" in capsys.readouterr().err


def test_the_list_is_a_word_a_line(tmp_path: Path, withheld: Withheld) -> None:
    (tmp_path / "withheld.txt").write_text(LIST, encoding="utf-8")
    assert load_withheld(tmp_path) == withheld


def test_the_list_may_lie_elsewhere(tmp_path: Path, withheld: Withheld, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere.txt").write_text(LIST, encoding="utf-8")
    monkeypatch.setenv(private.VARIABLE, str(tmp_path / "elsewhere.txt"))
    assert load_withheld(tmp_path / "repository") == withheld
    monkeypatch.setenv(private.VARIABLE, str(tmp_path / "nowhere.txt"))
    with pytest.raises(ValueError, match="COMPENDIUM_WITHHELD=.*can't be read"):
        load_withheld(tmp_path)


def test_a_list_that_finds_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "withheld.txt").write_text("# nothing yet\n\n")
    with pytest.raises(ValueError, match="withholds no word"):
        load_withheld(tmp_path)


def test_a_list_that_git_tracks_is_refused(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "withheld.txt").write_text(LIST, encoding="utf-8")
    git(checkout, "add", "withheld.txt")
    assert run(checkout) == 2
    assert "tracked by git" in capsys.readouterr().err


def test_git_ignores_the_list() -> None:
    ignored = subprocess.run(["git", "check-ignore", "--no-index", "-q", private.FILE], cwd=Path(__file__).parents[2])
    assert ignored.returncode == 0
