"""The guard finds every capitalised word that nobody admitted, wherever it stands; ordinary words it leaves alone.

All names here are invented, and the lists of admitted names are made for the tests.
"""

from __future__ import annotations

import csv
import gzip
import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from compendium.__main__ import main
from compendium.checkout.files import ROOT
from compendium.guard import report
from compendium.guard import withheld as private
from compendium.guard.admission import COLUMNS, FILE, Admitted, load_admitted
from compendium.guard.proper_names import scan_file, scan_files, scan_messages
from compendium.guard.report import candidates, run
from compendium.tables.schema import read_schemas

HEAD = ",".join(COLUMNS)
NONE = Admitted({})


def found(text: str, name: str = "chapters/a.md", admitted: Admitted = NONE) -> list[tuple[int, str]]:
    return [(one.line, one.name) for one in scan_file(text.encode(), name, admitted)]


def names(text: str, name: str = "chapters/a.md", admitted: Admitted = NONE) -> list[str]:
    return [one for line, one in found(text, name, admitted) if line]


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Zyrla", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", private.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    git(tmp_path, "init", "-q")
    (tmp_path / "data").mkdir()
    (tmp_path / FILE).write_text(f"{HEAD}\n")
    return tmp_path


# Prose


@pytest.mark.parametrize(
    "text",
    [
        "De bor i Zyrvik nå.",
        "Zyrvik er en bygd.",
        "De bor der. Zyrvik er en bygd.",
        "# Zyrvik",
        "- Zyrvik",
        "| Sted |\n|---|\n| Zyrvik |",
        "«Zyrvik»",
        "Han sier «Zyrvik er fint».",
        "i **Zyrvik**",
        "[Zyrvik](a.md)",
        "{ref}`Zyrvik <sec-1>`",
        "![Kart over Zyrvik](kart.png)",
        "<img alt='Zyrvik'>",
        "```{figure} kart.png\n:alt: Zyrvik\n```",
        "```{admonition} Om Zyrvik\nTekst.\n```",
        "````{admonition} Om\n```{code-cell}\n'i Zyrvik'\n```\n````",
        "`Zyrvik`",
        "```\nZyrvik\n```",
        "```python\nzyrvik = 'i Zyrvik'\n```",
        "<!-- Zyrvik -->",
        "<Zyrvik>",
        "% Zyrvik",
        "(Zyrvik)=",
        "---\ntitle: Zyrvik\n---\n",
    ],
)
def test_a_name_that_is_no_ordinary_word_is_found_wherever_it_stands(text: str) -> None:
    assert names(text) == ["Zyrvik"]


@pytest.mark.parametrize("word", ["Vik", "Berg", "Nes", "Haugen"])
def test_a_name_that_is_an_ordinary_word_is_found_inside_a_sentence(word: str) -> None:
    for text in (
        f"De bor i {word} nå.",
        f"Der bor A. {word}.",
        f"bl.a. {word}",
        f"De bor i {word}, sier de.",
        f"i **{word}**",
        f"i\n{word}",
        f"de/{word}",
        f"de.{word}",
        f"De bor ({word}) der.",
        f"– og {word}",
        f"of <b>{word}</b>",
        f"se `a` {word}",
    ):
        assert names(text) == [word], text


@pytest.mark.parametrize(
    "text",
    [
        "Bygda er liten. Mange bor der. Alle kjenner alle!",
        "Hva er det? Ingen vet.",
        "# Samarbeid\n\nTillit er viktig.\n\n## Om tillit\nDet tar tid.",
        "- Tillit\n- Ledelse\n\n1. Først\n2. Så",
        "| Kode | Antall |\n|---|---|\n| Tillit | 3 |",
        "Han sier: «Vi må samarbeide».",
        "De sier at «det går». {deviation}`D001` Også andre sier det.",
        "{ref}`Utfordringene <sec-1>` er mange.",
        ":::{card} Samarbeid\nTillit er viktig.\n:::",
        "```{admonition} Merknad\n:class: note\nDette er nytt.\n```",
        "term\n    Det en mener med den.",
        "**Viktig.** *Nytt*: ja",
        "The park doesn't help. They've tried. It's late.",
        "Bedriftenes felles mål. Huset's.",
        "S012 og C14, F1, 3D, x86",
        "1 Innledning",
        "&laquo;Viktig&raquo;",
        "a <td>Tillit</td><p title='x'>Mange</p>. <b>Nytt</b> er det.",
    ],
)
def test_ordinary_words_may_begin_sentences_headings_items_cells_and_labels(text: str) -> None:
    assert names(text) == []


