"""What an earlier build made is used again, but not once the code that made it has changed."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from sphinx.environment import CONFIG_CHANGED, CONFIG_OK

from compendium.artefacts.rendering import write_chart_script
from compendium.book import artefact_files, background, finishing
from compendium.patches.theme_icons import STYLES


@pytest.fixture
def app(tmp_path):
    """A build of one page."""
    out, memory = tmp_path / "html", tmp_path / "doctrees"
    (out / "_static" / STYLES).parent.mkdir(parents=True)
    (out / "_static" / STYLES).touch()
    (out / "index.html").write_text('<html><head></head><body class="some"></body></html>')
    memory.mkdir()
    return SimpleNamespace(
        builder=SimpleNamespace(format="html"),
        outdir=str(out),
        doctreedir=str(memory),
        connect=lambda *_, **__: None,
        env=SimpleNamespace(config_status=CONFIG_OK),
    )


def test_slimmed_styles(app):
    sheet, memory = Path(app.outdir, "_static", STYLES), Path(app.doctreedir, finishing.MEMORY)
    finishing.finish(app, None)
    slimmed = sheet.read_text(encoding="utf-8")
    memory.write_text(json.dumps({**json.loads(memory.read_text(encoding="utf-8")), "sheets": {STYLES: "remembered"}}))
    finishing.finish(app, None)
    assert sheet.read_text(encoding="utf-8") == "remembered"
    app.env.config_status = CONFIG_CHANGED
    finishing.finish(app, None)
    assert sheet.read_text(encoding="utf-8") == slimmed != "remembered"


def test_script_of_the_charts(app):
    script = Path(app.outdir, "_static", artefact_files.BUNDLE)
    write_chart_script(script)
    whole = script.read_text(encoding="utf-8")
    for kept, made in ((whole.splitlines()[0], whole.splitlines()[0]), ("/* of another version */", whole)):
        script.write_text(kept, encoding="utf-8")
        background.setup(app)
        artefact_files.begin(app, None, ["index"])
        background.finish(app, None)
        assert script.read_text(encoding="utf-8") == made
