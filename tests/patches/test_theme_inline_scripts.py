"""A host may forbid scripts in pages: those of the theme become files, data stay where they are."""

from compendium.patches.theme_inline_scripts import without_inline_scripts, write_scripts

PAGE = """<script data-cfasync="false">
  first();
</script>
<script src="../_static/doctools.js"></script>
<script>DOCUMENTATION_OPTIONS.pagename = 'chapters/one';</script>
<script type="application/json" class="chart-spec">{"a": 1}</script>
<button onclick="toggleFullScreen()" class="btn">x</button>
<script>second();</script>"""


def test_still_needed(bare_page):
    assert without_inline_scripts(bare_page, "index.html")[1]
    assert 'onclick="toggleFullScreen()"' in bare_page and "DOCUMENTATION_OPTIONS.pagename" in bare_page


def test_scripts_become_files_in_their_place_and_data_stay():
    html, scripts = without_inline_scripts(PAGE, "chapters/one.html")
    first, second = scripts
    assert list(scripts.values()) == ["first();\n", "second();\n"]
    assert html == "\n".join(
        [
            f'<script src="../_static/scripts/{first}"></script>',
            '<script src="../_static/doctools.js"></script>',
            '<script type="application/json" class="chart-spec">{"a": 1}</script>',
            '<button class="btn">x</button>',
            f'<script src="../_static/scripts/{second}"></script>',
        ]
    )
    assert without_inline_scripts(html, "chapters/one.html") == (html, {})
    assert f'"_static/scripts/{first}"' in without_inline_scripts(PAGE, "index.html")[0]


def test_the_page_for_addresses_that_lead_nowhere_names_no_file():
    assert without_inline_scripts(PAGE, "404.html") == (PAGE, {})


def test_files_that_no_page_names_are_removed(tmp_path):
    html, scripts = without_inline_scripts(PAGE, "chapters/one.html")
    write_scripts({"chapters/one.html": html, "index.html": ""}, tmp_path, {**scripts, "inline-gone.js": "gone();\n"})
    assert {path.name for path in (tmp_path / "scripts").iterdir()} == set(scripts)
