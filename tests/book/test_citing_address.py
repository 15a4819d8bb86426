"""A book with an address and one without: a small book of five pages, built both ways."""

import functools
import http.server
import json
import re
import shutil
import threading
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from citing import ADDRESS
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from analysis import STUDY
from compendium.build.building import ROOT

# What the small book needs of the extensions.
PARTS = ("background", "source", "nodes", "uses", "excerpts", "artefacts", "citing")
# A chapter that retells the thesis and shows nothing that is an artefact.
BARE = next(
    slug
    for slug in ("konklusjon", "innledning", "teori")
    if slug not in {shown.page for shown in STUDY.artefacts.values()}
)
PAGES = {
    "index": f"# Bok\n\n```{{toctree}}\nchapters/{BARE}\nchapters/resultat\nchapters/vedlegg-avvik\nchapters/kolofon\n```\n",
    f"chapters/{BARE}": "# Uten figurer\n\nEt kapittel uten figurer. Det har to setninger.\n",
    "chapters/resultat": "# Resultat\n\nHer er funnene.\n\n```{excerpt} S012\n```\n\n```{artefact} fig-stemmer\n```\n",
    "chapters/vedlegg-avvik": "# Avvik\n\nHer er avvikene.\n",
    "chapters/kolofon": "# Kolofon\n\nOm boken.\n\n```{edition}\n```\n",
}
REDIRECTS = f"from,to\nchapters/gammel.html,chapters/resultat.html#S012\nfunn.html,chapters/{BARE}.html\n"
# Places that are no more, of pages that are still there: one leads to another place of its page, one to another page.
REDIRECTS += "chapters/resultat.html#fig-borte,chapters/resultat.html#S012\nchapters/vedlegg-avvik.html#tab-borte,chapters/resultat.html\n"
REDIRECTS += "chapters/vedlegg-avvik.html#fig-flyttet,chapters/resultat.html#fig-stemmer\n"


def build(folder, address, redirects=REDIRECTS):
    """Build the small book under an address; returns where it stands."""
    source = folder / "source"
    for name, text in PAGES.items():
        path = source / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        # Sphinx reads a page again when its file, or one that it links to, is newer.
        if not path.exists():
            path.write_text(text, encoding="utf-8")
    if not (source / "CHANGELOG.md").exists():
        shutil.copy(ROOT / "CHANGELOG.md", source)
    text = (ROOT / "metadata.toml").read_text(encoding="utf-8")
    (folder / "metadata.toml").write_text(
        re.sub(r"^address = .*$", f'address = "{address}"', text, flags=re.MULTILINE), encoding="utf-8"
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "redirects.csv").write_text(redirects, encoding="utf-8")
    settings = {
        "extensions": ["myst_nb", *(f"compendium.book.{part}" for part in PARTS)],
        "project": "Bok",
        "language": "nb_NO",
        "numfig": True,
        "exclude_patterns": ["CHANGELOG.md"],
        "nb_execution_mode": "off",
        "nb_execution_cache_path": str(folder / "cache"),
        "compendium_metadata": str(folder / "metadata.toml"),
        "compendium_redirects": str(folder / "redirects.csv"),
    }
    with patch_docutils(str(source)), docutils_namespace():
        Sphinx(
            source, None, folder / "html", folder / "doctrees", "html", settings, status=StringIO(), warning=StringIO()
        ).build()
    return folder / "html"


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    return build(tmp_path_factory.mktemp("without"), "")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return build(tmp_path_factory.mktemp("published"), ADDRESS)


def parsed(folder, page):
    return BeautifulSoup((folder / page).read_text(encoding="utf-8"), "html.parser")


CHAPTERS = [f"{name}.html" for name in PAGES if name != "index"]


def test_without_an_address_nothing_needs_one(without):
    assert not (without / "sitemap.xml").exists()
    for name in ["index.html", *CHAPTERS]:
        page = parsed(without, name)
        assert page.find("link", rel="canonical") is None
        assert page.find_all("meta", attrs={"name": re.compile("_url$")}) == []
        assert page.find("meta", property="og:url") is None
        for script in page.find_all("script", type="application/ld+json"):
            assert '"url"' not in script.string
    for file in without.rglob("resultat.*"):
        if file.suffix in (".bib", ".ris", ".json"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"https?:|\burl\b|UR  -", text, flags=re.IGNORECASE), file.name


def test_with_an_address_everything_names_it(published):
    for name in CHAPTERS:
        page, url = parsed(published, name), ADDRESS + name
        assert page.find("link", rel="canonical")["href"] == url
        assert page.find("meta", attrs={"name": "citation_public_url"})["content"] == url
        assert page.find("meta", attrs={"name": "citation_fulltext_html_url"})["content"] == url
        assert page.find("meta", property="og:url")["content"] == url
        assert page.find("meta", property="og:image")["content"] == url.replace(".html", ".png")
        thing = json.loads(page.find("script", type="application/ld+json").string)
        assert (thing["url"], thing["isPartOf"]["url"]) == (url, ADDRESS)
        box = page.find(id="siter-kapittelet")
        assert box.select_one(".cite-reference a")["href"] == url
        assert all(url in pre.get_text() for pre in box.find_all("pre"))
    part = parsed(published, "chapters/resultat.html").select_one("#siter-S012 .cite-reference")
    assert f"{ADDRESS}chapters/resultat.html#S012" in part.get_text()


