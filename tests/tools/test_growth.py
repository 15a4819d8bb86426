"""A study with far more excerpts takes its time and memory in line with them, and its figures weigh no more."""

import pandas as pd
import pytest

from compendium.qualitative.counts import MOST_NAMED, ids_by
from compendium.results.current import current
from tools.bench.sizes import size_cost
from tools.bench.synthetic import write_study

SIZES = (10, 1_000, 10_000, 40_000)


@pytest.fixture(scope="module")
def costs(tmp_path_factory):
    """What the studies of each size cost, by number of excerpts."""
    found = {}
    for excerpts in SIZES:
        data = tmp_path_factory.mktemp("study") / "data"
        write_study(data, excerpts)
        found[excerpts] = size_cost(data)
    return found


def test_figures_weigh_the_same_once_every_mark_is_there(costs):
    # 40 times the excerpts add a digit or two to the numbers and ids of a mark, and nothing else.
    assert costs[40_000].figures_kb < 1.03 * costs[1_000].figures_kb
    # Of ten excerpts most marks are not there: 34 of the 420 of `fig-kode-informant`.
    assert costs[10].figures_kb < costs[1_000].figures_kb < 2.1 * costs[10].figures_kb


def test_time_grows_in_line_with_the_excerpts(costs):
    seconds = {excerpts: cost.load_seconds + cost.compute_seconds for excerpts, cost in costs.items()}
    # In line it is 4.3 times as much, with the square 18 times. A busy machine blurs it.
    assert seconds[40_000] - seconds[1_000] < 10 * (seconds[10_000] - seconds[1_000])


def test_a_million_excerpts_would_fit_in_four_gigabytes(costs):
    for_each = (costs[40_000].peak_mb - costs[1_000].peak_mb) / 39_000
    assert costs[1_000].peak_mb + 999_000 * for_each < 4_000


def test_figures_of_the_study_itself_name_every_excerpt():
    for result in current().artefacts.values():
        if result.kind == "figure" and result.artefact.ids:
            assert "…" not in " ".join(result.frame[result.artefact.ids]), result.id


def grouped(sizes):
    """Excerpts of each group, in the order of their ids; each stands twice."""
    rows = [(group, f"S{number:04}") for group, size in sizes.items() for number in range(size)]
    return pd.DataFrame([*rows, *reversed(rows)], columns=["group", "excerpt_id"])


def test_ids_are_named_once_and_in_order():
    assert ids_by(grouped({"a": 3, "b": 1}), ["group"]) == {("a",): "S0000 S0001 S0002", ("b",): "S0000"}


def test_all_ids_are_named_as_long_as_they_are_not_too_many():
    ids = ids_by(grouped({"a": MOST_NAMED - 3, "b": 3}), ["group"])
    assert (len(ids["a",].split()), len(ids["b",].split())) == (MOST_NAMED - 3, 3)


def test_of_too_many_ids_each_group_names_an_equal_share():
    ids = ids_by(grouped({"a": MOST_NAMED, "b": 3, "c": MOST_NAMED}), ["group"])
    share = (MOST_NAMED - 3) // 2
    assert ids["b",] == "S0000 S0001 S0002"
    assert ids["a",] == ids["c",] == " ".join([*(f"S{number:04}" for number in range(share)), "…"])


def test_each_group_names_one_excerpt_however_many_groups_there_are():
    ids = ids_by(grouped({f"{number:04}": 2 for number in range(MOST_NAMED + 1)}), ["group"])
    assert set(ids.values()) == {"S0000 …"}
