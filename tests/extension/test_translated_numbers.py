"""A number stands in a translated paragraph as it does in the paragraph that was translated."""

import subprocess
import sys

from bs4 import BeautifulSoup

from analysis import load
from compendium.build.building import ROOT

CONFIGURATION = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}]
from compendium.book import nodes, number_roles, source, uses
extensions = ["myst_nb"]
language = "en"
locale_dirs = ["locale"]
myst_enable_extensions = ["substitution"]
nb_execution_mode = "off"
nb_execution_cache_path = "cache"
html_theme = "basic"

def setup(app):
    for part in (source, nodes, uses, number_roles):
        part.setup(app)
"""
CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Av {{ n_informants }} informanter er {{ n_excerpts }} utdrag publisert."
msgstr "{{ n_excerpts }} excerpts of {{ n_informants }} informants are published."
"""


def test_numbers_of_a_translated_paragraph(tmp_path):
    (tmp_path / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "index.md").write_text(
        "# Prøve\n\nAv {{ n_informants }} informanter er {{ n_excerpts }} utdrag publisert.\n\n```{number-list} counted\n```\n",
        encoding="utf-8",
    )
    catalogues = tmp_path / "locale" / "en" / "LC_MESSAGES"
    catalogues.mkdir(parents=True)
    (catalogues / "index.po").write_text(CATALOGUE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", str(tmp_path), str(tmp_path / "html")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((tmp_path / "html" / "index.html").read_text(encoding="utf-8"), "html.parser")
    paragraph = page.find("p", string=None)
    study = load()
    assert (
        paragraph.get_text() == f"{len(study.excerpts)} excerpts of {len(study.informants)} informants are published."
    )
    links = paragraph.select(".number a")
    assert [link["href"] for link in links] == ["#tall-n-excerpts", "#tall-n-informants"]
    assert [link["title"] for link in links] == [
        "What the number is: Published interview excerpts",
        "What the number is: Informants of the study",
    ]
    row = page.find(id="tall-n-excerpts").find_parent("tr")
    assert "Prøve" in row.find_all("td")[4].get_text()
