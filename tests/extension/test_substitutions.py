"""A page holds values between double braces, and nothing that computes."""

import pytest
import yaml
from myst_parser.config.main import MdParserConfig

from compendium.book.substitutions import substitution_problems
from compendium.checkout.files import ROOT

SETTINGS = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
SYNTAX = MdParserConfig(enable_extensions=set(SETTINGS["parse"]["myst_enable_extensions"]))


def problems(text):
    return list(substitution_problems(text, SYNTAX))


@pytest.mark.parametrize(
    "text",
    [
        "{% for n in range(9) %}",
        "{%- if true -%} ja {%- endif -%}",
        "Tallet er {{ n_excerpts + 1 }}.",
        "{{ range(1000000000) | list }}",
        "{{ n_excerpts | string }}",
        "{{ env.app }} og {{ env.app.config }}",
        "{{\n  range(9)\n  | list\n}}",
        "```{admonition} Merknad\n{% for x in y %}\n```",
        "| a |\n|---|\n| {{ cycler() }} |",
        "Et ` tegn.\n\n{{ range(10) | list }}\n\nEt ` til.",
        "Et ` tegn.\n\n{% if x %}\n\nEt ` til.",
        "\\`a {{ 1+1 }} \\`",
        "```{admonition} Tittel {{ 1 + 1 }}\nTekst.\n```",
        "::: ramme\n{{ 1 + 1 }}\n:::",
        "> ```{note}\n> {{ 1 + 1 }}\n> ```",
        "Se **`kode` {{ 1 + 1 }}**",
    ],
)
def test_what_computes_is_told_with_its_line(text):
    found = problems(f"# Tittel\n\n{text}\n")
    assert found and found[0][0] in (3, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Av {{ n_informants.words }} er {{n_excerpts}} og {{ fact_semesters.neuter }}.",
        "[tekst]{#anker .klasse} og 100 % {kursiv}",
        "Skriv `{% for %}` eller ``{{ a + b }}`` i koden.",
        "```jinja\n{% for x in y %}\n{{ x + 1 }}\n```",
        "```{code-cell} ipython3\nf'{{ {1 + 1} }}'\n```",
        "````md\n```{excerpt} S012\n```\n{{ a + b }}\n````",
        "Skriv `{{ a\n+ b }}` over to linjer.",
        "% {{ a + b }} {% for %}",
    ],
)
def test_values_and_code_are_left_alone(text):
    assert problems(text) == []


def test_a_page_that_changes_its_own_syntax_is_read_by_that():
    front_matter = "---\nmyst:\n  disable_syntax: [backticks]\n---\n"
    assert [line for line, _ in problems(f"{front_matter}Et `{{{{ 1 + 1 }}}}`.")] == [5]
    assert problems("Et `{{ 1 + 1 }}`.") == []
    assert problems("---\nmyst: [\n---\nEt `{{ 1 + 1 }}`.") == []


def test_the_line_is_that_of_the_page():
    assert [line for line, _ in problems("a\n\n```py\n{{ 1 + 1 }}\n```\n\n{{ 1 + 1 }} {% x %}")] == [7, 7]


def test_no_page_of_the_book_computes():
    pages = [ROOT / "index.md", *(ROOT / "chapters").glob("*.md")]
    assert [(page.name, problem) for page in pages for problem in problems(page.read_text(encoding="utf-8"))] == []