def test_front_page_is_the_address_itself(published):
    page = parsed(published, "index.html")
    assert page.find("link", rel="canonical")["href"] == ADDRESS
    assert page.find("meta", attrs={"name": "citation_public_url"})["content"] == ADDRESS


def test_sitemap_lists_every_page_and_no_other(published):
    text = (published / "sitemap.xml").read_text(encoding="utf-8")
    assert re.findall("<loc>(.*?)</loc>", text) == [ADDRESS, *(ADDRESS + name for name in CHAPTERS)]


def thing_without_addresses(value):
    """JSON-LD as it would be had the book no address: anchors stay, the rest goes."""
    if isinstance(value, list):
        return [thing_without_addresses(item) for item in value]
    if isinstance(value, dict):
        bare = {key: thing_without_addresses(item) for key, item in value.items()}
        return {key: item for key, item in bare.items() if key not in ("@id", "url") or item}
    return re.sub(rf" ?{ADDRESS}[^#\s]*", "", value) if isinstance(value, str) else value


def without_addresses(page):
    """A page as it would be had the book no address."""
    for node in page.select('link[rel=canonical], meta[name$="_url"], meta[property="og:url"]'):
        node.decompose()
    for link in page.find_all("a", href=re.compile(f"^{ADDRESS}")):
        link.decompose()
    image = page.find("meta", property="og:image")
    image["content"] = image["content"].rpartition("/")[2]
    for script in page.find_all("script", type="application/ld+json"):
        script.string = json.dumps(thing_without_addresses(json.loads(script.string)))
    for pre in page.find_all("pre"):
        # The last field of a list in JSON has no comma after it.
        pre.string = re.sub(rf",?\n[^\n]*{ADDRESS}[^\n]*", "", pre.get_text()).replace("\n", "").replace(",", "")
    return re.sub(r"\s+(?=<)", "", re.sub(r"\s+", " ", str(page)))


def test_nothing_else_differs(without, published):
    for name in CHAPTERS:
        one, other = without_addresses(parsed(without, name)), without_addresses(parsed(published, name))
        assert one == other, name


def test_chapter_without_figures_has_all_but_the_figure(without):
    page = parsed(without, f"chapters/{BARE}.html")
    assert (
        page.find("meta", attrs={"name": "citation_abstract"})["content"]
        == "Et kapittel uten figurer. Det har to setninger."
    )
    assert "hasPart" not in json.loads(page.find("script", type="application/ld+json").string)
    assert (without / "chapters" / f"{BARE}.png").exists()


def test_pictures_are_the_same_every_time(without, published):
    for name in CHAPTERS:
        picture = name.replace(".html", ".png")
        assert (without / picture).read_bytes() == (published / picture).read_bytes(), name


def times(folder):
    return {name: (folder / name).stat().st_mtime_ns for name in ["index.html", *CHAPTERS]}


def test_new_commit_touches_the_colophon_alone(tmp_path, monkeypatch):
    from compendium.book.citing import directives

    written = []
    for commit, said in (
        ("", ""),
        ("0123456789ab", "Commit: 0123456789ab"),
        ("0123456789ab-dirty", "med endringer som ikke er ført inn"),
    ):
        monkeypatch.setattr(directives, "revision", lambda: commit)
        folder = build(tmp_path, "", "from,to\n")
        # Sphinx names the checksum of a notebook's style sheet from the second build on.
        texts = {name: (folder / name).read_text(encoding="utf-8") for name in ["index.html", *CHAPTERS]}
        written.append({name: re.sub(r"\?v=\w+", "", text) for name, text in texts.items()})
        text = " ".join(parsed(folder, "chapters/kolofon.html").find("dl").get_text().split())
        assert said in text and ("Commit" in text) == bool(commit)
        assert len(list(folder.rglob("CHANGELOG.md"))) == 1
    for before, after in zip(written, written[1:]):
        assert [name for name in before if before[name] != after[name]] == ["chapters/kolofon.html"]


def test_changed_metadata_show_on_every_page(tmp_path):
    before = times(build(tmp_path, "", "from,to\n"))
    folder = build(tmp_path, ADDRESS, "from,to\n")
    after = times(folder)
    assert [name for name in before if before[name] == after[name]] == []
    assert times(build(tmp_path, ADDRESS, "from,to\n")) == after


def test_moved_page_leads_to_its_place(without, page):
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=without)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}/"
    page.unroute("**/*")
    for old, new in (("chapters/gammel.html", "chapters/resultat.html#S012"), ("funn.html", f"chapters/{BARE}.html")):
        page.goto(here + old)
        page.wait_for_url(here + new)
    server.shutdown()
    link = parsed(without, "chapters/gammel.html").find("a")
    assert link["href"] == "../chapters/resultat.html#S012"


