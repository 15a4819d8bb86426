"""No page holds settings for live code."""

from compendium.patches.thebe_live_code import without_live_code


def test_still_needed(bare_page):
    assert "x-thebe-config" in bare_page and "kernelName = " in bare_page


def test_only_the_settings_go():
    settings = """<script type="text/x-thebe-config">\n{a: 1}\n</script>\n<script>kernelName = 'python3'</script>"""
    html = f"<p>Text</p>\n{settings}\n<p>End</p>"
    assert without_live_code(html) == "<p>Text</p>\n<p>End</p>"
    assert without_live_code("<script>other()</script>") == "<script>other()</script>"
