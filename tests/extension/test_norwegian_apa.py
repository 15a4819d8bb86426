"""The reference list in the form of the Norwegian APA manual."""

import pytest
from pybtex.database import parse_string
from sphinxcontrib.bibtex.style.referencing.basic_author_year import BasicAuthorYearTextualReferenceStyle

from compendium.book.norwegian_apa import NorwegianApa, NorwegianApaList


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "@article{a, author={Berg, Anne Lise and Dahl, Bo}, title={On it}, journal={Journal}, volume={1}, number={2}, pages={3--4}, year={2000}, doi={10.1/x}}",
            "Berg, A. L. & Dahl, B. (2000). On it. Journal, 1(2), 3–4. https://doi.org/10.1/x",
        ),
        (
            "@book{b, author={Ås, Åse and Bø, Bo and Li, C}, title={Book}, edition={2.}, publisher={Press}, year={2001}}",
            "Ås, Å., Bø, B. & Li, C. (2001). Book (2. utg.). Press.",
        ),
        (
            "@techreport{r, author={Berg, Anne and others}, title={Report}, institution={House}, year={2020}}",
            "Berg, A. et al. (2020). Report. House.",
        ),
        (
            "@misc{m, author={{FN-sambandet}}, title={Page}, year={2023}, url={https://example.org/a_b}}",
            "FN-sambandet (2023). Page. https://example.org/a_b",
        ),
        ("@misc{n, author={{Unknown}}, title={Page}}", "Unknown (u.å.). Page."),
        (
            "@incollection{i, author={Berg, A}, title={Part}, editor={Dahl, B}, booktitle={Whole}, pages={1--9}, publisher={Press}, year={1999}}",
            "Berg, A. (1999). Part. I Dahl, B. (red.), Whole (s. 1–9). Press.",
        ),
    ],
)
def test_entry(entry, expected):
    database = parse_string(entry, "bibtex")
    (formatted,) = NorwegianApaList().format_entries(database.entries.values(), database)
    text = formatted.text.render_as("text").replace("\N{NO-BREAK SPACE}", " ")
    assert " ".join(text.split()) == expected


@pytest.mark.parametrize(
    ("authors", "parenthetical", "textual"),
    [
        ("Berg, Anne and Dahl, Bo", "Berg & Dahl", "Berg og Dahl"),
        ("Berg, Anne and Dahl, Bo and Li, C", "Berg et al.", "Berg et al."),
        ("de Wit, Marc and others", "de Wit et al.", "de Wit et al."),
    ],
)
def test_persons_of_a_citation(authors, parenthetical, textual):
    database = parse_string(f"@book{{b, author={{{authors}}}, title={{Book}}, year={{2000}}}}", "bibtex")
    style = NorwegianApa()
    (running,) = (part for part in style.styles if isinstance(part, BasicAuthorYearTextualReferenceStyle))
    for part, expected in ((style, parenthetical), (running, textual)):
        names = part.person.author_or_editor_or_title(full=False).format_data(
            {"entry": database.entries["b"], "style": part}
        )
        assert names.render_as("text").replace("\N{NO-BREAK SPACE}", " ") == expected
