"""Make the fonts of this folder of two npm packages; only who renews them runs it.

    npm pack @expo-google-fonts/arimo@0.4.3 @expo-google-fonts/cousine@0.4.3    # and unpack each
    python tools/make_fonts.py arimo/package cousine/package

Arimo has the widths of Arial, Helvetica and Liberation Sans, Cousine those of Courier New,
so that text measured with them fits where a reader's browser shows it in one of those.
They get names of their own, since a machine may have another release of either, and
lose their hinting, since screens and settings would round the widths by it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

SANS, MONO = "Compendium Sans", "Compendium Mono"
# Latin with all its accents, Greek, punctuation, raised and lowered figures, currencies, arrows, operators, shapes.
CHARACTERS = (
    "20-7E,A0-24F,2B0-2FF,300-36F,370-3FF,1E00-1EFF,2000-206F,2070-209F,20A0-20C0,2100-218F,2190-21FF,2200-22FF,25A0-25FF,"
    "FB01,FB02,FFFD"
)
# What places accents and pairs; not what swaps glyphs at somebody's wish.
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
STYLES = {"Regular": "400Regular", "Italic": "400Regular_Italic", "Bold": "700Bold"}
# Copyright, licence and its address stay; trademark, maker and sample text of the original go.
KEPT_NAMES = [0, 13, 14]


def make(source: Path, family: str, style: str, target: Path) -> None:
    """Write one face of a family, cut to the characters above, as TTF under the family's own name."""
    options = Options()
    options.hinting = False
    options.layout_features = FEATURES
    options.name_IDs = KEPT_NAMES
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(CHARACTERS))
    subsetter.subset(font)
    version = f"Version {font['head'].fontRevision:.3f}"
    post_script = f"{family.replace(' ', '')}-{style}"
    names = {1: family, 2: style, 3: f"{post_script};{version}", 4: f"{family} {style}", 5: version, 6: post_script}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.save(target, reorderTables=False)


if __name__ == "__main__":
    arimo, cousine = map(Path, sys.argv[1:])
    here = Path(__file__).parent
    for style, name in STYLES.items():
        make(arimo / name / f"Arimo_{name}.ttf", SANS, style, here / f"CompendiumSans-{style}.ttf")
    make(cousine / "400Regular" / "Cousine_400Regular.ttf", MONO, "Regular", here / "CompendiumMono-Regular.ttf")
