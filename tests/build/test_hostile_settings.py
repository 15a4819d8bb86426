"""Settings, bibliography and environment that can't be used are told in lines, each with its place and remedy."""

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.build import building
from compendium.build.inputs import require_inputs
from compendium.build.settings import SettingsError, read_config, read_contents, settings_problems, time_limit
from compendium.checkout.files import ROOT
from compendium.publish.references.bibliography import BIBLIOGRAPHY, bibliography_problems
from compendium.tables.problems import DataError

HEAD = "format: jb-book\nroot: index\nchapters:\n"


@pytest.fixture
def root(tmp_path):
    """A book of a front page and one chapter."""
    (tmp_path / "chapters").mkdir()
    for name in ("index", "chapters/one", "chapters/two"):
        (tmp_path / f"{name}.md").write_text("# Page\n")
    (tmp_path / "_toc.yml").write_text(f"{HEAD}- file: chapters/one\n")
    (tmp_path / "_config.yml").write_text("title: Book\nexecute: {timeout: 30}\n")
    return tmp_path


def told(root):
    return list(map(str, settings_problems(root)))


def test_what_is_right_passes(root):
    assert told(root) == []
    assert [path.name for path in read_contents(root)] == ["index.md", "one.md"]
    assert (read_config(root)["title"], time_limit(root)) == ("Book", 30)
    assert settings_problems(ROOT) == []


@pytest.mark.parametrize(
    ("contents", "complaint"),
    [
        ("", "1: is empty; the book can't be built without it"),
        ("# nothing but this\n", "1: is empty"),
        ("a: [", "1: is not valid YAML"),
        ("a: b: c", "1: is not valid YAML: mapping values are not allowed here"),
        ("\tformat: jb-book", "1: is not valid YAML: found character '\\t' that cannot start any token"),
        ("a: \x01", "1: is not valid YAML"),
        ("[" * 5000, "1: is not valid YAML"),
        ("{a: " * 900 + "1" + "}" * 900, "1: "),
        ("[" * 30_000 + "]" * 30_000, "1: is not valid YAML: nested too deeply"),
        ("text", "1: toc is not a mapping"),
        ("format: jb-bok\nroot: index\n", "1: 'format' key value not recognised: 'jb-bok'"),
        ("format: jb-book\nchapters:\n- file: chapters/one\n", "1: 'root' key not found"),
        (
            f"{HEAD}- file: chapters/one\n- file: chapters/one\n",
            "5: names chapters/one, which stands on line 4 already; remove one of them",
        ),
        (
            f"{HEAD}- file: chapters/one\n- file: chapters/one.md\n",
            "5: names chapters/one.md, which stands on line 4 already",
        ),
        (f"{HEAD}- file: index\n", "4: names index, which stands on line 2 already"),
        (f"{HEAD}- file: ../outside\n", "4: names '../outside', which lies outside of the book; move the page into it"),
        (f"{HEAD}- file: /etc/passwd\n", "4: names '/etc/passwd', which lies outside of the book"),
        (f"{HEAD}- file: link\n", "4: names 'link', which lies outside of the book"),
        (f"{HEAD}- file: chapters/three\n", "4: names chapters/three, but there is no chapters/three.md"),
        (f"{HEAD}- file: pipe.md\n", "4: names pipe.md, but pipe.md is a pipe, a socket or a device"),
        (f"{HEAD}- file: chapters/\n", "4: names chapters/, but there is no chapters/.md"),
        (f"{HEAD}- file: 3\n", "4: names 3, but there is no 3.md"),
        (f"{HEAD}- file:\n", "4: file names nothing; give the path of a page below the book's folder"),
        (f"{HEAD}- file: [a]\n", "4: file names nothing"),
        (f"{HEAD}- glob: chapters/*\n", "4: names pages by a pattern; name each page"),
        (f"{HEAD}- url: javascript:alert(1)\n", "4: 'javascript:alert(1)' is no address that begins with https:"),
        (f"{HEAD}- chapters/one\n", "4: entry not a mapping type"),
        (f"{HEAD}- file: chapters/one\n  colour: red\n", "4: Unknown keys found: {'colour'}"),
        (f"{HEAD}- file: chapters/one\nroot: index\n", "5: 'root' stands twice; remove one"),
        ("a: &a [x]\nb: [*a, *a]\n", "1: is used a second time by an alias (*); write it out"),
        ("a: !!python/object/apply:os.system [ls]\n", "1: is not valid YAML: could not determine a constructor"),
        ("? [a]\n: b\n", "1: a key is no text"),
    ],
)
def test_bad_contents_are_told_with_their_line(root, contents, complaint):
    (root / "_toc.yml").write_text(contents)
    (root / "link.md").symlink_to("/etc/passwd")
    os.mkfifo(root / "pipe.md")
    found = told(root)
    assert found and found[0].startswith(f"_toc.yml:{complaint}"), found
    assert all(text.isprintable() and len(text) < 400 for text in found)


