"""What Sphinx has said stopped the build is not said again, and any other error is."""

import pytest
from jupyter_book.cli.main import builder_specific_actions

from compendium.patches.jupyter_book_traceback import show_unless_repeated


@pytest.fixture
def repeated():
    """The error with which Jupyter Book ends after Sphinx has said what is wrong."""
    with pytest.raises(RuntimeError) as caught:
        builder_specific_actions(ValueError("said already"), "html", "html", "book")
    return caught.value


def test_still_needed(repeated):
    assert "Look above for the cause" in str(repeated) and isinstance(repeated.__cause__, ValueError)


def test_only_what_was_said_is_kept_back(repeated, capsys):
    show_unless_repeated(type(repeated), repeated, None)
    assert capsys.readouterr().err == ""
    show_unless_repeated(RuntimeError, RuntimeError("of its own"), None)
    assert "of its own" in capsys.readouterr().err
