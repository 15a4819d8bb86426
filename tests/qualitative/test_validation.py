"""Each rule of the data contract on a few rows: what it tells, on which line, and what it lets pass."""

from dataclasses import replace

import pytest

from analysis.rules import study_problems
from compendium.tables.checks import column_problems
from compendium.tables.reading import Rows
from compendium.tables.schema import Column, ForeignKey, TableSchema

REASON = {"reason_nb": "«ja»", "reason_en": "“yes”"}
EXCERPTS = [
    {"excerpt_id": "S001", "overlaps": "S002", "text_nb": "ja og nei", "text_en": "yes and no"},
    {"excerpt_id": "S002", "overlaps": "S001", "text_nb": "ja", "text_en": "yes"},
]
CODES = [
    {"code_id": "top", "parent_id": "", "example": "", "kind": "theme"},
    {"code_id": "low", "parent_id": "top", "example": "S001", "kind": "challenge"},
    {"code_id": "high", "parent_id": "", "example": "", "kind": "measure"},
]


def judged(*, schema=None, **tables):
    """What is told of tables of these rows, the first of them on line 2.

    Columns are texts; rows are known by the first, unless `schema` says otherwise of a table, by its name.
    """
    schemas = {}
    for name, rows in tables.items():
        columns = tuple(Column(column, "string") for column in rows[0])
        own = TableSchema(name, f"{name}.csv", columns, (columns[0].name,), ())
        schemas[name] = replace(own, **(schema or {}).get(name, {}))
    cells = {
        name: Rows(list(range(2, len(rows) + 2)), {column: [row[column] for row in rows] for column in rows[0]})
        for name, rows in tables.items()
    }
    return [str(problem) for problem in study_problems(cells, schemas, "data")]


def told(column, *texts, **options):
    return list(column_problems(column, texts, **options))


def with_rows(rows, *changes):
    """The rows, the first changed so, the second so."""
    return [{**row, **change} for row, change in zip(rows, [*changes, *({} for _ in rows)])]


# One cell


def test_a_number_may_be_as_small_and_as_large_as_its_column_says():
    column = Column("n", "integer", minimum=1, maximum=3)
    assert told(column, "1", "2", "3", "") == []
    assert told(column, "x", "0", "4", "1234567890123456", "-5") == [
        ("x", "'x' is no integer"),
        ("0", "0 is less than 1"),
        ("4", "4 is more than 3"),
        ("1234567890123456", "'1234567890123456' has more than 15 digits, which no spreadsheet keeps; round it"),
        ("-5", "-5 is less than 1"),
    ]


def test_a_number_may_have_fifteen_digits_its_sign_and_point_aside():
    assert told(Column("n", "number"), "-12345678901234.5", "123456789012345") == []
    assert told(Column("n", "integer"), "-123456789012345") == []
    assert [text for text, _ in told(Column("n", "number"), "-12345678901234.56", "1.", "1.5")] == [
        "-12345678901234.56",
        "1.",
    ]
    assert told(Column("n", "integer"), "1.5") == [("1.5", "'1.5' is no integer")]


def test_an_empty_cell_is_told_only_where_a_value_is_required():
    assert told(Column("a", "string", enum=("x",), pattern="x+"), "") == []
    assert told(Column("a", "string", required=True), "", "x") == [("", "is empty, a value is required")]
    assert told(Column("n", "integer", required=True), "") == [("", "is empty, a value is required")]
    assert told(Column("a", "string"), "\u200b", " x") == [
        ("\u200b", "holds nothing that can be seen; leave it empty"),
        (" x", "starts or ends with white space"),
    ]


def test_what_rows_are_known_by_may_have_64_characters():
    column = Column("a", "string")
    assert told(column, "x" * 64, is_key=True) == [] and told(column, "x" * 65) == []
    assert told(column, "x" * 65, is_key=True) == [
        ("x" * 65, f"'{'x' * 59}…' has 65 characters; what rows are known by may have 64")
    ]


def test_a_text_has_the_form_and_the_words_of_its_column():
    form = "[a-z]+[0-9]"
    assert told(Column("a", "string", pattern=form), "ab1", "ab12", "1") == [
        ("ab12", f"'ab12' does not have the form {form}"),
        ("1", f"'1' does not have the form {form}"),
    ]
    assert told(Column("a", "string", enum=("x", "y")), "y", "z") == [("z", "'z' is none of x, y")]
    assert told(Column("a", "string"), "a\nb", "=1") == [
        ("a\nb", "holds a line break; write it on one line"),
        ("=1", "starts like a spreadsheet formula ('=1'), which a reader's program would run; reword it, a dash is –"),
    ]
    assert told(Column("a", "string", multiline=True), "a\nb") == []


