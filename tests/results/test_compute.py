"""Every result is computed once, with its words in both languages, where it comes from, and what it reads."""

from dataclasses import replace
from pathlib import Path

import altair
import pandas as pd
import pytest
from studies import make_study, small_study

from analysis import STUDY, load
from compendium.artefacts.artefact import Figure, Number, Table
from compendium.artefacts.texts import TextError, Texts
from compendium.artefacts.value_labels import Count, Label, Listing, Words
from compendium.artefacts.view import Column
from compendium.results.compute import compute
from compendium.results.current import LABELS, keep
from compendium.results.parts import Part, Parts, Sheet, take_apart
from compendium.results.sources import source_of
from compendium.tables.contract import TableNotRead

TEXTS = """
[shared]
note = { nb = "Merk.", en = "Note." }
[columns]
code_id = { nb = "Kode", en = "Code" }
n = { nb = "Antall", en = "Number" }
[numbers]
n_codes = { nb = "Koder", en = "Codes" }
n_none = { nb = "Ingen", en = "None" }
[tab-a]
caption = { nb = "Kodene. {note}", en = "The codes. {note}" }
alt = { nb = "{codes:kode|koder}.", en = "{codes:code|codes}." }
empty = { nb = "Tomt.", en = "Empty." }
[tab-b]
caption = { nb = "b", en = "b" }
alt = { nb = "b", en = "b" }
[fig-a]
title = { nb = "Figur", en = "Figure" }
caption = { nb = "c", en = "c" }
alt = { nb = "d", en = "d" }
[fig-a.columns]
n = { nb = "Så mange", en = "So many" }
"""
COLUMNS = (Column("code_id", labels="code"), Column("n"))


def frame(study):
    return pd.DataFrame({"code_id": study.codes["code_id"], "n": 1})


def draw(view):
    return altair.Chart(view.frame).mark_bar().encode(x=altair.X("n:Q", title=view.headings["n"]), y="code_id:N")


def fails(study):
    raise ZeroDivisionError("nothing to share")


def counted(study, words):
    return {"codes": Count(len(study.codes))} if len(study.codes) else None


ARTEFACTS = (
    Table(id="tab-a", page="metode", reads=("codes",), data=frame, columns=COLUMNS, alt=counted),
    Table(id="tab-b", page="metode", reads=("codes",), data=fails, columns=COLUMNS),
    Figure(id="fig-a", page="funn", reads=("codes",), data=frame, columns=COLUMNS, draw=draw, choose=(("code_id",),)),
)
NUMBERS = (
    Number("n_codes", lambda s: len(s.codes), ("codes",)),
    Number("n_none", lambda s: 1 / 0, ()),
)


def labels_of(study, texts):
    return {"code": {row.code_id: Label(row.label_nb, row.label_en) for row in study.codes.itertuples()}}


@pytest.fixture
def definition(tmp_path):
    file = tmp_path / "texts.toml"
    file.write_text(TEXTS, encoding="utf-8")
    artefacts = {artefact.id: artefact for artefact in ARTEFACTS}
    return replace(STUDY, artefacts=artefacts, list_numbers=lambda study: NUMBERS, texts_file=file, labels=labels_of)


def test_a_result_has_a_frame_of_no_language_and_is_shown_in_each(definition):
    results = compute(definition, small_study())
    result = results.artefacts["tab-a"]
    assert result.frame.to_dict("list") == {"code_id": ["top", "low"], "n": [1, 1]}
    assert (result.kind, result.tables, result.choices("nb")) == ("table", ("codes",), [])
    shown = {language: result.shown(language) for language in ("nb", "en")}
    assert [list(shown[language].columns) for language in shown] == [["Kode", "Antall"], ["Code", "Number"]]
    assert [list(map(str, shown["nb"]["Kode"])), list(map(str, shown["en"]["Code"]))] == [
        ["Topp", "Lav"],
        ["Top", "Low"],
    ]
    texts = result.texts["nb"]
    assert (texts.title, texts.caption, texts.alt) == ("", "Kodene. Merk.", "2 koder.")
    assert compute(definition, make_study()).artefacts["tab-a"].texts["en"].alt == "Empty."


def test_a_figure_has_a_spec_and_a_picture_in_each_language(definition):
    result = compute(definition, small_study()).artefacts["fig-a"]
    assert result.specs["en"]["data"]["values"] == [{"code_id": "Top", "n": 1}, {"code_id": "Low", "n": 1}]
    assert result.specs["nb"]["encoding"]["x"]["title"] == "Så mange"
    assert result.choices("nb") == [
        {"columns": ["code_id"], "heading": "Kode", "signal": "picked_0", "values": ["Topp", "Lav"]}
    ]
    assert 'aria-label="d"' in result.picture("nb") and "Så mange" in result.picture("nb")
    assert result.picture("nb") is result.picture("nb") and result.picture("en") != result.picture("nb")


