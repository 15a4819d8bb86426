"""The words of the theme and of the notebooks in the language of the edition."""

from __future__ import annotations

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.util.i18n import CatalogInfo

from compendium.checkout.files import ROOT

LOCALES = ROOT / "locale"
THEME = "booktheme"


def add_theme_words(app: Sphinx, config) -> None:
    """Compile and add our catalogue of the theme's words, where the language has one.

    Sphinx itself compiles only the catalogue of its own name.
    """
    catalogue = CatalogInfo(str(LOCALES / config.language / "LC_MESSAGES"), THEME, "utf-8")
    if not (LOCALES / config.language / "LC_MESSAGES" / f"{THEME}.po").exists():
        return
    if catalogue.is_outdated():
        catalogue.write_mo(config.language)
    app.add_message_catalog(THEME, str(LOCALES))


def _visit_folded_cell(writer, node) -> None:
    writer.body.append(f'<details class="folded-cell"><summary>{escape(node["prompt_show"])}</summary>\n')


def _depart_folded_cell(writer, node) -> None:
    writer.body.append("</details>\n")


def name_folded_cells(app: Sphinx, config) -> None:
    """Show a folded cell under its own label; MyST-NB names each of them in English for a screen reader."""
    # After all extensions are set up, MyST-NB among them.
    app.add_node(HideCodeCellNode, override=True, html=(_visit_folded_cell, _depart_folded_cell))


def setup(app: Sphinx) -> None:
    # After sphinx-copybutton's own script, whose words it adds to.
    app.add_js_file("copybutton-words.js", priority=600)
    app.connect("config-inited", name_folded_cells)
    app.connect("config-inited", add_theme_words)
