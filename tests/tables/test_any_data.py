"""Whatever is written into the data, they are a study or every problem is told in a line: no traceback, no hanging."""

import copy
import csv
import json
import shutil
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Study, load
from compendium.study import DATA
from compendium.tables.problems import DataError

NAMES = sorted(path.name for path in DATA.iterdir() if path.is_file())
TABLES = [name for name in NAMES if name.endswith(".csv")]
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
# Far more than a study takes on a busy machine; what hangs takes longer than anybody waits.
LIMIT = 60

SIGNS = st.sampled_from(
    list("=+-@\t\r\n\0\",;«»“” ­​‮\ufeff\ufdd0\ue000＝😀é'\\<>&{}%") + ["e\u0301", "\U000e0041", "\ud7ff"]
)
WORDS = st.sampled_from(
    [
        "S001",
        "I01",
        "C01",
        "S001 S002",
        "2021-02-30",
        "9" * 400,
        "-1",
        "1e400",
        "NaN",
        "javascript:x",
        "x" * 70_000,
        "tillit",
        "K001",
    ]
)
CELLS = st.one_of(WORDS, st.text(max_size=20), st.lists(st.one_of(SIGNS, WORDS), max_size=5).map("".join))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=10)
    | st.sampled_from(["firms", "section", "(a+)+b", "[", "string", "../x", 2**70]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=5) | st.sampled_from(["name", "fields", "path", "type", "pattern"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A copy of the data, whose files `written` puts back."""
    return shutil.copytree(DATA, tmp_path_factory.mktemp("study") / "data")


def judge(data, name, content):
    """Load the data with other bytes in one file, and see that they are a study or are told."""
    (data / name).write_bytes(content)
    begun = time.monotonic()
    try:
        assert isinstance(load(data), Study)
    except DataError as error:
        assert error.problems
        for problem in error.problems:
            assert str(problem).startswith(f"{data}/") and str(problem).isprintable() and len(str(problem)) < 2_000
    finally:
        (data / name).write_bytes((DATA / name).read_bytes())
    assert time.monotonic() - begun < LIMIT


@settings(max_examples=25)
@given(st.data())
def test_any_cells(data, drawn):
    name = drawn.draw(st.sampled_from(TABLES))
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for _ in range(drawn.draw(st.integers(1, 8))):
        row = drawn.draw(st.integers(0, len(rows) - 1))
        rows[row][drawn.draw(st.integers(0, len(rows[0]) - 1))] = drawn.draw(CELLS)
    path = data / name
    with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    judge(data, name, path.read_bytes())


@settings(max_examples=25)
@given(
    st.sampled_from(NAMES),
    st.integers(0),
    st.integers(0, 30),
    st.binary(max_size=20) | CELLS.map(lambda text: text.encode("utf-8", "surrogatepass")),
)
def test_any_bytes(data, name, place, length, junk):
    content = (DATA / name).read_bytes()
    place %= len(content) + 1
    judge(data, name, content[:place] + junk + content[place + length :])


@settings(max_examples=30)
@given(st.data())
def test_any_description(data, drawn):
    descriptor = copy.deepcopy(DESCRIPTOR)
    for _ in range(drawn.draw(st.integers(1, 3))):
        holder = descriptor
        while True:
            keys = sorted(holder) if isinstance(holder, dict) else range(len(holder))
            key = drawn.draw(st.sampled_from(keys))
            if not isinstance(holder[key], (dict, list)) or not holder[key] or drawn.draw(st.integers(0, 6)) == 0:
                break
            holder = holder[key]
        what = drawn.draw(st.sampled_from(["replace", "remove", "add", "repeat"]))
        if what == "replace":
            holder[key] = drawn.draw(JSON)
        elif what == "remove" and len(holder) > 1:
            del holder[key]
        elif what == "repeat" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif isinstance(holder, dict):
            holder[drawn.draw(st.text(max_size=8))] = drawn.draw(JSON)
    judge(data, "datapackage.json", json.dumps(descriptor).encode())
