"""A whole book of two pages that has the real one's study, styles and programs."""

from a_chapter import CHAPTER

from compendium.checkout.files import BOOK_SOURCES, copy_files

# What this book has of its own.
OWN = ("_toc.yml", "chapters", "index.md", "redirects.csv")


def write_chapter(root, code):
    (root / "chapters" / "one.md").write_text(CHAPTER.format(name="Et kapittel", code=code), encoding="utf-8")


def lay_out(root):
    """Lay the sources of the book into a folder that is not there yet; its one chapter is still to be written."""
    copy_files((name for name in BOOK_SOURCES if name not in OWN), root)
    # The pages that the book's own redirects lead to are not in this one.
    (root / "redirects.csv").write_text("from,to\n", encoding="utf-8")
    (root / "index.md").write_text("# En bok\n\nEn setning.\n", encoding="utf-8")
    (root / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: chapters/one\n", encoding="utf-8")
    (root / "chapters").mkdir()
