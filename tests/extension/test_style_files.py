"""A font or a picture that a style sheet names must be there."""

from compendium.book.style_files import missing_files
from compendium.checkout.files import ROOT


def test_a_missing_file_is_named_with_sheet_and_line(tmp_path):
    static = tmp_path / "_static"
    (static / "fonts").mkdir(parents=True)
    (static / "fonts" / "there.woff2").touch()
    (static / "book.css").write_text(
        '@font-face {\n  src: url("fonts/there.woff2?v=1"), url(fonts/gone.woff2) format("woff2");\n}\n'
        "a { background: url('data:image/png;base64,AA=='), url(#mark), url(https://example.org/a.png) }\n",
        encoding="utf-8",
    )
    assert missing_files(static) == [
        "_static/book.css:2: there is no file fonts/gone.woff2; bring it back from git or from the archive"
    ]


def test_the_book_names_no_file_that_is_not_there():
    assert missing_files(ROOT / "_static") == []
