"""How far the published excerpts of some of the informants reach: over every choice of informants, none left out."""

from __future__ import annotations

import pandas as pd

from .counts import BASES, by_number, code_by_informant
from .study import Study

# Each further informant doubles the choices; this many take a second.
MOST_INFORMANTS = 20


def _reached(codes_of: list[int]) -> list[list[int]]:
    """For each number of informants, how many codes every choice of that many reaches; codes are bits."""
    together = [0]
    by_size: list[list[int]] = [[] for _ in range(len(codes_of) + 1)]
    by_size[0].append(0)
    for codes in codes_of:
        together += [union | codes for union in together]
    for choice, union in enumerate(together):
        if choice:
            by_size[choice.bit_count()].append(union.bit_count())
    return by_size


def code_reach(study: Study) -> pd.DataFrame:
    """How many codes any n informants reach with their published excerpts.

    Columns basis, informants (n, from 1 to all, those never quoted included),
    least, median, most (codes, over all choices of n informants). A code is
    reached when at least one excerpt of the chosen carries it on that basis.

    This is spread, not saturation: Guest, Namey and Chen (2020), "A simple method
    to assess and report thematic saturation in qualitative research", measure new
    information in the order of interviewing, which is lost here, and the excerpts
    are a selection. Raises `ValueError` with more than 20 informants, since the
    number of choices doubles with each.
    """
    everyone = sorted(study.informants["informant_id"], key=by_number)
    if len(everyone) > MOST_INFORMANTS:
        raise ValueError(f"{len(everyone)} informants have too many choices to go through; {MOST_INFORMANTS} are the most")
    coded = code_by_informant(study)
    bit = {code: 1 << place for place, code in enumerate(study.codes["code_id"])}
    rows = []
    for basis in BASES:
        own = coded[coded["basis"] == basis].groupby("informant_id")["code_id"].unique()
        codes_of = [sum(bit[code] for code in own.get(informant, ())) for informant in everyone]
        for size, reached in enumerate(_reached(codes_of)):
            if size:
                rows.append((basis, size, min(reached), float(pd.Series(reached).median()), max(reached)))
    return pd.DataFrame(rows, columns=["basis", "informants", "least", "median", "most"])
