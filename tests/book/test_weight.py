"""A page is light, and a browser asks for nothing but what was weighed."""

from urllib.parse import urlsplit

from tools.bench.weights import LIMIT_KB, page_weight


def test_no_page_weighs_more_than_promised(html, pages):
    weights = {name: page_weight(html, name).total / 1000 for name in pages}
    assert {name: weight for name, weight in weights.items() if weight >= LIMIT_KB} == {}


# The page for a missing address looks up where a former one leads now.
LOOKED_UP = {"404.html": {"objects.inv"}}


def test_what_was_not_weighed_comes_only_when_a_figure_is_near(html, visits):
    found = {}
    for name, visit in visits.items():
        asked = {urlsplit(address).path.lstrip("/") for address in visit.asked}
        assert name in asked
        unweighed = asked - set(page_weight(html, name).files) - LOOKED_UP.get(name, set())
        near = visit.first_figure is not None and visit.first_figure < 2
        if unweighed and not near:
            found[name] = unweighed
    assert found == {}
