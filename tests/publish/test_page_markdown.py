import subprocess
import sys

import nbformat
import pytest

from compendium.publish.page_markdown import markdown
from compendium.publish.page_notebooks import CHECK, page_notebook
from compendium.publish.standalone_html import standalone

PAGE = """<section id="sec-4"><span id="resultat"></span><h1>Resultat<a class="headerlink" href="#sec-4">#</a></h1>
<p>Se <a class="reference internal" href="metode.html#sec-3"><span class="std">metoden</span></a> og
<a href="https://example.org/a.html">stedet</a>.<button>siter</button></p>
<aside class="margin sidebar"><p class="sidebar-title"></p><p>I margen</p></aside>
<div class="admonition note"><p class="admonition-title">Merknad</p><p>Pass på.</p></div>
<div class="cell tag_hide-input docutils container"><details><summary>Vis koden</summary><pre>show()</pre></details>
<figure id="fig-x"><svg></svg><figcaption><p><span class="caption-number">Figur 3 </span>Bildetekst</p></figcaption></figure></div>
<blockquote class="excerpt" id="S001"><p>Vi * må_ <b>snakke</b></p><p class="attribution">Informant 1</p></blockquote>
<dl class="glossary"><dt id="term-hub">Hub</dt><dd><p>Et navn.</p></dd></dl>
<table><caption><span class="caption-number">Tabell 1 </span>Tekst</caption><thead><tr><th><p>A</p></th><th>B</th></tr></thead>
<tbody><tr id="rad-1"><td><p>x | y</p></td><td>2</td></tr></tbody></table>
<div class="highlight-sh notranslate"><div class="highlight"><pre><span></span>make <span>book</span>
</pre></div></div></section>"""


@pytest.fixture(scope="module")
def pieces():
    return markdown(PAGE)


def test_a_page_is_cut_at_its_cells(pieces):
    assert len(pieces) == 2 and markdown("<p>En annen side</p>") == ["En annen side"]
    assert "show()" not in "".join(pieces) and "Bildetekst" not in "".join(pieces)


def test_what_a_page_says_stands_as_plain_markdown(pieces):
    before, after = pieces
    assert '# <span id="sec-4"></span>Resultat\n' in before
    assert "[metoden](metode.ipynb#sec-3)" in before and "[stedet](https://example.org/a.html)" in before
    assert "> I margen" in before and "> **Merknad**\n>\n> Pass på." in before
    assert before.endswith('<span id="fig-x"></span>**Figur 3**')
    assert '<span id="S001"></span>' in after and "Vi \\* må\\_ **snakke**" in after
    assert '**<span id="term-hub"></span>Hub**\n\nEt navn.' in after
    assert "**Tabell 1 Tekst**" in after and '<span id="rad-1"></span>x \\| y | 2' in after
    assert "``` sh\nmake book\n```" in after
    assert "siter" not in before and "class=" not in before + after


def executed(*tags):
    cells = [nbformat.v4.new_code_cell(f"cell {tag}", metadata={"tags": [tag]}) for tag in tags]
    data = {"text/html": "<p>x</p>", "text/markdown": "```{artefact} fig-x\n```", "text/plain": "x"}
    cells[-1].outputs = [nbformat.v4.new_output("execute_result", data=data, execution_count=1)]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("{raw}`markup`"), *cells])


def test_a_notebook_is_the_same_whichever_python_executed_it():
    one, two = executed("hide-input"), executed("hide-input")
    for notebook, version in ((one, "3.11.2"), (two, "3.13.5")):
        notebook.metadata["language_info"] = {"name": "python", "file_extension": ".py", "version": version}
    pieces = ["# A", "slutt"]
    assert nbformat.writes(page_notebook("chapters/x", pieces, one)) == nbformat.writes(
        page_notebook("chapters/x", pieces, two)
    )
    assert page_notebook("chapters/x", pieces, one).metadata["language_info"]["name"] == "python"


def test_a_notebook_holds_text_and_cells_in_their_order():
    notebook = page_notebook(
        "chapters/x",
        ['# A\n\ntekst\n\n<span id="b"></span>\n\n## B\n\nmer', "slutt"],
        executed("remove-cell", "hide-input"),
    )
    nbformat.validate(notebook)
    assert CHECK in notebook.cells.pop(0).metadata.tags
    assert [cell.source for cell in notebook.cells] == [
        "cell remove-cell",
        "# A\n\ntekst",
        '<span id="b"></span>\n\n## B\n\nmer',
        "cell hide-input",
        "slutt",
    ]
    assert set(notebook.cells[3].outputs[0].data) == {"text/html", "text/plain"}
    again = page_notebook(
        "chapters/x",
        ['# A\n\ntekst\n\n<span id="b"></span>\n\n## B\n\nmer', "slutt"],
        executed("remove-cell", "hide-input"),
    )
    assert nbformat.writes(notebook) == nbformat.writes(
        nbformat.v4.new_notebook(cells=again.cells[1:], metadata=again.metadata)
    )


def test_a_notebook_says_first_what_its_code_needs_in_the_language_of_the_book(tmp_path):
    for language, said in (("nb", "Cellene under trenger"), ("en", "The cells below need")):
        first, *_ = page_notebook("chapters/x", ["tekst", "slutt"], executed("hide-input"), language).cells
        # Without a folder of packages nothing can be imported.
        done = subprocess.run(
            [sys.executable, "-S", "-c", first.source],
            cwd=tmp_path,
            env={},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 1 and f"ImportError: No module named 'analysis'\n\n    {said}" in done.stderr
        assert "\n        pip install --require-hashes -r requirements.txt\n" in done.stderr
    assert [cell.cell_type for cell in page_notebook("chapters/x", ["tekst"], None).cells] == ["markdown"]


def test_a_page_that_stands_alone_says_nothing_of_how_to_run_it():
    notebook = page_notebook("chapters/x", ["# A", "slutt"], executed("hide-input"))
    assert "pip install" in nbformat.writes(notebook) and "pip install" not in standalone(notebook, "nb")


def test_a_heading_inside_code_begins_no_part():
    assert len(page_notebook("x", ["tekst\n\n``` sh\n# bare en kommentar\n```"], None).cells) == 1


def test_a_page_that_shows_other_cells_than_its_source_is_named():
    with pytest.raises(ValueError, match="chapters/x: the page shows 0 code cells, its source has 1"):
        page_notebook("chapters/x", ["tekst"], executed("hide-input"))
