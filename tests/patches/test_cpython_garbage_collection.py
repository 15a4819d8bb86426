"""A process that keeps all it makes looks for garbage often, and seldom with the patch."""

import subprocess
import sys

from compendium.patches.cpython_garbage_collection import COLLECT_SELDOM

# As Sphinx does: many small objects, none of them garbage.
WORK = """
import gc
count = lambda: sum(generation["collections"] for generation in gc.get_stats())
before = count()
kept = [[number] for number in range(500_000)]
print(count() - before)
"""


def collections(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_still_needed():
    assert collections(WORK) > 100


def test_garbage_is_looked_for_seldom():
    assert collections(COLLECT_SELDOM + "\n" + WORK) < 10
