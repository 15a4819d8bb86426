"""A folded cell is shown under its own label.

package: myst-nb 1.4.0
reason: each folded cell is named in English for a screen reader, whatever its label
upstream: none found
"""

from __future__ import annotations

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator


def _visit(writer: HTML5Translator, node: HideCodeCellNode) -> None:
    writer.body.append(f'<details class="folded-cell"><summary>{escape(node["prompt_show"])}</summary>\n')


def _depart(writer: HTML5Translator, node: HideCodeCellNode) -> None:
    writer.body.append("</details>\n")


def write_own_label(app: Sphinx, config: Config) -> None:
    """Take the place of MyST-NB's writer, once all extensions are set up."""
    app.add_node(HideCodeCellNode, override=True, html=(_visit, _depart))


def setup(app: Sphinx) -> None:
    app.connect("config-inited", write_own_label)