def test_one_result_that_fails_hides_no_other(definition):
    results = compute(definition, small_study())
    assert results.failures == {
        "tab-b": "ZeroDivisionError: nothing to share",
        "n_none": "ZeroDivisionError: division by zero",
    }
    found = take_apart(results)
    assert set(found) == {"tab-a", "tab-b", "fig-a", "n_codes", "n_none"}
    assert found["tab-b"] == Parts("tab-b", "table", error="ZeroDivisionError: nothing to share")
    assert found["n_codes"] == Parts("n_codes", "number", {Part("value"): 2})
    parts = found["tab-a"].parts
    assert parts[Part("data")] == Sheet(("code_id", "n"), (("top", 1), ("low", 1)))
    assert parts[Part("labels")] == {"code": {"top": {"nb": "Topp", "en": "Top"}, "low": {"nb": "Lav", "en": "Low"}}}
    assert parts[Part("headings")]["n"] == {"nb": "Antall", "en": "Number"}
    assert take_apart(results, ["en"])["tab-a"].parts[Part("headings")] == {"code_id": "Code", "n": "Number"}
    assert {part.language for part in take_apart(results, ["en"])["fig-a"].parts} == {"", "en"}


def test_what_reads_a_table_has_to_say_so(definition):
    careless = replace(ARTEFACTS[0], reads=("excerpts",))
    found = compute(replace(definition, artefacts={"tab-a": careless}), small_study()).failures
    assert found["tab-a"] == "TableNotRead: the table codes is read, but `reads` does not name it"
    with pytest.raises(TableNotRead, match="excerpts"):
        len(small_study().only(["codes"]).excerpts)


def test_every_table_that_is_named_is_there_and_every_number_has_a_source():
    study = load()
    results = compute(STUDY, study)
    assert results.failures == {}
    for result in [*results.artefacts.values(), *results.numbers.values()]:
        assert result.tables and set(result.tables) <= set(study.table_names()), result.id
    for number in results.numbers.values():
        folder = "compendium/qualitative" if number.number.fact_id else "analysis"
        assert number.source.name and Path(number.source.file).parent.as_posix() == folder, number.id
        assert set(number.describe) == {"nb", "en"} and all(number.describe.values()), number.id


def test_a_stated_figure_names_its_row_and_section():
    study = load()
    fact = study.facts.iloc[0]
    number = compute(STUDY, study).numbers[f"fact_{fact['fact_id']}"].number
    assert (number.fact_id, number.section, number.reads) == (fact["fact_id"], fact["section"], ("facts",))


def test_a_source_has_file_and_lines_and_a_lambda_what_it_computes():
    found = source_of(frame)
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    assert (found.name, found.file) == ("frame", "tests/results/test_compute.py")
    assert found.code == "\n".join(lines[found.first - 1 : found.last]) and found.code.startswith("def frame(study):")
    assert source_of(NUMBERS[0].compute).name == "len(s.codes)"
    number = Number("n", lambda s: int((s.informants["gender"] == "woman").sum()), ("informants",))
    assert source_of(number.compute).name == 'int((s.informants["gender"] == "woman").sum())'


# Texts and words


def test_counts_and_lists_find_their_form():
    assert "{n:mann|menn}".format(n=Count(1)) == "1 mann" and "{n:mann|menn}".format(n=Count(0)) == "0 menn"
    assert "{n:,}".format(n=Count(12345)) == "12,345"
    assert "{names:ingen}".format(names=Listing("")) == "ingen" and "{names:ingen}".format(names=Listing("a")) == "a"


def test_a_value_without_a_label_is_named():
    words = Words("nb", {"code": {"a": Label("A", "A", "kode-a")}})
    assert words.of("code", "") == "" and str(words.links("code", ["a"])) == "A"
    with pytest.raises(KeyError, match="no label for the code 'b'"):
        words.of("code", "b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tab-a]\ncaption = { nb = 'x' }", "tab-a.caption has nb; every text needs nb and en"),
        ("[tab-a]\ncaption = 3", "tab-a.caption is neither a table nor a text"),
        ("[tab-a", "texts.toml: "),
    ],
)
def test_texts_that_lack_a_language_are_named(tmp_path, text, said):
    (tmp_path / "texts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TextError) as caught:
        Texts.read(tmp_path / "texts.toml")
    assert said in str(caught.value)


def test_a_text_that_is_missing_or_asks_for_too_much_is_named(definition):
    texts = Path(definition.texts_file)
    texts.write_text(TEXTS.replace("{codes:kode|koder}", "{kodes}"), encoding="utf-8")
    assert "tab-a.alt.nb can't be filled in: KeyError('kodes')" in compute(definition, small_study()).failures["tab-a"]
    texts.write_text(
        TEXTS.replace("[fig-a.columns]", "[fig-b.columns]").replace("\nn = {", "\nm = {"), encoding="utf-8"
    )
    fresh = replace(definition)
    assert "there is no text columns.n; add it in both languages" in compute(fresh, small_study()).failures["tab-a"]


def test_what_values_are_called_and_lead_to_is_kept_beside_the_results(tmp_path, definition):
    results = compute(definition, small_study())
    ok = replace(results, artefacts={"tab-a": results.artefacts["tab-a"]}, failures={})
    keep(ok, tmp_path)
    kept = {name: (tmp_path / name).read_bytes() for name in (LABELS, "tab-a.json")}
    keep(replace(ok, labels={"code": {"top": Label("Topp", "Top", "kode-top")}}), tmp_path)
    assert (tmp_path / "tab-a.json").read_bytes() == kept["tab-a.json"]
    assert (tmp_path / LABELS).read_bytes() != kept[LABELS]
