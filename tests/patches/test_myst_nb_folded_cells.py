"""A folded cell has its own label for a screen reader too."""


def test_still_needed(plain_page):
    assert '<summary aria-label="Toggle hidden content">' in plain_page


def test_the_label_is_the_name(patched_book):
    page = (patched_book("myst_nb_folded_cells") / "one.html").read_text(encoding="utf-8")
    assert '<details class="folded-cell"><summary>Vis koden</summary>' in page and "Toggle hidden" not in page
