"""The tables of the argument: what stands in them, and what is said of them."""

from dataclasses import replace

import pytest
from studies import ARGUMENT, argued_study, make_study, result_of, small_study

TABLES = ("evidens", "koblinger", "mengdeord", "tiltak", "kildekontroll", "fasilitatoroppgaver", "livssyklus", "coreq")


def texts_of(result, language, column):
    return result.views[language].frame[column].astype(str).tolist()


@pytest.fixture
def study():
    return argued_study()


def test_evidence_shows_those_for_and_against(study):
    result = result_of("tab-evidens", study)
    assert [str(cell) for cell in result.shown("nb").iloc[0]] == [
        "C01",
        "De snakker",
        "hevder",
        "5.1, 5.2.1",
        "1 støtter, 0 nyanserer",
        "Informant 1: S001, S002",
        "",
        "Informant 2: S003",
        "Tillit",
    ]
    assert "1 claims have excerpts that support them, 1 of these from one informant only" in result.texts["en"].alt


def test_a_claim_without_excerpt_says_why(study):
    row = result_of("tab-evidens", study).shown("en").iloc[1]
    assert (row["Informants"], str(row["For"])) == ("none", "No published excerpt. Not mentioned.")
    assert str(row["Theory and works"]) == "Park et al. (2018)"


def test_evidence_stands_in_the_order_of_its_numbers_and_concepts_before_works():
    speakers = {"S99": "I99", "S100": "I99", "S1": "I100", "S2": "I9"}
    ties = [
        {"citekey": "park2018"},
        {"concept_id": "tillit"},
        *({"excerpt_id": excerpt} for excerpt in ("S1", "S100", "S2", "S99")),
    ]
    study = small_study(
        **{
            **ARGUMENT,
            "informants": [{"informant_id": informant, "firm_id": "a"} for informant in set(speakers.values())],
            "excerpts": [{"excerpt_id": excerpt, "informant_id": informant} for excerpt, informant in speakers.items()],
            "claims": ARGUMENT["claims"][:1],
            "evidence": [
                {"evidence_id": f"B{number}", "claim_id": "C01", "relation": "supports", "basis": "judged", **tie}
                for number, tie in enumerate(ties)
            ],
        }
    )
    row = result_of("tab-evidens", study).frame.iloc[0]
    assert row["supports"] == "I9:S2 I99:S99 I99:S100 I100:S1"
    assert row["theory"] == "tillit park2018"


def test_claims_keep_their_own_counts_when_some_are_left_out(study):
    frame = result_of("tab-evidens", replace(study, claims=study.claims[1:])).frame
    assert frame[["claim_id", "informants_for", "informants_nuancing"]].values.tolist() == [["C02", 0, 0]]


def test_ties_lead_to_their_places_and_say_how_many_support_the_claim(study):
    result = result_of("tab-koblinger", study)
    labels = [cell.parts[0].label for cell in result.views["nb"].frame["evidence"]]
    assert labels == ["rad-s001", "rad-s002", "rad-s003", "sec-2-3-2", "rad-park2018"]
    assert result.frame["informants"].tolist() == [1, 1, 1, 1, 0]
    assert texts_of(result, "en", "basis") == ["the thesis", "judged here", "judged here", "the thesis", "the thesis"]
    assert result.texts["nb"].alt == "Tabell med 5 koblinger. 3 er gjort i masteroppgaven, resten her."


def test_quantifiers_that_the_excerpts_do_not_show_are_not_covered():
    quantifiers = [*reversed(ARGUMENT["quantifiers"]), {"quantifier_id": "Q004", "order": 4, "scope": "some"}]
    result = result_of("tab-mengdeord", small_study(**{**ARGUMENT, "quantifiers": quantifiers}))
    assert result.frame[["quantifier_id", "promised", "shown", "covered"]].values.tolist() == [
        ["Q001", 2, 1, "no"],
        ["Q002", 3, 2, "no"],
        ["Q003", 1, 1, "yes"],
        ["Q004", 2, 0, "no"],
    ]
    assert texts_of(result, "nb", "covered") == ["nei", "nei", "ja", "nei"]
    assert texts_of(result, "en", "phrase")[0] == "«flere»"


