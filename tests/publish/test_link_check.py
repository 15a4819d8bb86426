"""What became of the links that lead out is told link by link, and a host that is silent is no broken link."""

import json

import pytest

from compendium.publish import link_check

# As Sphinx's linkcheck writes them.
UNRESOLVED = (
    "HTTPSConnectionPool(host='doi.org', port=443): Max retries exceeded with url: /10.1/1 (Caused by NameResolutionError("
    "\"HTTPSConnection(host='doi.org', port=443): Failed to resolve 'doi.org' ([Errno -2] Name or service not known)\"))"
)
ROWS = {
    "inside": {"filename": "a.md", "lineno": 1, "status": "unchecked", "code": 0, "uri": "#data-claims", "info": ""},
    "works": {
        "filename": "a.md",
        "lineno": 2,
        "status": "working",
        "code": 0,
        "uri": "https://example.org/",
        "info": "",
    },
    "moved": {
        "filename": "a.md",
        "lineno": 3,
        "status": "redirected",
        "code": 301,
        "uri": "https://example.org/b",
        "info": "https://example.org/c",
    },
    "gone": {
        "filename": "b.md",
        "lineno": 4,
        "status": "broken",
        "code": 0,
        "uri": "https://example.org/d",
        "info": "404 Client Error: Not Found for url: https://example.org/d",
    },
    "silent": {
        "filename": "a.md",
        "lineno": 5,
        "status": "broken",
        "code": 0,
        "uri": "https://doi.org/10.1/1",
        "info": UNRESOLVED,
    },
}
# Stands in for Jupyter Book; writes the report that it finds beside the book.
BOOK = """
import pathlib, shutil, sys
out = pathlib.Path(sys.argv[sys.argv.index("--path-output") + 1]) / "_build" / "html"
out.mkdir(parents=True, exist_ok=True)
print("raw messages")
if pathlib.Path("report").exists():
    shutil.copy("report", out / "output.json")
"""


def check(root, monkeypatch, *names):
    monkeypatch.setattr(link_check, "JUPYTER_BOOK", BOOK)
    if names:
        (root / "report").write_text("".join(f"{json.dumps(ROWS[name])}\n" for name in names))
    return link_check.check_links(root)


def test_links_that_all_work_end_well(tmp_path, monkeypatch, capsys):
    assert check(tmp_path, monkeypatch, "inside", "works", "moved") == 0
    assert "All 2 links that lead out of the book work." in capsys.readouterr().out


def test_each_that_fails_is_told_with_its_reason_the_surely_broken_first(tmp_path, monkeypatch, capsys):
    assert check(tmp_path, monkeypatch, "inside", "works", "silent", "gone") == 1
    out = capsys.readouterr().out
    told = [line for line in out.splitlines() if ".md: " in line]
    assert told == [
        "b.md: https://example.org/d: 404 Client Error: Not Found",
        "a.md: https://doi.org/10.1/1: its host is not found",
    ]
    assert (
        "Of 3 links that lead out of the book, 2 could not be followed; of 1 of these the host did not answer." in out
    )
    assert "No host answered" not in out and "raw messages" not in out


def test_without_a_net_that_is_said(tmp_path, monkeypatch, capsys):
    assert check(tmp_path, monkeypatch, "inside", "silent") == 1
    assert "No host answered at all" in capsys.readouterr().out


def test_a_book_that_cannot_be_read_shows_why(tmp_path, monkeypatch, capsys):
    assert check(tmp_path, monkeypatch) == 1
    assert "raw messages" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "HTTPSConnectionPool(host='a', port=443): Read timed out. (read timeout=30)",
            "its host did not answer in time",
        ),
        (
            "HTTPSConnectionPool(host='a', port=443): Max retries exceeded with url: / (Caused by SSLError(...))",
            "its certificate is not accepted",
        ),
        ("('Connection aborted.', RemoteDisconnected('...'))", "its host refused or broke off"),
        ("Anchor 'x' not found", "Anchor 'x' not found"),
        ("", "no reason given"),
    ],
)
def test_reasons_are_short(said, reason):
    assert link_check.reason_of(said) == reason
