"""No page leads where a reader must not be led, however the link came there."""

from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from compendium.book import finishing, norwegian_apa
from compendium.book.unsafe_links import link_problems


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">x</a>',
        "<a href='JavaScript:alert(1)'>x</a>",
        "<a href=javascript:alert(1)>x</a>",
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href="&#1;&#32;javascript:alert(1)">x</a>',
        '<a class="a>b" href="vbscript:x">x</a>',
        "<a/href='javascript:alert(1)'>x</a>",
        '<a id="x"href="javascript:alert(1)">x</a>',
        '<a HREF = "data:text/html,x">x</a>',
        '<img src="file:///etc/passwd">',
        '<form action="javascript:x"></form>',
        '<button formaction="javascript:x"></button>',
        '<svg><a xlink:href="javascript:x"></a></svg>',
        '<object data="data:text/html,x"></object>',
        '<a href="https://me:secret@example.org/">x</a>',
        '<a href="//me@example.org/">x</a>',
        '<a href="//example.org/">x</a>',
        '<a href="\\\\example.org/">x</a>',
        '<a href="https://example.org/&quot;onclick=&quot;x">x</a>',
        '<a href="https:///x">x</a>',
    ],
)
def test_a_link_that_no_page_may_have(html):
    (problem,) = link_problems(f"<p>Text</p>{html}<p>Text</p>", "chapters/one.html")
    assert problem.startswith("chapters/one.html: leads to what no page may: ")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../index.html#sec-1">x</a><a href="#top">x</a><a href="">x</a><a href="?q=a:b">x</a>',
        '<a href="https://example.org/a?b=c&amp;d=e#f">x</a><a href="http://example.org">x</a><a href="mailto:post@example.org">x</a>',
        '<img src="../_images/a.png"><script src="../_static/a.js?v=1"></script><link href="_static/a.css">',
        '<a href="S001.csv" download title="javascript: x">x</a>',
        "<p>Et utdrag kan si href=javascript:alert(1) uten å lede noe sted.</p>",
        '<div data-href="javascript:x"></div>',
    ],
)
def test_links_that_pages_need(html):
    assert link_problems(html, "index.html") == []


def test_a_bad_link_stops_the_build_before_pages_are_finished(tmp_path):
    page = '<html><body><a href="javascript:alert(1)">x</a></body></html>'
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.html").write_text(page)
    app = SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=tmp_path)
    with pytest.raises(ExtensionError, match="chapters/one.html: leads to what no page may: 'javascript:alert"):
        finishing.finish(app, None)


def test_a_bad_bibliography_stops_the_build(tmp_path):
    (tmp_path / "references.bib").write_text("@book{a,\n title = {A},\n url = {javascript:x}\n}\n")
    config = SimpleNamespace(bibtex_bibfiles=["references.bib"])
    with pytest.raises(ExtensionError, match="references.bib:3: a url: 'javascript:x' is no address"):
        norwegian_apa.refuse_bad_bibliography(SimpleNamespace(srcdir=tmp_path), config)
