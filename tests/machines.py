"""Machines with other fonts, as the programs that draw and print see them."""

import pytest
from fontTools.ttLib import TTFont

from compendium.artefacts.rendering import FONTS


def fontconfig(folder):
    """A machine whose only fonts are those in `folder`, as its environment."""
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return {"FONTCONFIG_FILE": str(folder / "fonts.conf"), "FONTCONFIG_PATH": str(folder)}


def odd_font(folder, family):
    """A font with letters of one width under a name that charts and pages ask for."""
    font = TTFont(FONTS / "CompendiumMono-Regular.ttf")
    for number in (1, 4, 6):
        font["name"].setName(family.replace(" ", "") if number == 6 else family, number, 3, 1, 0x409)
    font.save(folder / f"{family}.ttf")


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    """Environments: this machine, one without fonts, one where the usual names belong to an odd font."""
    bare, odd = tmp_path_factory.mktemp("bare"), tmp_path_factory.mktemp("odd")
    for family in ("Arial", "Liberation Sans", "Helvetica", "DejaVu Sans"):
        odd_font(odd, family)
    return {"this": {}, "bare": fontconfig(bare), "odd": fontconfig(odd)}
