"""python -m compendium whatif"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from compendium.checkout.files import ROOT
from compendium.qualitative import alternatives
from compendium.study import definition, load

HELP = "change the study in memory and tell which results change, and how"
RECODE = re.compile(r"([^:=\s]+):([^:=\s]+)=([^:=\s]+)")


def _recoding(text: str) -> tuple[str, ...]:
    match = RECODE.fullmatch(text)
    if not match:
        wanted = "EXCERPT:CODE=NEW_CODE, as in S012:samarbeid=tillit"
        raise argparse.ArgumentTypeError(f"{text!r} has not the form {wanted}")
    return match.groups()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    for what, example in (
        ("informant", "leave out informants, such as I02"),
        ("excerpt", "leave out excerpts, such as S012"),
        ("basis", "leave out codings (section, reconstruction) or ties (stated, judged)"),
    ):
        name = "BASIS" if what == "basis" else "ID"
        parser.add_argument(f"--drop-{what}", action="extend", nargs="+", default=[], metavar=name, help=example)
    parser.add_argument(
        "--recode",
        action="extend",
        nargs="+",
        default=[],
        type=_recoding,
        metavar="EXCERPT:CODE=NEW",
        help="put another code in place of one, as in S012:samarbeid=tillit",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="take the data of DIR in place of data/")
    parser.add_argument(
        "--language", choices=("nb", "en"), default="nb", help="the edition whose results are told; default: nb"
    )
    parser.add_argument("--all", action="store_true", help="tell every change of a result, not the first few")


def run(chosen: argparse.Namespace) -> int:
    """Compare the results of the study with those of a changed one.

    Options can be combined, repeated and given several values; data/ is not touched.
    """
    from compendium.build.replication import pages_of_numbers
    from compendium.results.comparison import compare
    from compendium.results.compute import compute
    from compendium.results.parts import take_apart
    from compendium.results.report import comparison_lines

    if not any((chosen.drop_informant, chosen.drop_excerpt, chosen.drop_basis, chosen.recode, chosen.data)):
        print("Say what to change, for instance: python -m compendium whatif --drop-informant I02", file=sys.stderr)
        return 2
    study = load()
    changed = load(chosen.data) if chosen.data else study
    for excerpt, old, new in chosen.recode:
        changed = alternatives.recode(changed, excerpt, old, new)
    for basis in chosen.drop_basis:
        changed = alternatives.drop_basis(changed, basis)
    for excerpt in chosen.drop_excerpt:
        changed = alternatives.drop_excerpt(changed, excerpt)
    for informant in chosen.drop_informant:
        changed = alternatives.drop_informant(changed, informant)

    sizes = [(name, len(getattr(study, name)), len(getattr(changed, name))) for name in study.table_names()]
    rows = [f"  {name:20}{before:5} → {after}" for name, before, after in sizes if before != after]
    print("Rows", *(rows or ["  as many as before"]), sep="\n")
    found = compare(*(take_apart(compute(definition(), one), [chosen.language]) for one in (study, changed)))
    differing = [comparison for comparison in found if comparison.state != "same"]
    print("\nResults")
    for line in comparison_lines(differing, pages_of_numbers(ROOT), every=chosen.all):
        print(line)
    print(f"\n{len(differing)} of {len(found)} results change. data/ and results/ are as they were.")
    return 0