def test_the_place_is_named() -> None:
    text = "# Om\n\nEn bygd\ni Zyrvik.\n\n```python\n# in\n# Zyrdal\n```\n\n`Zyrnes`\n"
    assert found(text) == [(4, "Zyrvik"), (8, "Zyrdal"), (11, "Zyrnes")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i ZYRVIK", "ZYRVIK"),
        ("VIK ligger i VIK", "VIK"),
        ("Zyrvik-bedriften", "Zyrvik"),
        ("bedriften i Vik-området", "Vik"),
        ("nye Zyrviks dager", "Zyrviks"),
        ("Zyrvik's days", "Zyrvik"),
        ("i VikPark", "VikPark"),
        ("i nyVikPark", "nyVikPark"),
        ("av O'Zyrvik", "O'Zyrvik"),
        ("i vik_Park_Zyrvik", "Zyrvik"),
        ("i Vik2022", "Vik"),
        ("i Bl&aring;zyrvik", "Blåzyrvik"),
        ("i %C3%98zyrvik", "Øzyrvik"),
        (r"i \u00d8zyrvik", "Øzyrvik"),
        ("i Zyr\u00advik", "Zyrvik"),
        ("i Zyr\u200bvik", "Zyrvik"),
        ("i Ｚyrvik", "Zyrvik"),
        ("i \u0417yrvik", "\u0417yrvik"),
        ("i Zyr&shy;vik", "Zyrvik"),
        ("i 𝐙yrvik", "Zyrvik"),
        ("i Øvre Zyrvik", "Øvre Zyrvik"),
        ("i Å", "Å"),
    ],
)
def test_disguises(text: str, name: str) -> None:
    assert names(text) == [name]


# Other files


def test_cells_are_texts_of_their_own() -> None:
    table = 'id,sted_nb,"Zyrnes"\nS001,Zyrvik,\nS002,"De bor i Vik.\nMange",Berg\nS003,Tillit,"Ja, i\nZyrdal"\n'
    assert names("navn,antall\nLedelse,3\nTillit,4\n", "data/a.csv") == []
    assert found(table, "data/a.csv") == [(1, "Zyrnes"), (2, "Zyrvik"), (3, "Vik"), (6, "Zyrdal")]