def test_a_column_of_dates_is_known_by_its_name():
    for name in ("date", "coded_date"):
        assert told(Column(name, "string"), "2023", "2023-06", "2023-06-30", "2023-06-31", "June") == [
            ("2023-06-31", "'2023-06-31' is a date that does not exist"),
            ("June", "'June' is no date such as 2023, 2023-06 or 2023-06-01"),
        ]
    assert told(Column("dated", "string"), "June") == [] and told(Column("update", "string"), "June") == []
    assert told(Column("date", "integer"), "7") == []


# Rows of one table


def test_a_bad_text_is_told_on_each_line_that_holds_it():
    rows = [{"id": n, "a": text} for n, text in zip("pqr", (" x", "x", " x"))]
    assert judged(t=rows) == [
        "data/t.csv:2: a: starts or ends with white space",
        "data/t.csv:4: a: starts or ends with white space",
    ]


def test_keys_own_and_of_others_and_unique_texts_are_short():
    row = {"id": "a" * 65, "other": "b" * 65, "unique": "c" * 65, "text": "d" * 65}
    columns = (
        Column("id", "string"),
        Column("other", "string"),
        Column("unique", "string", unique=True),
        Column("text", "string"),
    )
    found = judged(t=[row], schema={"t": {"columns": columns, "foreign_keys": (ForeignKey("other", "t", "other"),)}})
    assert [problem.split(": ")[1] for problem in found] == ["id", "other", "unique"]


def test_a_repeated_key_is_told_with_the_line_where_it_stands_first():
    rows = [
        {"id": "a", "b": "1"},
        {"id": "", "b": "1"},
        {"id": "", "b": "2"},
        {"id": "a", "b": "2"},
        {"id": "a", "b": "1"},
    ]
    assert judged(t=rows) == [
        "data/t.csv:5: id: 'a' stands on line 2 already",
        "data/t.csv:6: id: 'a' stands on line 2 already",
    ]
    # Of two columns together, where one of them may repeat.
    assert judged(t=rows, schema={"t": {"primary_key": ("id", "b")}}) == [
        "data/t.csv:6: b: 'a' + '1' stands on line 2 already"
    ]
    unique = (Column("id", "string"), Column("b", "string", unique=True))
    assert judged(t=rows[:2], schema={"t": {"columns": unique}}) == ["data/t.csv:3: b: '1' stands on line 2 already"]
    # A column without repeats is no reason to pass over the next.
    numbered = [{**row, "a": str(number)} for number, row in enumerate(rows[2:])]
    assert judged(t=numbered, schema={"t": {"columns": (*unique, Column("a", "string", unique=True))}}) == [
        "data/t.csv:3: b: '2' stands on line 2 already",
        "data/t.csv:4: id: 'a' stands on line 3 already",
    ]


def test_ids_that_differ_in_zeros_alone_are_told():
    rows = [{"id": row_id, "b": "x"} for row_id in ("x1", "I1", "I01", "J1", "x01", "I001")]
    assert judged(t=rows) == [
        "data/t.csv:4: id: 'I01' has the number of 'I1'; give it another",
        "data/t.csv:7: id: 'I001' has the number of 'I1'; give it another",
    ]
    assert judged(t=rows, schema={"t": {"primary_key": ("id", "b")}}) == []


# References


def test_what_another_table_does_not_hold_is_told_and_an_empty_reference_is_none():
    rows = [{"id": "a", "firm": "f"}, {"id": "b", "firm": ""}, {"id": "c", "firm": "g"}, {"id": "d", "firm": "h"}]
    schema = {"t": {"foreign_keys": (ForeignKey("firm", "firms", "firm_id"),)}}
    assert judged(t=rows, firms=[{"firm_id": "f"}], schema=schema) == [
        "data/t.csv:4: firm: 'g' is not in firms.csv",
        "data/t.csv:5: firm: 'h' is not in firms.csv",
    ]
    # A table that could not be read is told elsewhere.
    assert judged(t=rows, schema=schema) == []