def test_moved_page_names_its_new_address(published):
    page = parsed(published, "chapters/gammel.html")
    assert page.find("link", rel="canonical")["href"] == f"{ADDRESS}chapters/resultat.html#S012"
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_note_stands_where_the_new_place_is_and_in_no_notebook(published):
    note = parsed(published, "chapters/resultat.html").find(id="fig-borte")
    assert note.find_next_sibling().get("id") == "S012" or note.find_next("blockquote").get("id") == "S012"
    assert (note.a["href"], parsed(published, "chapters/vedlegg-avvik.html").find(id="tab-borte").a.get_text()) == (
        "#S012",
        "Resultat",
    )
    for path in published.rglob("*"):
        if path.suffix in (".md", ".ipynb", ".js"):
            assert "fig-borte" not in path.read_text(encoding="utf-8"), path.name


def test_note_ends_in_one_full_stop(published):
    notes = {note["id"]: note for page in CHAPTERS for note in parsed(published, page).find_all(class_="moved")}
    assert notes["fig-flyttet"].a.get_text().endswith(".")
    assert [name for name, note in notes.items() if not re.search(r"[^.]\.$", note.get_text())] == []


def test_files_of_what_is_no_more_lead_on(published):
    files = published / "artefakter"
    assert (files / "fig-borte.csv").read_text(encoding="utf-8") == f"moved_to\n{ADDRESS}chapters/resultat.html#S012\n"
    svg = BeautifulSoup((files / "fig-borte.svg").read_text(encoding="utf-8"), "xml")
    assert svg.a["href"] == f"{ADDRESS}chapters/resultat.html#S012" and "flyttet eller tatt ut" in svg.svg["aria-label"]
    assert (files / "tab-borte.csv").exists() and not (files / "tab-borte.svg").exists()


def test_new_row_makes_its_page_anew_and_no_other(tmp_path):
    def notes(folder):
        return {name: len(parsed(folder, name).find_all(class_="moved")) for name in CHAPTERS}

    assert set(notes(build(tmp_path, "", "from,to\n")).values()) == {0}
    row = "from,to\nchapters/vedlegg-avvik.html#tab-borte,chapters/resultat.html\n"
    assert notes(build(tmp_path, "", row)) == {name: int("avvik" in name) for name in CHAPTERS}
    assert set(notes(build(tmp_path, "", "from,to\n")).values()) == {0}


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            "chapters/nei.html#a,chapters/resultat.html",
            "redirects.csv:2: chapters/nei.html is no page of the book; lead on from the page",
        ),
        (
            "chapters/resultat.html#S012,chapters/resultat.html",
            "redirects.csv:2: chapters/resultat.html still has a place 'S012'",
        ),
        ("chapters/resultat.html#fig-koder,chapters/resultat.html", "redirects.csv:2: fig-koder is in the catalogue"),
        (
            "chapters/resultat.html#a,chapters/resultat.html#nei",
            "redirects.csv:2: chapters/resultat.html has no place 'nei'",
        ),
        ("chapters/a.html,chapters/nei.html", "redirects.csv:2: 'chapters/nei.html' is no page of the book"),
        ("chapters/a.html,chapters/resultat.html#nei", "redirects.csv:2: chapters/resultat.html has no place 'nei'"),
        (
            "chapters/resultat.html,chapters/vedlegg-avvik.html",
            "redirects.csv:2: chapters/resultat.html is a page of the book",
        ),
        ("../a.html,chapters/resultat.html", "redirects.csv:2: '../a.html' is no page below the book's address"),
        ("chapters/a.html", "redirects.csv:2: '' is no page of the book"),
        ("chapters/a.html,b.html\nb.html,chapters/resultat.html", "redirects.csv:2: b.html has moved too"),
        ("b.html,chapters/resultat.html\nb.html,chapters/resultat.html", "redirects.csv:3: b.html is redirected twice"),
    ],
)
def test_bad_redirect_is_named(without, tmp_path, row, complaint):
    from compendium.book.citing.redirects import read_redirects, redirect_problems

    table = tmp_path / "redirects.csv"
    table.write_text(f"from,to\n{row}\n", encoding="utf-8")
    assert complaint in "\n".join(redirect_problems(read_redirects(table), without, table.name))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "redirects.csv:1: the columns have to be from,to and are ''"),
        (b"from,to\n\xf8,x\n", "redirects.csv:2: byte 0xf8 is not UTF-8; save the file as UTF-8"),
        (b'from,to\n"a,b\n', "redirects.csv:2: is not CSV: unexpected end of data"),
    ],
)
def test_redirects_that_cannot_be_read_are_told_with_their_line(tmp_path, content, complaint):
    from sphinx.errors import ExtensionError

    from compendium.book.citing.redirects import read_redirects

    (tmp_path / "redirects.csv").write_bytes(content)
    with pytest.raises(ExtensionError) as error:
        read_redirects(tmp_path / "redirects.csv")
    assert str(error.value).startswith(complaint)


def test_bad_redirect_stops_the_build(tmp_path):
    from sphinx.errors import ExtensionError

    with pytest.raises(ExtensionError, match="redirects.csv:2: 'nei.html' is no page of the book"):
        build(tmp_path, "", "from,to\na.html,nei.html\n")
