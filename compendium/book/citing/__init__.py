"""How a page lets itself be cited: by a person, by a reference manager, by an index.

Everything that is said comes from `compendium.publish.references`; here it is put on the page.
"""

from sphinx.application import Sphinx

from compendium.book.citing import citable, directives, page_context, popovers, redirects


def setup(app: Sphinx) -> None:
    for part in (citable, popovers, directives, page_context, redirects):
        part.setup(app)
