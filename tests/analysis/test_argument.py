"""The argument: what is counted of claims, evidence and quantifiers, and what their tables say."""

import pytest
from studies import ARGUMENT, argued_study, small_study

from analysis import argument, argument_figures, argument_tables
from compendium.qualitative.referents import referents


def alt_of(table_id, study):
    return next(table for table in argument_tables.ARGUMENT_TABLES if table.id == table_id).alt(study, "en")


@pytest.fixture
def study():
    return argued_study()


def test_claims_are_counted_by_relation(study):
    assert argument.claims_with(study, "supports") == 1
    assert argument.claims_with(study, "nuances") == 0
    assert argument.claims_with(study, "contradicts") == 1
    assert argument.claims_without_excerpt(study) == 1


def test_each_tie_to_an_excerpt_knows_who_is_quoted(study):
    found = argument.tied_excerpts(study)
    assert list(found.columns) == ["claim_id", "excerpt_id", "relation", "informant_id"]
    assert found.values.tolist() == [
        ["C01", "S001", "supports", "I01"],
        ["C01", "S002", "supports", "I01"],
        ["C01", "S003", "contradicts", "I02"],
    ]
    unpublished = [{"evidence_id": "B001", "claim_id": "C01", "excerpt_id": "S009", "relation": "supports"}]
    assert argument.claims_without_excerpt(small_study(**{**ARGUMENT, "evidence": unpublished})) == 2


def test_informants_and_claims_stand_in_their_order():
    speakers = {"S001": "I100", "S002": "I99", "S003": "I100"}
    study = small_study(
        **{
            **ARGUMENT,
            "excerpts": [{"excerpt_id": excerpt, "informant_id": informant} for excerpt, informant in speakers.items()],
            "claims": [{"claim_id": claim} for claim in ("C02", "C01", "C03")],
            "evidence": [
                {"evidence_id": "B1", "claim_id": "C01", "excerpt_id": "S001", "relation": "supports"},
                {"evidence_id": "B2", "claim_id": "C01", "excerpt_id": "S002", "relation": "supports"},
                {"evidence_id": "B3", "claim_id": "C02", "excerpt_id": "S003", "relation": "nuances"},
                {"evidence_id": "B4", "claim_id": "C02", "excerpt_id": "S002", "relation": "nuances"},
            ],
        }
    )
    assert (
        argument.supporting_informants(study, "C01") == ["I99", "I100"]
        and argument.supporting_informants(study, "C02") == []
    )
    assert argument.informants_behind(study).values.tolist() == [["C02", 0, 2, 0], ["C01", 2, 0, 0], ["C03", 0, 0, 0]]
    assert argument.claims_of_one_informant(study) == 0 and argument.claims_not_supported(study) == 1


def test_a_claim_that_is_only_nuanced_is_not_supported():
    ties = [
        {"evidence_id": "B001", "claim_id": "C01", "excerpt_id": "S001", "relation": "nuances"},
        *ARGUMENT["evidence"][1:2],
    ]
    assert argument.claims_not_supported(small_study(**{**ARGUMENT, "evidence": ties})) == 0
    assert argument.claims_not_supported(small_study(**{**ARGUMENT, "evidence": ties[:1]})) == 1


def test_two_excerpts_of_one_informant_are_one_supporter(study):
    assert argument.supporting_informants(study, "C01") == ["I01"]
    assert argument.supporting_informants(study, "C02") == []
    behind = argument.informants_behind(study)
    assert behind.values.tolist() == [["C01", 1, 0, 1], ["C02", 0, 0, 0]]
    assert list(behind.columns) == ["claim_id", "supports", "nuances", "contradicts"]


def test_a_claim_of_one_informant_is_told_from_one_of_two(study):
    assert argument.claims_of_one_informant(study) == 1
    both = [
        *ARGUMENT["evidence"],
        {"evidence_id": "B006", "claim_id": "C01", "excerpt_id": "S003", "relation": "supports"},
    ]
    assert argument.claims_of_one_informant(small_study(**{**ARGUMENT, "evidence": both})) == 0


def test_each_tie_says_how_many_informants_support_its_claim(study):
    assert argument_tables.ties(study, "en")["Informants for the claim"].tolist() == [1, 1, 1, 1, 0]
    assert "1 claims have excerpts that support them, 1 of these from one informant only" in alt_of(
        "tab-evidens", study
    )


def test_quantifiers_are_held_against_informants_not_excerpts(study):
    assert argument.quantifier_coverage(study).values.tolist() == [["Q001", 2, 1], ["Q002", 3, 2], ["Q003", 1, 1]]
    assert argument.quantifiers_not_shown(study) == 2
    found = argument.quantifier_coverage(
        small_study(
            **{
                **ARGUMENT,
                "quantifiers": [
                    *reversed(ARGUMENT["quantifiers"]),
                    {"quantifier_id": "Q004", "order": 4, "scope": "some"},
                ],
            }
        )
    )
    assert list(found.columns) == ["quantifier_id", "promised", "shown"]
    assert found.values.tolist() == [["Q001", 2, 1], ["Q002", 3, 2], ["Q003", 1, 1], ["Q004", 2, 0]]
    assert argument_tables.quantifiers(study, "nb")["Dekket"].tolist() == ["nei", "nei", "ja"]


def test_a_work_counts_once_in_each_chapter_and_not_if_only_named(study):
    assert argument.works_by_chapter(study).values.tolist() == [["2", 2003, 1], ["2", 2018, 1], ["5", 2003, 1]]
    other = {"citekey": "moe2003", "year": 2003, "cited": "yes", "sections": "2.1"}
    found = argument.works_by_chapter(small_study(works=[*ARGUMENT["works"], other]))
    assert list(found.columns) == ["chapter", "year", "works"] and found.values.tolist()[0] == ["2", 2003, 2]