def test_all_problems_of_the_contents_are_told_at_once(root):
    (root / "_toc.yml").write_text(f"{HEAD}- file: chapters/three\n- file: index\n- file: ../x\n")
    assert [text.split(":")[1] for text in told(root)] == ["4", "5", "6"]


@pytest.mark.parametrize(
    ("config", "complaint"),
    [
        ("", "1: is empty"),
        ("- a\n", "1: is no list of settings such as `title: ...`"),
        ("title: [", "1: is not valid YAML"),
        ("title: 3\n", "1: title: 3 is not of type 'string'"),
        ("title: a\ntitle: b\n", "2: 'title' stands twice; remove one"),
        ("title: a\nexecute: yes\n", "2: execute: True is not of type 'object'"),
        ("title: a\nexecute:\n  timeout: soon\n", "3: execute/timeout: 'soon' is not of type 'number'"),
        ("title: a\n", "1: execute/timeout: a whole number of seconds up to 86400 is wanted, the limit for one cell"),
        ("title: a\nexecute:\n  timeout: -1\n", "3: execute/timeout: a whole number of seconds up to 86400 is wanted"),
        ("title: a\nexecute:\n  timeout: 1.0e+300\n", "3: execute/timeout: a whole number of seconds"),
        (
            "title: a\nparse:\n  myst_enable_extensions: [colon_fnce]\n",
            "3: parse/myst_enable_extensions: 'enable_extensions' items",
        ),
    ],
)
def test_bad_settings_are_told_with_their_line(root, config, complaint):
    (root / "_config.yml").write_text(config)
    found = told(root)
    assert found and found[0].startswith(f"_config.yml:{complaint}"), found


@pytest.mark.parametrize("name", ["_toc.yml", "_config.yml"])
def test_settings_that_are_no_files(root, name):
    (root / name).unlink()
    assert told(root) == [f"{name}:1: is missing"]
    os.mkfifo(root / name)
    assert told(root) == [f"{name}:1: is a pipe, a socket or a device; put a plain file in its place"]


@given(st.text(max_size=60), st.binary(max_size=60))
def test_any_contents_are_read_or_told(tmp_path_factory, text, junk):
    root = tmp_path_factory.mktemp("book")
    for content in (text.encode(), junk, (HEAD + text).encode()):
        for name, read in (("_toc.yml", read_contents), ("_config.yml", read_config)):
            (root / name).write_bytes(content)
            try:
                read(root)
            except SettingsError as error:
                assert all(line.startswith(f"{name}:") for line in str(error).splitlines())


def test_a_build_tells_bad_settings_in_lines_and_leaves_all_as_it_was(root, capfd):
    for name in ("data", "analysis"):
        (root / name).mkdir()
    (root / "requirements.txt").write_text("")
    (root / "_toc.yml").write_text(f"{HEAD}- file: chapters/three\n")
    assert building.build(root) == 1
    error = capfd.readouterr().err
    assert (
        "The book was not built: nothing is built from bad input.\n_toc.yml:4: names chapters/three, but there is no chapters/three.md"
        in error
    )
    assert "Traceback" not in error and not building.html_folder(root).exists()


# The bibliography


def test_the_bibliography_is_right():
    assert bibliography_problems() == []


@pytest.mark.parametrize(
    ("field", "complaint"),
    [
        ("url = {javascript:alert(1)}", "url: 'javascript:alert(1)' is no address that begins with https:"),
        ("url = {data:text/html,x}", "url: 'data:text/html,x' is no address"),
        (
            'url = {https://example.org/"onclick="x}',
            "url: 'https://example.org/\"onclick=\"x' is no address: '\"' can't stand in one",
        ),
        (
            "url = {https://example.org/<script>}",
            "url: 'https://example.org/<script>' is no address: '<' can't stand in one",
        ),
        ("url = {https://example.org/'x}", 'url: "https://example.org/\'x" is no address'),
        (
            "url = {https://me:secret@example.org/}",
            "url: 'https://me:secret@example.org/' names a user before its host",
        ),
        ("url = {//example.org/}", "url: '//example.org/' is no address that begins with"),
        ("url = {https:example.org}", "url: 'https:example.org' names no host"),
        ("url = {https://[::1/}", "url: 'https://[::1/' is no address: Invalid IPv6 URL"),
        ("doi = {javascript:alert(1)}", "doi: 'javascript:alert(1)' is no DOI such as 10.1000/182"),
        ("doi = {https://doi.org/10.1000/182}", "doi: 'https://doi.org/10.1000/182' is no DOI"),
        ('doi = {10.1000/"onclick="}', "doi: 'https://doi.org/10.1000/\"onclick=\"' is no address"),
        ("year = {0}", "year: '0' is no year such as 1998 or 1998a"),
        ("year = {0000}", "year: '0000' is no year"),
        ("author = {***}", "author: '***' is no name of letters"),
        ("evidence = {certain}", "evidence: 'certain' is none of verified, known, probable, unresolved"),
        ("title = { }", "title: is missing; the reference list prints it"),
        ("note = {a\u202eb}", "holds U+202E"),
        ("note = {a\x00b}", "holds U+0000"),
        ("note = {", "is not valid BibTeX"),
    ],
)
def test_a_bad_entry_is_told_with_its_line(tmp_path, field, complaint):
    path = tmp_path / "references.bib"
    own = {"title": "title = {Book}", "author": "author = {Berg, Anne}", "year": "year = {2000}"}
    own[field.partition(" ")[0]] = field
    path.write_text(
        "@book{a2000,\n  title = {One}\n}\n@book{b2000,\n  " + ",\n  ".join(own.values()) + "\n}\n", encoding="utf-8"
    )
    found = [str(problem) for problem in bibliography_problems(path)]
    assert any(complaint in text for text in found), found
    line = next(
        number
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if field[:8] in text and number > 3
    )
    if "valid BibTeX" in complaint:
        # A field that is left open is missed at the end.
        line = path.read_text(encoding="utf-8").count("\n") + 1
    assert any(text.startswith(f"references.bib:{line}: ") for text in found)


