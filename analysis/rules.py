"""The rules that hold for this study alone: its measures, signs of stages, and answers to COREQ."""

from __future__ import annotations

from collections.abc import Mapping

from compendium.qualitative import validation
from compendium.qualitative.validation import REASONS, Rule, quotation_problems
from compendium.tables.checks import Found, IdList, Tables
from compendium.tables.problems import Problem, quoted
from compendium.tables.schema import TableSchema

LISTS: tuple[IdList, ...] = (
    ("works", "sections", "sections", "section"),
    ("theory", "citekeys", "works", "citekey"),
    ("quantifiers", "excerpt_ids", "excerpts", "excerpt_id"),
    ("measures", "excerpt_ids", "excerpts", "excerpt_id"),
    ("facilitator_tasks", "citekeys", "works", "citekey"),
    ("facilitator_tasks", "excerpt_ids", "excerpts", "excerpt_id"),
)
COREQ_ITEMS = 32


def _measure_rules(tables: Tables) -> Found:
    """A link goes from a challenge to a measure, and quotes the excerpts that speak of it, word for word."""
    kinds = dict(zip(tables["codes"].cells["code_id"], tables["codes"].cells["kind"]))
    for kind in ("challenge", "measure"):
        for line, code in tables["measures"].of(f"{kind}_id"):
            if kinds.get(code, kind) != kind:
                yield "measures", line, f"{kind}_id", f"{quoted(code)} is a code of the kind {kinds[code]}, not {kind}"
    yield from quotation_problems(tables, "measures", tables["measures"].of("excerpt_ids", *REASONS), whose="")


def _sign_rules(tables: Tables) -> Found:
    yield from quotation_problems(tables, "stage_signs", tables["stage_signs"].of("excerpt_id", *REASONS))


def _coreq_rules(tables: Tables) -> Found:
    answered = set(tables["coreq"].cells["item"])
    missing = [str(item) for item in range(1, COREQ_ITEMS + 1) if str(item) not in answered]
    if missing:
        yield "coreq", 1, "item", f"unanswered: {', '.join(missing)}; answer each item, if only with not reported"
    for line, status, anchor in tables["coreq"].of("status", "anchor"):
        if (status == "not reported") == bool(anchor):
            yield "coreq", line, "anchor", "is needed for every answer except not reported, which has none"


RULES: tuple[Rule, ...] = (
    ({"measures", "codes", "excerpts"}, _measure_rules),
    ({"stage_signs", "excerpts"}, _sign_rules),
    ({"coreq"}, _coreq_rules),
)


def study_problems(tables: Tables, schemas: Mapping[str, TableSchema], folder: str) -> list[Problem]:
    """Every problem of every table, by the rules of all qualitative studies and by those of this one."""
    return validation.study_problems(tables, schemas, folder, LISTS, RULES)
