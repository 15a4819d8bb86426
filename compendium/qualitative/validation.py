"""What the rows of every qualitative study must fulfil, beyond what the schemas of its tables say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from compendium.qualitative.audit_trail import trail_problems
from compendium.tables.checks import Found, IdList, Tables, table_problems
from compendium.tables.problems import Problem, quoted, shortened
from compendium.tables.schema import TableSchema

# The tables that a rule reads, and what finds the rows that break it.
Rule = tuple[set[str], Callable[[Tables], Found]]

# The quotation marks of each language, and a pattern of what stands between them.
QUOTED = {"nb": ("«", "»", re.compile("«([^»]+)»")), "en": ("“", "”", re.compile("“([^”]+)”"))}
REASONS = tuple(f"reason_{language}" for language in QUOTED)
TARGETS = ("excerpt_id", "concept_id", "citekey")
LISTS: tuple[IdList, ...] = (
    ("excerpts", "overlaps", "excerpts", "excerpt_id"),
    ("claims", "also_in", "sections", "section"),
)


def quotation_problems(
    tables: Tables, table: str, rows: Iterable[tuple[int, str, str, str]], whose: str = "the excerpt"
) -> Found:
    """A reason must quote an excerpt that it is about, word for word, in each language.

    `rows` are of `table`: the line, ids of excerpts separated by spaces, and the reasons in the order of `REASONS`.
    `whose` says in a message whose words are wanted; by default those of the excerpt, and the ids where it is empty.
    """
    excerpts = tables["excerpts"].cells
    texts = {language: dict(zip(excerpts["excerpt_id"], excerpts[f"text_{language}"])) for language in QUOTED}
    for line, ids, *reasons in rows:
        for (language, (opening, closing, pattern)), reason in zip(QUOTED.items(), reasons):
            said = pattern.findall(reason) if ids else []
            if ids and reason and not said:
                message = f"quotes no words of {whose or shortened(ids)} between {opening} and {closing}"
                yield table, line, f"reason_{language}", message
            for words in said:
                # An excerpt that does not exist is told of where its id is looked up.
                if not any(words in texts[language].get(excerpt, words) for excerpt in ids.split()):
                    message = f"{opening}{shortened(words)}{closing} does not stand in {shortened(ids)}"
                    yield table, line, f"reason_{language}", message


def _overlaps(tables: Tables) -> dict[str, list[str]]:
    return {own: others.split() for _, own, others in tables["excerpts"].of("excerpt_id", "overlaps")}


def _excerpt_rules(tables: Tables) -> Found:
    overlaps = _overlaps(tables)
    for line, own in tables["excerpts"].of("excerpt_id"):
        for other in overlaps[own]:
            if other == own:
                yield "excerpts", line, "overlaps", f"{shortened(own)} names itself"
            elif own not in overlaps.get(other, own):
                yield "excerpts", line, "overlaps", f"{shortened(other)} does not name {shortened(own)} in return"


def _code_rules(tables: Tables) -> Found:
    parents = {code: parent for _, code, parent in tables["codes"].of("code_id", "parent_id")}
    for line, own in tables["codes"].of("code_id"):
        seen, code = set[str](), parents[own]
        while code and code != own and code not in seen:
            seen.add(code)
            code = parents.get(code, "")
        if code == own:
            yield "codes", line, "parent_id", f"{quoted(code)} is its own ancestor"


def _coding_rules(tables: Tables) -> Found:
    judged = []
    for line, basis, excerpt, *reasons in tables["codings"].of("basis", "excerpt_id", *REASONS):
        if basis == "reconstruction":
            judged.append((line, excerpt, *reasons))
            for column, reason in zip(REASONS, reasons):
                if not reason:
                    yield "codings", line, column, "is empty, a reconstruction needs its reason"
    yield from quotation_problems(tables, "codings", judged)


def _lacks_a_basis(tables: Tables) -> bool:
    """Whether the codings of a basis are left out, as in an alternative: then codes that were there may be missing."""
    return len(set(tables["codings"].cells["basis"])) < 2


def _overlap_rules(tables: Tables) -> Found:
    """What is printed twice is coded alike: words that a judged code rests on carry it wherever they are printed."""
    if _lacks_a_basis(tables):
        return
    excerpts, codings, overlaps = tables["excerpts"].cells, tables["codings"], _overlaps(tables)
    texts = dict(zip(excerpts["excerpt_id"], excerpts["text_nb"]))
    coded = set(zip(codings.cells["excerpt_id"], codings.cells["code_id"]))
    _, _, pattern = QUOTED["nb"]
    for line, own, code, basis, reason in codings.of("excerpt_id", "code_id", "basis", "reason_nb"):
        words = pattern.findall(reason) if basis == "reconstruction" else []
        for other in overlaps.get(own, ()) if words else ():
            if (other, code) not in coded and all(part in texts.get(other, "") for part in words):
                wrong = f"{own} has {code!r} for words that {other} prints too, without the code"
                yield "codings", line, "code_id", f"{wrong}; same utterance, same codes"


def _example_rules(tables: Tables) -> Found:
    if _lacks_a_basis(tables):
        return
    coded = set(zip(tables["codings"].cells["code_id"], tables["codings"].cells["excerpt_id"]))
    parents = set(tables["codes"].cells["parent_id"])
    for line, code, example in tables["codes"].of("code_id", "example"):
        if example and code not in parents and (code, example) not in coded:
            message = f"{shortened(example)} does not have the code {quoted(code)}; choose an excerpt that has it"
            yield "codes", line, "example", message


def _evidence_rules(tables: Tables) -> Found:
    first: dict[tuple[str, str], int] = {}
    reasoned = []
    for line, claim, *cells in tables["evidence"].of("claim_id", *TARGETS, *REASONS):
        given = [(column, value) for column, value in zip(TARGETS, cells) if value]
        if len(given) != 1:
            message = f"give exactly one of {', '.join(TARGETS)}; there are {len(given)}"
            yield "evidence", line, "excerpt_id", message
            continue
        ((column, target),) = given
        if (earlier := first.setdefault((claim, target), line)) != line:
            message = f"{quoted(target)} is tied to {shortened(claim)} on line {earlier} already"
            yield "evidence", line, column, message
        if column == "excerpt_id":
            reasoned.append((line, target, *cells[len(TARGETS) :]))
    yield from quotation_problems(tables, "evidence", reasoned)


def _claim_rules(tables: Tables) -> Found:
    evidenced = {claim for _, claim, excerpt in tables["evidence"].of("claim_id", "excerpt_id") if excerpt}
    for line, claim, *gaps in tables["claims"].of("claim_id", "gap_nb", "gap_en"):
        for column, gap in zip(("gap_nb", "gap_en"), gaps):
            if claim in evidenced and gap:
                message = f"must be empty, since evidence.csv ties an excerpt to {shortened(claim)}"
                yield "claims", line, column, message
            elif claim not in evidenced and not gap:
                message = f"is empty, but evidence.csv ties no excerpt to {shortened(claim)}; say why there is none"
                yield "claims", line, column, message


RULES: tuple[Rule, ...] = (
    ({"excerpts"}, _excerpt_rules),
    ({"codes"}, _code_rules),
    ({"codings", "excerpts"}, _coding_rules),
    ({"codings", "excerpts"}, _overlap_rules),
    ({"codings", "codes"}, _example_rules),
    ({"evidence", "excerpts"}, _evidence_rules),
    ({"claims", "evidence"}, _claim_rules),
)


def study_problems(
    tables: Tables,
    schemas: Mapping[str, TableSchema],
    folder: str,
    lists: Iterable[IdList] = (),
    rules: Iterable[Rule] = (),
) -> list[Problem]:
    """Every problem of every table, given the tables whose files could be read.

    `lists` and `rules` are those of the study alone. Tables that could not be read are left out of `tables`; what
    refers to them is not judged, so that one broken file does not drown the others' problems.
    """
    found = [*table_problems(tables, schemas, [*LISTS, *lists]), *trail_problems(tables, schemas)]
    for needed, rule in (*RULES, *rules):
        if needed <= tables.keys():
            found += rule(tables)
    return [Problem(f"{folder}/{schemas[name].path}", line, column, message) for name, line, column, message in found]
