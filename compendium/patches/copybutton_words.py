"""The button that copies a block of code speaks Norwegian.

package: sphinx-copybutton 0.5.2
reason: its words stand in its script, and not in Norwegian
upstream: none found
"""

from __future__ import annotations

from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    # After its own script, whose words ours adds to.
    app.add_js_file("copybutton-words.js", priority=600)
