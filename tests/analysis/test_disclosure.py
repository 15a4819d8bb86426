"""The guard finds withheld words however they are written, and never says them.

All withheld words here are invented and belong to a list made for the test.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import secrets
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.disclosure.__main__ import main
from analysis.disclosure.folders import scan_tree
from analysis.disclosure.hashing import ALGORITHM, DIGEST_SIZE, entry, hash_words
from analysis.disclosure.history import scan_history
from analysis.disclosure.report import run
from analysis.disclosure.scanning import Finding, scan_text
from analysis.disclosure.withheld import LIST, SPECIMEN, Withheld, load_withheld
from analysis.fingerprint import ROOT

SALT = bytes(range(16))
PLACE = "Blåknarvik"
SEQUENCE = "zarla og jeg"
HARMLESS = "Quimbel bird"


def stored(*words: tuple[str, str], allowed: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "algorithm": ALGORITHM,
        "parameters": {"digest_size": DIGEST_SIZE},
        "salt": SALT.hex(),
        "specimen": hash_words(SPECIMEN, SALT),
        "withheld": [entry(word, kind, SALT) for word, kind in words],
        "allowed": [entry(word, "harmless", SALT) for word in allowed],
    }


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "withheld.json"
    content = stored((PLACE, "place"), (SEQUENCE, "first name"), ("Quimbel", "shop"), allowed=(HARMLESS,))
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def withheld(file: Path) -> Withheld:
    return load_withheld(file)


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
        '\\u003cb\\u003eBl\\u00e5knarvik\\u003c/b\\u003e',
    ],
)
def test_every_spelling_is_found(text: str, withheld: Withheld) -> None:
    assert scan_text(text, withheld) == [Finding("text", 1, "place")]


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
    assert [finding.kind for finding in scan_text(text, withheld)] == ["first name"]


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
    assert scan_text("quimbel-bird\nat Quimbel", withheld) == [Finding("text", 2, "shop")]


def test_every_line_is_named_and_the_word_is_not(withheld: Withheld) -> None:
    findings = scan_text("a\nb Blåknarvik\n<p\n>\nZarla og\njeg &#10; Blåknarvik\n", withheld, "data/a.csv")
    assert [(one.line, one.kind) for one in findings] == [(2, "place"), (5, "first name"), (6, "place")]
    message = "data/a.csv:2: a withheld word (place) stands here; replace it by its pseudonym in square brackets"
    assert str(findings[0]) == message


LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöüéßñ"
MARKS = st.text("  .,;:!?()[]\"'«»–-_/*#\n", min_size=1, max_size=4)


@given(st.data())
def test_any_hashed_word_is_found_in_any_case_between_punctuation(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.text(LETTERS, min_size=2, max_size=12), min_size=1, max_size=3))
    written = []
    for word in words:
        flips = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
        written.append("".join(sign.upper() if flip else sign for sign, flip in zip(word, flips)))
    # 's after an apostrophe is a genitive.
    assume("s" not in words)
    text = data.draw(MARKS) + "".join(word + data.draw(MARKS) for word in written)
    made = entry(" ".join(words), "word", SALT)
    beginnings = {len(words): frozenset({str(made["begins"])} if len(words) > 1 else ())}
    withheld = Withheld(SALT, {str(made["hash"]): "word"}, beginnings)
    assert "word" in {finding.kind for finding in scan_text(text, withheld)}


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    made = entry(PLACE, "place", SALT)
    withheld = Withheld(SALT, {str(made["hash"]): "place"}, {1: frozenset()})
    before = f"{text}\n"
    lines = [finding.line for finding in scan_text(before + PLACE, withheld)]
    assert before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1 in lines


def test_spellings_share_a_hash_and_salts_do_not() -> None:
    assert hash_words("Blaaknarviks", SALT) == hash_words(["BLÅKNARVIK"], SALT)
    assert hash_words("Zarla  og\njeg", SALT) == hash_words(["zarla", "og", "jeg"], SALT)
    assert hash_words(PLACE, SALT) != hash_words(PLACE, secrets.token_bytes(16))
    with pytest.raises(ValueError, match="no word"):
        hash_words(" – ", SALT)


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
        Finding("[first name]", 0, "first name"),
        Finding("[first name]", 1, "place"),
        Finding("data/[place].png", 0, "place"),
    ]
    assert str(findings[2]).startswith("data/[place].png: a withheld word (place) stands in this name")


def test_a_link_is_read_and_not_followed(tmp_path: Path, withheld: Withheld) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "outside.md").write_text(PLACE, encoding="utf-8")
    (tmp_path / "root" / "a").symlink_to("../outside.md")
    (tmp_path / "root" / "b").symlink_to("../blaaknarvik")
    assert scan_tree(tmp_path / "root", withheld) == [Finding("b", 1, "place")]


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
        ("[place].md", 0),
        ("commit", 4),
        ("name or message of a branch or tag", 0),
        ("notes.md", 2),
    ]


def test_run_covers_the_repository_and_the_book(
    checkout: Path, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(load_withheld, "__defaults__", (file,))
    book = checkout / "_build" / "html"
    (checkout / "README.md").write_text("clean\n")
    assert run(checkout) == 0
    assert capsys.readouterr().out == "No withheld word stands in the repository.\n"
    assert run(checkout, book) == 2
    book.mkdir(parents=True)
    assert run(checkout, book) == 0
    assert capsys.readouterr().out == "No withheld word stands in the repository or in the built book.\n"
    (book / "searchindex.js").write_text('{"terms":{"bl\\u00e5knarvik":1}}')
    assert run(checkout) == 0
    assert run(checkout, book) == 1
    printed = capsys.readouterr().out
    assert "searchindex.js:1: a withheld word (place)" in printed and "knarvik" not in printed


# The list


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"withheld": []}, "withholds no word"),
        ({"algorithm": "md5"}, "another hash"),
        ({"specimen": "00"}, "another hash"),
        ({"salt": "not hexadecimal"}, "is not a list"),
        ({"withheld": [{"words": 1}]}, "is not a list"),
    ],
)
def test_a_list_that_finds_nothing_is_refused(change: dict[str, object], message: str, tmp_path: Path) -> None:
    path = tmp_path / "withheld.json"
    path.write_text(json.dumps(stored((PLACE, "place")) | change))
    with pytest.raises(ValueError, match=message):
        load_withheld(path)


def test_add_reads_the_word_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], withheld: Withheld
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Zarla og Quimbel\n"))
    assert main(["add", "--note", "first name"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made == entry("zarla og quimbel", "first name", load_withheld().salt)

    monkeypatch.setattr(sys, "stdin", io.StringIO("Blåknarvik"))
    assert main(["add", "--note", "blaaknarvik"]) == 2
    assert "knarvik" not in "".join(capsys.readouterr())


def test_the_shipped_list_holds_words_of_every_kind() -> None:
    assert set(load_withheld().kinds.values()) >= {"place", "first name", "shop"}
    stored_list = json.loads(LIST.read_text(encoding="utf-8"))
    assert all(set(row) <= {"words", "hash", "begins", "note"} for row in stored_list["withheld"])


def test_the_repository_holds_no_withheld_word() -> None:
    assert scan_tree(ROOT) == []


@pytest.mark.skipif(not shutil.which("git"), reason="the history needs git")
def test_the_history_holds_no_withheld_word() -> None:
    assert not scan_history(ROOT)