@pytest.mark.parametrize(
    ("text", "file", "expected"),
    [
        ('a = "i Zyrvik"', "a.py", ["Zyrvik"]),
        ('a = "Vik"; b = "i Vik"', "a.py", ["Vik"]),
        ('a = f"i {b} og Vik"', "a.py", ["Vik"]),
        ('a = f"{Zyrvik}"', "a.py", ["Zyrvik"]),
        ("# comes\n# from Berg", "a.py", ["Berg"]),
        ("x = 1  # noqa\n'''Stands here.'''", "a.py", []),
        ("x = 1  # Vik\n\n# Others", "a.py", []),
        ('def a():\n    """One of Berg."""', "a.py", ["Berg"]),
        ('    """One of the\n    Berg and others.\n\n    Read on.\n    """', "a.py", ["Berg"]),
        ("class Zyrvik: ...", "a.py", ["Zyrvik"]),
        ("class Vik: ...", "a.py", ["Vik"]),
        ("VIK_SIZE = ZYRVIK_NAME = 1", "a.py", ["VIK", "ZYRVIK"]),
        ("getZyrvikName = newVik", "a.py", ["Vik", "Zyrvik"]),
        (r'a = "a name\nOther names\nof Berg"', "a.py", ["Berg"]),
        ("class Reader(Path): ...\nMAX_SIZE = PurePath", "a.py", []),
        ('# Ordinary words.\na = ["Name", "Other name", "Read \\"Name\\" again"]', "a.py", []),
        (
            "// from Zyrvik\nlet a = `i ${b} og Berg i Vik`, zyrDalen = /a Zyrnes/;",
            "a.js",
            ["Berg", "Dalen", "Vik", "Zyrnes", "Zyrvik"],
        ),
        (".a::before { content: 'Zyrvik'; } /* of Berg */ .Zyrnes {}", "a.css", ["Berg", "Zyrnes", "Zyrvik"]),
        ('{"Zyrvik": "i Vik", "Tillit": "Samarbeid"}', "a.json", ["Vik", "Zyrvik"]),
        ("title: Zyrvik\nb: [Tillit, i Vik]\nc: >-\n  i\n  Berg\n", "a.yml", ["Berg", "Vik", "Zyrvik"]),
        ('title = "Zyrvik"\n[zyrvik]\n', "a.toml", ["Zyrvik"]),
        ("@book{a, author = {Zyrvik, Ola}, title = {On it}, address = {Vik}}", "a.bib", ["Ola", "Zyrvik"]),
        ('msgid "Zyrvik"\nmsgstr "Vik i Berg"\n', "a.po", ["Berg", "Zyrvik"]),
        ("a:  ## of Zyrvik\n\techo Zyrdal\n", "Makefile", ["Zyrdal", "Zyrvik"]),
        ("#!/bin/sh\n# of Zyrvik\necho 'i Zyrdal'\n", "start", ["Zyrdal", "Zyrvik"]),
        ("<p>Om <i>tillit</i></p><p title='Zyrvik'>i Vik{# Zyrdal #}</p>", "a.html", ["Vik", "Zyrdal", "Zyrvik"]),
        ("<svg><title>Zyrvik</title></svg>", "a.svg", ["Zyrvik"]),
        ("zyrvik==1.0 \\\n    --hash=sha256:00\n    # via Zyrvik\n", "requirements.txt", ["Zyrvik"]),
        ("of Zyrvik", "a.unknown", ["Zyrvik"]),
        ("of Zyrvik", "LICENSE", ["Zyrvik"]),
    ],
)
def test_code_data_and_settings(text: str, file: str, expected: list[str]) -> None:
    assert sorted(set(names(text, file))) == expected


def test_of_a_hash_only_what_has_its_length_is_left_out() -> None:
    value = "zyr1" + "aBc/" * 20 + "xY=="
    assert names(f'{{"integrity": "sha512-{value}"}}', "package-lock.json") == []
    assert names(f'{{"integrity": "sha512-{value[4:]}"}}', "package-lock.json")
    assert names('{"integrity": "sha512-Zyrvik"}', "package-lock.json") == ["Zyrvik"]


def test_colours_and_numbers_are_no_names() -> None:
    assert names("color: #FFAA00; a: 0xABCDEF; b: U+FB01", "a.txt") == []


def test_packed_files_are_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Zyrnes.csv", "id\nZyrvik\n")
    assert [(one.path, one.line, one.name) for one in scan_file(packed.getvalue(), "a.zip", NONE)] == [
        ("a.zip!Zyrnes.csv", 0, "Zyrnes"),
        ("a.zip!Zyrnes.csv", 2, "Zyrvik"),
    ]
    assert [one.name for one in scan_file(gzip.compress(b"i Zyrvik"), "a.md.gz", NONE)] == ["Zyrvik"]


def test_names_of_files_and_messages_of_commits(checkout: Path) -> None:
    for name in ("kart-Zyrvik.png", "zyrDalen.md", "Vik/a.md", "README.md", "Makefile"):
        (checkout / name).parent.mkdir(exist_ok=True)
        (checkout / name).write_bytes(b"")
    (checkout / "binary.png").write_bytes(b"\x89PNG\0 i Zyrvik")
    (checkout / "link.md").symlink_to("Zyrnes.md")
    found_in_files = [
        (one.path, one.line, one.name)
        for one in scan_files(checkout, Admitted({"README": "label", "Makefile": "label"}))
    ]
    assert found_in_files == [
        ("Vik/a.md", 0, "Vik"),
        ("kart-Zyrvik.png", 0, "Zyrvik"),
        ("link.md", 1, "Zyrnes"),
        ("zyrDalen.md", 0, "Dalen"),
    ]
    git(checkout, "add", ".")
    git(checkout, "commit", "-q", "-m", "Add Zyrvik", "-m", "Taken by us\nin Berg. Others follow; `Reader` reads.")
    git(checkout, "branch", "another")
    git(checkout, "commit", "-q", "--allow-empty", "-m", "Vik again")
    messages = scan_messages(checkout, NONE) or []
    assert sorted((one.line, one.name) for one in messages) == [(1, "Vik"), (1, "Zyrvik"), (4, "Berg")]
    assert all(one.path.startswith("commit ") for one in messages)


