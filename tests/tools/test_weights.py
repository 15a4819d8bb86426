"""A page's weight counts all that a browser fetches for its first view."""

import pytest

from tools.bench.weights import compressed_size, page_weight, report


@pytest.fixture
def folder(tmp_path):
    files = {
        "index.html": '<link rel="stylesheet" href="_static/a.css?v=1"><script src="_static/a.js"></script>'
        '<link rel="next" href="other.html"><img src="_static/a.svg"><img src="far.png" loading="lazy">'
        '<a href="other.html"></a><script src="https://example.org/x.js"></script>',
        "other.html": "",
        "_static/a.css": '@import "sub/b.css"; p { background: url(data:image/png;base64,AAAA) }',
        "_static/sub/b.css": "@font-face{src:url(../f.woff2) format('woff2'),url(../f.ttf)}",
        "_static/a.js": "1",
        "_static/a.svg": "<svg/>",
        "_static/f.woff2": "font",
        "_static/f.ttf": "font again",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_everything_named_is_counted_once(folder):
    weight = page_weight(folder, "index.html")
    assert list(weight.files) == [
        "_static/a.css",
        "_static/a.js",
        "_static/a.svg",
        "_static/f.woff2",
        "_static/sub/b.css",
        "index.html",
    ]
    assert weight.total == sum(compressed_size((folder / name).read_bytes()) for name in weight.files)
    kinds = ("html", "styles", "scripts", "fonts", "pictures")
    assert weight.total == sum(weight.of_kind(kind) for kind in kinds)
    assert weight.of_kind("fonts") == compressed_size(b"font")


def test_a_missing_file_is_told(folder):
    (folder / "_static" / "a.js").unlink()
    with pytest.raises(FileNotFoundError, match="a.js"):
        page_weight(folder, "index.html")


def test_report_begins_with_the_heaviest(folder):
    lines = report(folder).splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["index.html", "other.html"]