def test_evidence_shows_those_for_and_against(study):
    row = argument_tables.evidence(study, "nb").iloc[0]
    assert [str(cell) for cell in row] == [
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


def test_a_claim_says_its_strength_wherever_its_words_are_shown(study):
    assert {id_: where for id_, (where, _) in referents(study, "nb").items() if id_[0] == "C"} == {
        "C01": "Påstand i del 5.1 (hevder)",
        "C02": "Påstand i del 5.2.1 (gjengir)",
    }


def test_a_claim_without_excerpt_says_why(study):
    row = argument_tables.evidence(study, "en").iloc[1]
    assert (row["Informants"], str(row["For"])) == ("none", "No published excerpt. Not mentioned.")
    assert str(row["Theory and works"]) == "Park et al. (2018)"


def test_ties_lead_to_their_places(study):
    labels = [cell.parts[0].label for cell in argument_tables.ties(study, "nb")["Belegg"]]
    assert labels == ["rad-s001", "rad-s002", "rad-s003", "sec-2-3-2", "rad-park2018"]


def test_sources_say_which_is_only_named(study):
    names = argument_tables.sources(study, "nb")["Identifisert verk"].tolist()
    assert names == ["Elkington (1997) – ikke sitert", "Park et al. (2018)", "Zeng & Chen (2003)"]


def test_measures_count_the_informants_who_say_so_themselves(study):
    data = argument_figures.measures_data(study, "nb")
    assert dict(zip(data["Utfordring"], data["Informanter"])) == {"Topp": 0, "Lav": 1}


def test_links_of_one_cell_are_one_mark_and_what_is_no_code_comes_last():
    links = [
        {"link_id": "M01", "measure_id": "top", "basis": "stated", "statement_nb": "Utenfor."},
        {
            "link_id": "M02",
            "challenge_id": "low",
            "measure_id": "top",
            "basis": "stated",
            "claim_id": "C02",
            "excerpt_ids": "S001",
            "statement_nb": "Ett.",
        },
        {
            "link_id": "M03",
            "challenge_id": "low",
            "measure_id": "top",
            "basis": "judged",
            "claim_id": "C01",
            "excerpt_ids": "S002 S003",
            "statement_nb": "To.",
        },
        {"link_id": "M04", "challenge_id": "low", "measure_id": "", "basis": "stated", "statement_nb": "Tre."},
    ]
    study = small_study(**{**ARGUMENT, "measures": links})
    assert argument_figures.measures_data(study, "nb").astype(str).values.tolist() == [
        ["Lav", "Topp", "masteroppgaven sier det", "2", "Ett. To.", "C01 C02"],
        ["Lav", "Utenfor kodeboken", "masteroppgaven sier det", "0", "Tre.", ""],
        ["Utenfor kodeboken", "Topp", "masteroppgaven sier det", "0", "Utenfor.", ""],
    ]
    told = argument_figures.measures_alt(study, "nb")
    assert (
        "4 koblinger i 3 ruter" in told
        and "(3) går til «Topp»" in told
        and "For 2 av koblingene finnes det ikke noe publisert utdrag" in told
    )
    assert argument_tables.measures(study, "nb")["Utdrag som sier det"].astype(str).tolist() == [
        "ingen publiserte utdrag",
        "S001",
        "S002, S003",
        "ingen publiserte utdrag",
    ]


def test_concepts_never_taken_up_are_shown(study):
    data = argument_figures.theory_data(study, "nb")
    assert data.values.tolist() == [
        ["Tillit", "5.1", "masteroppgaven sier det", 1, "C01"],
        ["Kunnskap", "", "", 0, ""],
        ["", "5.2.1", "", 0, ""],
    ]
    assert "Ikke tatt opp: Kunnskap" in argument_figures.theory_alt(study, "nb")


def test_answers_of_coreq_are_computed():
    study = small_study(
        coreq=[
            {
                "item": 12,
                "domain": "design",
                "topic_nb": "Antall",
                "topic_en": "Number",
                "status": "computed",
                "answer_nb": "{n_informants} informanter",
                "answer_en": "{n_informants} informants",
                "anchor": "tab-informanter",
            },
            {
                "item": 18,
                "domain": "design",
                "topic_nb": "Gjentatt",
                "topic_en": "Repeated",
                "status": "not reported",
                "answer_nb": "Ikke oppgitt.",
                "answer_en": "Not reported.",
            },
        ]
    )
    frame = argument_tables.coreq(study, "nb")
    assert frame["Svar"].tolist() == ["3 informanter", "Ikke oppgitt."]
    assert [str(place) for place in frame["Sted"]] == ["tabell", ""]


def test_signs_of_a_stage_are_told_apart():
    study = small_study(
        theory=ARGUMENT["theory"],
        stage_signs=[
            {
                "sign_id": "L01",
                "order": 1,
                "concept_id": "tillit",
                "sign_nb": "Tegn",
                "sign_en": "Sign",
                "status": "partly",
                "excerpt_id": "S001",
            },
            {
                "sign_id": "L02",
                "order": 2,
                "concept_id": "tillit",
                "sign_nb": "Annet",
                "sign_en": "Other",
                "status": "absent",
                "excerpt_id": "S002",
            },
        ],
    )
    assert argument_tables.stages(study, "en")["Status in the case"].tolist() == ["partly", "absent"]
    assert "Tillit: 1 delvis, 1 mangler" in argument_tables.stages_alt(study, "nb")