def test_without_git_no_message_is_read(tmp_path: Path) -> None:
    assert scan_messages(tmp_path, NONE) is None


def test_in_an_archive_what_it_took_from_the_repository_is_read(tmp_path: Path) -> None:
    for name in ("chapters/a.md", "site/a.html", "_build/a.md", "LICENSE"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("of Zyrvik\n")
    found_in_files = [(one.path, one.line) for one in scan_files(tmp_path, Admitted({"LICENSE": "label"}))]
    assert found_in_files == [("LICENSE", 1), ("chapters/a.md", 1)]


def test_files_that_git_ignores_are_not_read(checkout: Path) -> None:
    (checkout / ".gitignore").write_text("withheld.txt\n")
    for name in ("withheld.txt", "new.md"):
        (checkout / name).write_text("Zyrvik\n")
    assert [one.path for one in scan_files(checkout, NONE)] == ["new.md"]


# Admission


def admitted(*rows: tuple[str, str]) -> Admitted:
    return Admitted(dict(rows))


def test_an_admitted_name_is_admitted_in_every_case_and_in_the_genitive() -> None:
    list_ = admitted(("Zyrvik", "place"), ("ZYR", "software"))
    assert names("i Zyrvik, ZYRVIK, Zyrviks og Zyrvik's; ZYRs og ZYR-en, zyr_Zyrvik", admitted=list_) == []
    assert names("class ZyrvikReader: ...", "a.py", list_) == []


def test_a_name_of_several_words_admits_them_only_together() -> None:
    list_ = admitted(("Journal of Zyrvik Studies", "work"))
    assert names("i Journal of Zyrvik Studies, i Journal-of-Zyrvik\nStudies'.", admitted=list_) == []
    assert names("i Zyrvik og i Journal of Zyrvik", admitted=list_) == ["Journal", "Zyrvik"]


def test_a_given_name_is_admitted_only_beside_its_surname() -> None:
    list_ = admitted(("von Zyrvik, Zyrla Berta", "person"))
    assert names(
        "Se Zyrla von Zyrvik, von Zyrvik, Zyrla og Zyrla Berta von Zyrvik; Se von Zyrvik.", admitted=list_
    ) == ["Se"]
    assert names("med Zyrla og Berta", admitted=list_) == ["Berta", "Zyrla"]
    assert names("med Zyrvik", admitted=list_) == ["Zyrvik"]
    assert names("med Ola, Ola Zyrnes", admitted=admitted(("Zyrnes, Ola", "person"))) == ["Ola"]


def test_a_word_is_admitted_only_where_something_begins() -> None:
    list_ = admitted(("Zyrlokalisering", "word"))
    assert names("Zyrlokalisering hjelper. Zyrlokaliserings mål.", admitted=list_) == []
    assert names("Om Zyrlokalisering", admitted=list_) == ["Zyrlokalisering"]


@pytest.mark.parametrize("kind", ["identifier", "invented"])
def test_what_is_admitted_for_code_is_admitted_in_code_alone(kind: str) -> None:
    list_ = admitted(("Zyrvik", kind))
    assert names('Zyrvik = "i Zyrvik"  # of Zyrvik', "a.py", list_) == []
    assert names("se `Zyrvik`", admitted=list_) == []
    assert names("i Zyrvik", admitted=list_) == ["Zyrvik"]
    assert names("i Zyrvik", "data/a.csv", list_) == ["Zyrvik"]


def test_names_that_stand_nowhere_are_told_of(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "Zyrvik,place,Fordi,Because\nZyrdal,place,Zyrdal finnes,Because\nZyrnes,place,Fordi,Because\nBerg og Vik,work,Fordi,Because\n"
    rows += "Vik og Berg,work,Fordi,Because\n"
    (checkout / FILE).write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    (checkout / "a.md").write_text("i Zyrvik, i Vik og Berg\n")
    assert run(checkout) == 0
    told = capsys.readouterr().err
    assert (
        "data/names.csv:4: Zyrnes is admitted, but stands nowhere" in told
        and "data/names.csv:5: Berg og Vik is" in told
    )
    assert "Zyrvik" not in told and "Zyrdal" not in told and "Vik og Berg" not in told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,why\n", "data/names.csv:1: the first line should be name,kind,why_nb,why_en"),
        ("", "data/names.csv:1: the first line should be"),
        (f"{HEAD}\nZyrvik,place,,Because\n", "data/names.csv:2: a row has a name, its kind, and why"),
        (f"{HEAD}\nZyrvik,place\n", "data/names.csv:2: a row has"),
        (f"{HEAD}\nZyrvik,place,Fordi,Because,more\n", "data/names.csv:2: a row has"),
        (
            f"{HEAD}\nZyrvik,place,Fordi,Because\nZYRVIK,place,Fordi,Because\n",
            "data/names.csv:3: ZYRVIK stands here already",
        ),
        (f"{HEAD}\n–,place,Fordi,Because\n", "data/names.csv:2: '–' is no name"),
        (f'{HEAD}\n"Zyrvik, ",person,Fordi,Because\n', "data/names.csv:2: 'Zyrvik, ' is no name"),
    ],
)
def test_a_list_that_is_wrong_is_refused(
    text: str, message: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / FILE).write_text(text, encoding="utf-8")
    assert run(checkout) == 2
    assert message in capsys.readouterr().err


