"""The words of the theme in the language of the edition.

package: sphinx-book-theme 1.3.0
reason: it has a catalogue for the language 'no', and none for 'nb_NO'
upstream: none found
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.i18n import CatalogInfo

from compendium.checkout.files import ROOT

LOCALES = ROOT / "locale"
CATALOGUE = "booktheme"


def add_theme_words(app: Sphinx, config: Config) -> None:
    """Compile and add our catalogue of the theme's words, where the language has one.

    Sphinx itself compiles only the catalogue of its own name.
    """
    messages = LOCALES / config.language / "LC_MESSAGES"
    if (messages / f"{CATALOGUE}.po").exists():
        catalogue = CatalogInfo(str(messages), CATALOGUE, "utf-8")
        if catalogue.is_outdated():
            catalogue.write_mo(config.language)
        app.add_message_catalog(CATALOGUE, str(LOCALES))


def setup(app: Sphinx) -> None:
    app.connect("config-inited", add_theme_words)
