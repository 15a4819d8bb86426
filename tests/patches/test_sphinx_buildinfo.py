"""The note on a build's settings is the same wherever the packages lie, and another for other settings."""

import pytest
from sphinx.application import Sphinx


@pytest.fixture
def noted(tmp_path, monkeypatch):
    """What Sphinx notes of settings, in the file that the site would hold."""
    (tmp_path / "index.rst").write_text("Bok\n===\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    def note(extensions=("compendium.patches.sphinx_buildinfo",), **settings):
        app = Sphinx(
            tmp_path,
            None,
            tmp_path / "out",
            tmp_path / "doctrees",
            "html",
            {"extensions": list(extensions), **settings},
            status=None,
            warning=None,
        )
        (tmp_path / "out").mkdir(exist_ok=True)
        app.builder.write_buildinfo()
        return (tmp_path / "out" / ".buildinfo").read_text(encoding="utf-8")

    return note


ONE, TWO = (
    {"templates_path": ["_templates", f"{root}/lib/python3.{minor}/site-packages/sphinx_book_theme/components"]}
    for root, minor in (("/root/book/.venv", 11), ("C:\\Users\\ola\\bok", 13))
)


def test_still_needed(noted):
    assert noted((), **ONE) != noted((), **TWO)


def test_the_folder_of_the_packages_does_not_count(noted):
    assert noted(**ONE) == noted(**TWO)


def test_other_settings_are_another_note(noted):
    assert noted(html_title="Bok") != noted(html_title="En annen bok")
    assert noted(templates_path=["/a/site-packages/one"]) != noted(templates_path=["/a/site-packages/two"])