def test_each_id_of_a_list_is_looked_up():
    theory = [{"concept_id": "a", "citekeys": "berg1999 dahl2000 moe2001"}, {"concept_id": "b", "citekeys": ""}]
    assert judged(theory=theory, works=[{"citekey": "dahl2000", "sections": ""}]) == [
        "data/theory.csv:2: citekeys: 'berg1999' is not in works.csv",
        "data/theory.csv:2: citekeys: 'moe2001' is not in works.csv",
    ]
    assert judged(theory=theory) == []


@pytest.mark.parametrize(
    ("table", "column", "target", "key"),
    [
        ("works", "sections", "sections", "section"),
        ("theory", "citekeys", "works", "citekey"),
        ("claims", "also_in", "sections", "section"),
        ("quantifiers", "excerpt_ids", "excerpts", "excerpt_id"),
        ("measures", "excerpt_ids", "excerpts", "excerpt_id"),
        ("facilitator_tasks", "citekeys", "works", "citekey"),
        ("facilitator_tasks", "excerpt_ids", "excerpts", "excerpt_id"),
    ],
)
def test_every_column_of_several_ids_is_looked_up(table, column, target, key):
    tables = {table: [{"id": "x", column: "a zz"}], target: [{key: "a", "sections": "", "overlaps": ""}]}
    assert judged(**tables) == [f"data/{table}.csv:2: {column}: 'zz' is not in {target}.csv"]


# Excerpts and codes


def test_overlaps_name_others_that_name_them():
    assert judged(excerpts=EXCERPTS) == []
    assert judged(excerpts=with_rows(EXCERPTS, {"overlaps": "S001 S002 S009"}, {"overlaps": ""})) == [
        "data/excerpts.csv:2: overlaps: 'S009' is not in excerpts.csv",
        "data/excerpts.csv:2: overlaps: S001 names itself",
        "data/excerpts.csv:2: overlaps: S002 does not name S001 in return",
    ]


def test_no_code_stands_above_itself():
    circle = [
        *CODES,
        {"code_id": "a", "parent_id": "b", "example": "", "kind": "theme"},
        {"code_id": "b", "parent_id": "a", "example": "", "kind": "theme"},
        {"code_id": "own", "parent_id": "own", "example": "", "kind": "theme"},
        {"code_id": "below", "parent_id": "a", "example": "", "kind": "theme"},
    ]
    assert judged(codes=circle) == [
        f"data/codes.csv:{line}: parent_id: {code!r} is its own ancestor"
        for line, code in ((5, "a"), (6, "b"), (7, "own"))
    ]


# Codings: of both bases, since with one basis left out a code may be missing that is there else.
CODINGS = [
    {"excerpt_id": "S001", "code_id": "low", "basis": "section", "reason_nb": "", "reason_en": ""},
    {"excerpt_id": "S001", "code_id": "high", "basis": "reconstruction", **REASON},
    {"excerpt_id": "S002", "code_id": "high", "basis": "reconstruction", **REASON},
]
TRIPLE = {"codings": {"primary_key": ("excerpt_id", "code_id", "basis")}}


def coded(codings, **tables):
    return judged(codings=codings, excerpts=EXCERPTS, schema=TRIPLE, **tables)


def test_a_place_needs_no_reason_and_a_reconstruction_one_in_each_language():
    assert coded(CODINGS) == []
    assert coded(with_rows(CODINGS, {}, {"reason_nb": "", "reason_en": ""}, {"reason_en": ""})) == [
        "data/codings.csv:3: reason_nb: is empty, a reconstruction needs its reason",
        "data/codings.csv:3: reason_en: is empty, a reconstruction needs its reason",
        "data/codings.csv:4: reason_en: is empty, a reconstruction needs its reason",
    ]


def test_every_quotation_of_a_reason_stands_in_its_excerpt():
    long = "x" * 70
    assert coded(
        with_rows(
            CODINGS, {}, {"reason_nb": f"«ja», «{long}» og «nu»", "reason_en": "Yes, “no”."}, {"reason_en": "yes"}
        )
    ) == [
        f"data/codings.csv:3: reason_nb: «{long[:59]}…» does not stand in S001",
        "data/codings.csv:3: reason_nb: «nu» does not stand in S001",
        "data/codings.csv:4: reason_en: quotes no words of the excerpt between “ and ”",
    ]
    # An excerpt that does not exist is told where its id is looked up.
    key = {"codings": {**TRIPLE["codings"], "foreign_keys": (ForeignKey("excerpt_id", "excerpts", "excerpt_id"),)}}
    unknown = with_rows(CODINGS, {}, {}, {"excerpt_id": "S009"})
    assert judged(codings=[*unknown, CODINGS[2]], excerpts=EXCERPTS, schema=key) == [
        "data/codings.csv:4: excerpt_id: 'S009' is not in excerpts.csv"
    ]