def test_sources_say_which_is_only_named(study):
    result = result_of("tab-kildekontroll", study)
    assert texts_of(result, "nb", "work") == [
        "Elkington (1997) – ikke sitert",
        "Park et al. (2018)",
        "Zeng & Chen (2003)",
    ]
    assert result.texts["en"].alt == "Table of 3 works, 1 of them verified and 0 unresolved."


def test_measures_name_the_excerpts_that_say_so_or_that_there_are_none(study):
    result = result_of("tab-tiltak", study)
    assert texts_of(result, "nb", "excerpt_ids") == ["S001, S002", "ingen publiserte utdrag"]
    assert result.frame["excerpt_ids"].tolist() == ["S001 S002", ""]
    assert result.texts["en"].alt.startswith("Table of 2 links from challenges to measures. For 1 of them")


def test_a_task_names_its_group_and_who_asks_for_it():
    task = {"task_nb": "Møtes", "task_en": "Meet", "wish_nb": "Møter", "wish_en": "Meetings"}
    study = small_study(
        theory=ARGUMENT["theory"],
        works=ARGUMENT["works"],
        facilitator_tasks=[
            {"task_id": "F02", "order": 2, **task},
            {"task_id": "F01", "order": 1, "concept_id": "tillit", "excerpt_ids": "S001 S003", **task}
            | {"citekeys": "zeng2003 park2018"},
        ],
    )
    result = result_of("tab-fasilitatoroppgaver", study)
    assert result.shown("en").astype(str).values.tolist() == [
        ["Trust", "Meet", "Zeng & Chen (2003); Park et al. (2018)", "Meetings (S001, S003)"],
        ["Not in chapter 2", "Meet", "", "no published excerpt"],
    ]
    assert result.texts["nb"].alt == "Tabell med 2 oppgaver. 1 av dem etterlyses ikke i noe publisert utdrag."


def test_signs_of_a_stage_are_told_apart():
    signs = [("L02", 2, "absent", "S002"), ("L01", 1, "partly", "S001")]
    study = small_study(
        theory=ARGUMENT["theory"],
        stage_signs=[
            {"sign_id": sign, "order": order, "concept_id": "tillit", "status": status, "excerpt_id": excerpt}
            for sign, order, status, excerpt in signs
        ],
    )
    result = result_of("tab-livssyklus", study)
    assert texts_of(result, "en", "status") == ["partly", "absent"]
    assert "Tillit: 1 delvis, 1 mangler." in result.texts["nb"].alt


def test_answers_of_coreq_are_computed_and_named_by_what_they_lead_to():
    anchors = ("tab-informanter", "", "fig-stemmer", "sec-5-1", "kolofon")
    answers = {"answer_nb": "{share_top3_excerpts_percent} av {n_informants}", "answer_en": "{fact_tonnes}"}
    study = small_study(
        sections=[{"section": "5.1", "title_nb": "Funn", "title_en": "Findings"}],
        facts=[{"fact_id": "tonnes", "value": 1234.5}],
        coreq=[
            {"item": item, "status": "computed", **answers, "anchor": anchor} for item, anchor in enumerate(anchors, 1)
        ],
    )
    result = result_of("tab-coreq", study)
    assert set(result.frame["answer_nb"]) == {"100 av 3"} and set(result.frame["answer_en"]) == {"1234.5"}
    assert texts_of(result, "nb", "anchor") == ["tabell", "", "figur", "5.1", "kolofon"]
    assert texts_of(result, "en", "anchor") == ["table", "", "figure", "5.1", "kolofon"]
    assert [cell.parts[0].label for cell in result.views["en"].frame["anchor"] if cell] == [a for a in anchors if a]


def test_an_answer_of_coreq_can_not_name_a_number_that_there_is_not():
    study = small_study(coreq=[{"item": 1, "status": "computed", "answer_nb": "{n_nothing}"}])
    with pytest.raises(KeyError, match="n_nothing"):
        result_of("tab-coreq", study)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_nothing_has_its_headings(name):
    result = result_of(f"tab-{name}", make_study())
    for language in ("nb", "en"):
        shown = result.shown(language)
        assert len(shown) == 0 and list(shown.columns) == list(result.texts[language].headings.values())
    assert name != "livssyklus" or result.texts["nb"].alt.endswith("livssyklus. Ingen er vurdert.")
