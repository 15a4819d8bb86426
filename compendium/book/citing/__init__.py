"""How a page lets itself be cited: by a person, by a reference manager, by an index.

Everything that is said comes from `compendium.publish.citing`; here it is put on the page.
"""

from sphinx.application import Sphinx

from compendium.book.citing import collecting, controls, edition, pages, permanence


def setup(app: Sphinx) -> None:
    for part in (collecting, controls, edition, pages, permanence):
        part.setup(app)