def test_words_that_are_printed_twice_are_coded_twice():
    missing = "data/codings.csv:3: code_id: S001 has 'high' for words that S002 prints too, without the code; same utterance, same codes"
    assert coded(CODINGS[:2]) == [missing]
    # Words that the other does not print, a code by place, and another excerpt are no reason for it.
    assert coded(with_rows(CODINGS[:2], {}, {"reason_nb": "«ja» og «nei»"})) == []
    assert coded([CODINGS[0], {**CODINGS[1], "excerpt_id": "S003"}]) == []
    assert coded([{**CODINGS[0], **REASON}, *CODINGS[1:]]) == []
    assert judged(codings=CODINGS, excerpts=with_rows(EXCERPTS, {"overlaps": "S009 S002"}), schema=TRIPLE) == [
        "data/excerpts.csv:2: overlaps: 'S009' is not in excerpts.csv"
    ]
    # A reason that quotes nothing is told as such.
    assert coded(with_rows(CODINGS[:2], {}, {"reason_nb": "Ja."})) == [
        "data/codings.csv:3: reason_nb: quotes no words of the excerpt between « and »"
    ]
    # Where the codings of a basis are left out, nothing is missing.
    assert coded([CODINGS[1]]) == []


def test_the_example_of_a_code_without_codes_below_has_it():
    assert coded(CODINGS, codes=CODES) == []
    assert coded(CODINGS, codes=with_rows(CODES, {"example": "S001"}, {"example": "S002"}, {"example": "S002"})) == [
        "data/codes.csv:3: example: S002 does not have the code 'low'; choose an excerpt that has it"
    ]
    assert coded(CODINGS[1:], codes=CODES) == []


# Claims, evidence, signs

TIE = {"evidence_id": "B001", "claim_id": "C01", "excerpt_id": "S001", "concept_id": "", "citekey": "", **REASON}


def tied(*rows):
    rows = [{**TIE, "evidence_id": f"B{number:03}", **row} for number, row in enumerate(rows, start=1)]
    return judged(evidence=rows, excerpts=EXCERPTS)


def test_a_tie_goes_to_one_thing_once():
    assert tied({}, {"excerpt_id": "S002"}, {"claim_id": "C02"}, {"excerpt_id": "", "concept_id": "tillit"}) == []
    assert tied({"concept_id": "tillit"}, {"excerpt_id": ""}, {}, {}, {}) == [
        "data/evidence.csv:2: excerpt_id: give exactly one of excerpt_id, concept_id, citekey; there are 2",
        "data/evidence.csv:3: excerpt_id: give exactly one of excerpt_id, concept_id, citekey; there are 0",
        "data/evidence.csv:5: excerpt_id: 'S001' is tied to C01 on line 4 already",
        "data/evidence.csv:6: excerpt_id: 'S001' is tied to C01 on line 4 already",
    ]
    twice = {"excerpt_id": "", "citekey": "berg1999"}
    assert tied(twice, twice) == ["data/evidence.csv:3: citekey: 'berg1999' is tied to C01 on line 2 already"]


def test_a_tie_to_an_excerpt_quotes_it_and_one_to_theory_need_not():
    assert tied({"excerpt_id": "", "concept_id": "tillit", "reason_nb": "Ja.", "reason_en": "Yes."}) == []
    assert tied({"reason_nb": "«nu»"}, {"excerpt_id": "S002", "reason_en": "Yes."}) == [
        "data/evidence.csv:2: reason_nb: «nu» does not stand in S001",
        "data/evidence.csv:3: reason_en: quotes no words of the excerpt between “ and ”",
    ]


def test_a_sign_of_a_stage_quotes_its_excerpt():
    signs = [
        {"sign_id": "L01", "excerpt_id": "S001", **REASON},
        {"sign_id": "L02", "excerpt_id": "S002", "reason_nb": "«nei»", "reason_en": "“no”"},
    ]
    assert judged(stage_signs=signs, excerpts=EXCERPTS) == [
        "data/stage_signs.csv:3: reason_nb: «nei» does not stand in S002",
        "data/stage_signs.csv:3: reason_en: “no” does not stand in S002",
    ]


