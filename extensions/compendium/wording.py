"""The theme's words in the language of the edition."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.i18n import CatalogInfo

from analysis.fingerprint import ROOT

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


def setup(app: Sphinx) -> None:
    app.connect("config-inited", add_theme_words)