@pytest.mark.parametrize(
    "field",
    [
        "url = {https://no.wikipedia.org/wiki/Bærekraft}",
        "url = {https://example.org/a(b);c=d&e,f%20g#h}",
        "url = {http://[2001:db8::1]:8080/x}",
        "url = {mailto:post@example.org}",
        "doi = {10.1002/(SICI)1099-0836(199809)7:5&x}",
        "year = {2023b}",
        "author = {{FN-sambandet}}",
        "author = {de Wit, Marc and others}",
        "author = {李, 明}",
    ],
)
def test_what_a_bibliography_rightly_holds_passes(tmp_path, field):
    path = tmp_path / "references.bib"
    path.write_text(f"@book{{b2000,\n\ttitle = {{Book}},\n  {field}\n}}\n", encoding="utf-8")
    assert bibliography_problems(path) == []


def test_a_key_that_stands_twice(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text("@book{b2000,\n  title = {Book}\n}\n@book{b2000,\n  title = {Book}\n}\n", encoding="utf-8")
    assert [str(problem) for problem in bibliography_problems(path)] == [
        "references.bib:4: repeated bibliography entry: b2000; each key may stand once"
    ]


def test_problems_of_all_inputs_are_told_at_once(tmp_path):
    for name in ("data", "metadata.toml", "pyproject.toml", "_toc.yml", "_config.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "_toc.yml").unlink()
    (tmp_path / "metadata.toml").unlink()
    (tmp_path / "metadata.toml").write_text("year = 0\n")
    (tmp_path / BIBLIOGRAPHY.name).write_text("@book{a,\n  url = {javascript:x}\n}\n")
    with pytest.raises(DataError) as error:
        require_inputs(tmp_path)
    assert {problem.file for problem in error.value.problems} == {"metadata.toml", "references.bib", "_toc.yml"}


# The environment


def run(*command, **environment):
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr and time.monotonic() - begun < 120
    return done


@pytest.mark.parametrize("given", ["", " ", "4294967296", "99999999999", "9" * 5000, "-1", "1.5", "1e9", "٣", "i går"])
def test_a_date_of_the_environment_that_is_none_is_told(root, monkeypatch, capfd, given):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert building.build(root) == 1
    error = capfd.readouterr().err
    assert (
        error.startswith("The book was not built: SOURCE_DATE_EPOCH is ")
        and "up to 4294967295, or unset" in error
        and error.count("\n") == 1
    )


def test_commands_tell_a_bad_date_too(tmp_path):
    done = run("-m", "compendium", "export", "--taguette", str(tmp_path / "out"), SOURCE_DATE_EPOCH="")
    assert done.returncode == 1 and "SOURCE_DATE_EPOCH is ''; it has to be a whole number" in done.stderr


def test_without_assertions_bad_data_are_told_the_same(tmp_path):
    bad = run("-O", "-m", "compendium", "check", "--data", str(tmp_path))
    assert bad.returncode == 1 and bad.stderr == run("-m", "compendium", "check", "--data", str(tmp_path)).stderr
    assert run("-O", "-m", "compendium", "check").returncode == 0


def test_without_docstrings_the_remedy_is_told():
    done = run("-OO", "-m", "compendium", "check")
    assert (
        done.returncode == 1
        and done.stderr
        == "python -OO (PYTHONOPTIMIZE=2) leaves out docstrings, which Altair needs; use -O, or neither.\n"
    )


def test_with_warnings_as_errors_data_are_checked():
    assert run("-W", "error", "-m", "compendium", "check", PYTHONWARNINGS="error").returncode == 0