def test_a_list_that_is_missing_or_not_utf8_is_refused(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / FILE).write_bytes(b"name\xff")
    assert run(checkout) == 2
    (checkout / FILE).unlink()
    assert run(checkout) == candidates(checkout) == 2
    told = capsys.readouterr().err
    assert (
        "data/names.csv is not UTF-8" in told and "data/names.csv is missing; begin it with the line name,kind" in told
    )


def test_a_new_study_is_told_that_its_list_is_empty(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "a.md").write_text("De bor i Zyrvik\nog Zyrdal.\n")
    assert run(checkout) == 1
    printed = capsys.readouterr()
    assert "a.md:1: Zyrvik is not admitted\na.md:2: Zyrdal is not admitted\n" in printed.out
    assert "2 places with 2 names that nobody admitted" in printed.err and "guard --list" in printed.err
    assert "data/names.csv admits no name yet, as in every new study" in printed.err


def test_the_rows_to_fill_in_admit_what_was_found(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "a.md").write_text("De bor i Øvre Zyrvik, i Zyrvik og i Zyrvik.\n", encoding="utf-8")
    assert candidates(checkout) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert rows == [["Zyrvik", "", "", ""], ["Øvre Zyrvik", "", "", ""]]
    filled = "".join(f"{name},place,Fordi,Because\n" for name, *_ in rows)
    (checkout / FILE).write_text(f"{HEAD}\n{filled}", encoding="utf-8")
    assert run(checkout) == 0


def test_a_missing_word_list_is_told(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from compendium.guard import word_list

    def missing(word: str, languages: tuple[str, ...]) -> bool:
        raise word_list.NoWordList("the word lists are missing; install the lock")

    monkeypatch.setattr("compendium.guard.admission.is_ordinary", missing)
    (checkout / "a.md").write_text("Bygda\n")
    assert run(checkout) == 2
    assert "guard: the word lists are missing" in capsys.readouterr().err


def test_nothing_is_archived_that_the_guard_does_not_let_through(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def must_not_run(*arguments: object) -> None:
        raise AssertionError("an archive was made")

    monkeypatch.setattr("compendium.publish.archiving.archive", must_not_run)
    monkeypatch.setattr(report, "run", lambda root, book: 1)
    assert main(["archive"]) == 1
    assert "No archive is made" in capsys.readouterr().err


def test_the_guard_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "run", lambda root, book: 1)
    monkeypatch.setattr(report, "candidates", lambda root: 0)
    assert main(["guard"]) == 1
    assert main(["guard", "--list"]) == 0


# This repository


def test_every_name_in_the_repository_is_admitted() -> None:
    list_ = load_admitted(ROOT)
    wanting = scan_files(ROOT, list_) + (scan_messages(ROOT, list_) or [])
    assert not wanting, "\n".join(map(str, wanting))


def test_every_kind_of_name_is_described() -> None:
    (kind,) = (column for column in read_schemas(ROOT / "data")["names"].columns if column.name == "kind")
    assert set(load_admitted(ROOT).kinds.values()) <= set(kind.enum)
