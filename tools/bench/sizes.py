"""What a study of a given size costs, measured in a process of its own so that its peak of memory is its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class SizeCost:
    """Seconds of loading with validation and of recomputing the catalogue, peak memory, and what the figures weigh.

    `load_seconds` and `compute_seconds` are the processor's, `clock_seconds` those
    of both on the clock, which other work on the machine makes more. `peak_mb` is
    in megabytes of 1e6 bytes; `figures_kb` is that of all figures' specs together,
    in kilobytes of 1e3 bytes, as they would stand in the pages, and
    `figures_packed_kb` as a server would send them.
    """

    excerpts: int
    load_seconds: float
    compute_seconds: float
    clock_seconds: float
    peak_mb: float
    figures_kb: float
    figures_packed_kb: float


def _measure(folder: Path) -> SizeCost:
    from compendium.results.compute import compute
    from compendium.study import definition, load
    from tools.bench.weights import compressed_size

    clock = time.monotonic()
    begun = time.process_time()
    study = load(folder)
    loaded = time.process_time()
    weight = packed = 0
    for result in compute(definition(), study).artefacts.values():
        if result.kind == "figure":
            text = json.dumps(result.specs["nb"], ensure_ascii=False, separators=(",", ":")).encode()
            weight += len(text)
            packed += compressed_size(text)
    done = time.process_time()
    clock = time.monotonic() - clock
    # Linux counts in kilobytes of 1024 bytes, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return SizeCost(len(study.excerpts), loaded - begun, done - loaded, clock, peak / 1e6, weight / 1e3, packed / 1e3)


def size_cost(folder: Path) -> SizeCost:
    """What the study in `folder` costs; raises `subprocess.CalledProcessError` if it can't be loaded or computed."""
    command = [sys.executable, "-m", __name__, str(folder)]
    root = Path(__file__).resolve().parents[2]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    return SizeCost(**json.loads(answer.stdout))


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(Path(sys.argv[1])))))
