"""Fixes of the markup that docutils writes."""

import pytest

from compendium.patches.docutils_markup import FIXES


@pytest.mark.parametrize("fix", FIXES)
def test_still_needed(fix, plain_page):
    assert fix(plain_page) != plain_page


@pytest.mark.parametrize(
    ("faulty", "fixed"),
    [
        ('<div class="citation" role="doc-biblioentry">', '<div class="citation" role="listitem">'),
        ('<th class="head"><p>Kode</p></th>', '<th scope="col" class="head"><p>Kode</p></th>'),
        (
            '<aside class="margin sidebar">\n<p class="sidebar-title"></p>\n<p>Merk</p>',
            '<aside class="margin sidebar">\n<p>Merk</p>',
        ),
    ],
)
def test_one_mend_each_which_twice_is_as_once(faulty, fixed):
    assert sorted(fix(faulty) != faulty for fix in FIXES) == [False, False, True]
    for html in (faulty, fixed):
        for fix in FIXES:
            html = fix(html)
        assert html == fixed
