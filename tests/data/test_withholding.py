"""What is withheld is recorded without a trail to it: no place, no kind, no reason that narrows it."""

import re

from analysis import load
from compendium.checkout.files import ROOT

WITHHELD = ("R01", "R07")
# Words that would say what kind of thing is withheld, or that it is the place or region itself.
TELLING = re.compile(
    r"stedsnavn(?:et)? er |place name is |navngir (?:stedet|regionen)|names? the (?:place|region)|virkelige? sted|real place",
    re.IGNORECASE,
)


def test_a_withheld_detail_has_no_table_row_section_or_kind():
    rows = load().redactions.set_index("redaction_id")
    for redaction in WITHHELD:
        assert rows.loc[redaction, ["table", "row_id", "section", "kind", "replacement"]].tolist() == [""] * 5, (
            redaction
        )
    assert rows.loc[list(WITHHELD), ["decision", "reason_nb", "reason_en"]].drop_duplicates().shape[0] == 1


def test_a_deviation_that_withholds_says_neither_where_nor_what():
    row = load().deviations.set_index("deviation_id").loc["D007"]
    assert row["section"] == ""
    assert not TELLING.search(" ".join(row))


def test_no_table_page_or_reference_says_where_the_place_is_printed():
    paths = [
        ROOT / "README.md",
        ROOT / "references.bib",
        ROOT / "index.md",
        *(ROOT / "data").glob("*"),
        *(ROOT / "chapters").glob("*.md"),
    ]
    told = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        found = [match.group() for match in TELLING.finditer(text)]
        if found:
            told[path.name] = found
    assert told == {}


def test_the_study_has_no_more_exact_times_and_figures_than_the_argument_needs():
    study = load()
    assert not hasattr(study, "events")
    said = " ".join(study.facts["statement_nb"]).lower()
    assert not re.search(r"\bansatte?\b|medarbeidere|kontorer|hennes\b", said)
    assert "2016" not in set(study.facts["value"].astype("int").astype("str"))