def test_a_claim_has_an_excerpt_or_says_in_each_language_why_there_is_none():
    claims = [
        {"claim_id": "C01", "gap_nb": "Nei.", "gap_en": "No."},
        {"claim_id": "C02", "gap_nb": "", "gap_en": ""},
        {"claim_id": "C03", "gap_nb": "Nei.", "gap_en": "No."},
    ]
    ties = [TIE, {**TIE, "evidence_id": "B002", "claim_id": "C02", "excerpt_id": "", "citekey": "berg1999"}]
    assert judged(claims=claims, evidence=ties) == [
        "data/claims.csv:2: gap_nb: must be empty, since evidence.csv ties an excerpt to C01",
        "data/claims.csv:2: gap_en: must be empty, since evidence.csv ties an excerpt to C01",
        "data/claims.csv:3: gap_nb: is empty, but evidence.csv ties no excerpt to C02; say why there is none",
        "data/claims.csv:3: gap_en: is empty, but evidence.csv ties no excerpt to C02; say why there is none",
    ]


# Measures and COREQ

LINK = {"link_id": "M01", "challenge_id": "low", "measure_id": "high", "excerpt_ids": "S001 S002", **REASON}


def linked(**changes):
    return judged(measures=[LINK, {**LINK, "link_id": "M02", **changes}], codes=CODES, excerpts=EXCERPTS)


def test_a_link_goes_from_a_challenge_to_a_measure():
    assert linked() == [] and linked(challenge_id="", measure_id="") == []
    assert linked(challenge_id="high", measure_id="top") == [
        "data/measures.csv:3: challenge_id: 'high' is a code of the kind measure, not challenge",
        "data/measures.csv:3: measure_id: 'top' is a code of the kind theme, not measure",
    ]


def test_a_link_quotes_any_of_its_excerpts_if_it_names_some():
    assert linked(reason_nb="«og nei»") == [] and linked(excerpt_ids="", reason_nb="Ja.", reason_en="“maybe”") == []
    assert linked(excerpt_ids="S009 S001") == ["data/measures.csv:3: excerpt_ids: 'S009' is not in excerpts.csv"]
    assert linked(reason_nb="«nu» og «ja»", reason_en="Yes.") == [
        "data/measures.csv:3: reason_nb: «nu» does not stand in S001 S002",
        "data/measures.csv:3: reason_en: quotes no words of S001 S002 between “ and ”",
    ]


def test_every_item_of_coreq_is_answered_and_every_answer_but_none_has_its_place():
    answers = [{"item": str(item), "status": "reported", "anchor": "sec-3"} for item in range(1, 33)]
    assert judged(coreq=answers) == []
    assert judged(coreq=with_rows(answers, {"anchor": ""}, {"status": "not reported"})[:31]) == [
        "data/coreq.csv:1: item: unanswered: 32; answer each item, if only with not reported",
        "data/coreq.csv:2: anchor: is needed for every answer except not reported, which has none",
        "data/coreq.csv:3: anchor: is needed for every answer except not reported, which has none",
    ]
    assert (
        judged(coreq=answers[2:])[0]
        == "data/coreq.csv:1: item: unanswered: 1, 2; answer each item, if only with not reported"
    )


@pytest.mark.parametrize("gone", ["excerpts", "codes", "codings", "evidence", "claims", "measures"])
def test_a_table_that_could_not_be_read_leaves_the_others_judged(gone):
    tables = {
        "excerpts": with_rows(EXCERPTS, {"overlaps": "S001 S002"}),
        "codes": with_rows(CODES, {"parent_id": "top"}),
        "codings": CODINGS,
        "measures": [LINK],
        "claims": [{"claim_id": "C01", "gap_nb": "", "gap_en": ""}],
        "evidence": [TIE],
        "coreq": [{"item": "1", "status": "reported", "anchor": ""}],
    }
    found = judged(schema=TRIPLE, **{name: rows for name, rows in tables.items() if name != gone})
    expected = {
        "excerpts": "data/excerpts.csv:2: overlaps: S001 names itself",
        "codes": "data/codes.csv:2: parent_id: 'top' is its own ancestor",
    }
    assert all((problem in found) == (table != gone) for table, problem in expected.items())
    assert any(problem.startswith("data/coreq.csv:2: anchor") for problem in found)
