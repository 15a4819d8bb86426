"""A key that does not exist is named with the one that may have been meant."""

import logging
from io import StringIO
from types import SimpleNamespace

import pytest
from docutils.core import publish_doctree
from myst_parser.docutils_ import Parser

from compendium.patches.myst_substitution_message import ExplainUnknownKeys


def warning(text):
    """What MyST says of a page that has one number, `n_firms`."""
    stream = StringIO()
    settings = {
        "myst_enable_extensions": ["substitution"],
        "myst_substitutions": {"n_firms": "4"},
        "warning_stream": stream,
    }
    publish_doctree(text, parser=Parser(), settings_overrides=settings)
    return stream.getvalue()


@pytest.mark.parametrize("text", ["{{ n_frims }}", "{{ n_firms.wrods }}"])
def test_still_needed(text):
    said = warning(text)
    assert "Substitution error:UndefinedError: " in said and "mean" not in said and "it has" not in said


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("{{ n_frims }}", "'n_frims' is no number of the catalogue; did you mean n_firms?"),
        ("{{ n_firms.wrods }}", "a number has no 'wrods'; it has neuter and words"),
    ],
)
def test_the_warning_is_explained(text, explained):
    app = SimpleNamespace(config=SimpleNamespace(myst_substitutions={"n_firms": "4"}))
    record = logging.LogRecord("sphinx", logging.WARNING, "page", 1, warning(text), (), None)
    assert ExplainUnknownKeys(app).filter(record)
    assert explained in record.getMessage()
