"""Charts and pictures depend on no font of the machine."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from machines import machines  # noqa: F401

from compendium.artefacts.rendering import FAMILY, FONTS, MissingGlyph, chart_svg, picture
from compendium.checkout.files import ROOT

# Every figure as SVG, as the archive's picture and on the card of a page, by name with its digest.
DRAW = """
import hashlib, json, sys
from compendium.artefacts.rendering import picture
from compendium.results.current import current
from compendium.book.citing.social_cards import card
from compendium.publish.archiving import on_white
from compendium.publish.references.metadata import read_metadata

metadata = read_metadata()
drawn = {"card": picture(card(metadata, "", "", "nb"))}
for figure in current().artefacts.values():
    if figure.kind == "figure":
        svg = figure.picture("nb")
        drawn[f"{figure.id} svg"] = svg.encode()
        drawn[f"{figure.id} card"] = picture(card(metadata, figure.texts["nb"].title, svg, "nb"))
        drawn[f"{figure.id} png"] = on_white(figure.specs["nb"])
json.dump({name: hashlib.sha256(data).hexdigest() for name, data in drawn.items()}, sys.stdout)
"""


def run(code, environment):
    paths = str(ROOT)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_machine_draws_the_same(machines):
    drawn = {name: run(DRAW, environment) for name, environment in machines.items()}
    assert {"card", "fig-koder svg", "fig-koder card", "fig-koder png"} <= set(drawn["this"])
    for name in ("bare", "odd"):
        assert [picture for picture, digest in drawn[name].items() if digest != drawn["this"][picture]] == [], name


def test_the_machines_differ_where_another_font_is_named(machines):
    """Else the test above would see nothing."""
    code = """
import hashlib, json, vl_convert
svg = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="30"><text y="20" font-family="Liberation Sans">CO\u2082</text></svg>'
print(json.dumps(hashlib.sha256(vl_convert.svg_to_png(svg)).hexdigest()))
"""
    assert len({run(code, environment) for environment in machines.values()}) == 3


def test_only_one_module_draws():
    """What draws elsewhere might do so before the library knows the book's fonts."""
    importing = []
    for path in [*ROOT.glob("analysis/**/*.py"), *ROOT.glob("compendium/**/*.py")]:
        names = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in (
                [alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", "")]
            )
        }
        if "vl_convert" in names:
            importing.append(path.relative_to(ROOT).as_posix())
    assert importing == ["compendium/artefacts/rendering.py"]


def test_a_character_that_the_font_lacks_is_named():
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text font-family="{FAMILY}">Vik <tspan>\u4e2d</tspan> &amp; \u200b</text></svg>'
    with pytest.raises(MissingGlyph, match=r"has no U\+4E2D \u4e2d, and every machine"):
        picture(svg)
    with pytest.raises(MissingGlyph, match=r"U\+1F3ED"):
        chart_svg({"data": {"values": [{"a": "\U0001f3ed"}]}, "mark": "point", "encoding": {"y": {"field": "a"}}})


def test_fonts_have_names_of_their_own_and_their_licence():
    for path in FONTS.glob("*.ttf"):
        names = [record.toUnicode() for record in TTFont(path)["name"].names if record.nameID in (1, 3, 4, 6)]
        assert len(names) == 4 and all(name.replace(" ", "").startswith("Compendium") for name in names), path
    assert "SIL OPEN FONT LICENSE Version 1.1" in Path(FONTS / "OFL.txt").read_text(encoding="utf-8")
