"""One run of the benchmarks: measured, told, and written as table and chart."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import altair as alt
import pandas as pd

from compendium.checkout.files import ROOT
from compendium.study import load
from tools.bench.builds import BuildCost, build_costs
from tools.bench.sizes import SizeCost, size_cost
from tools.bench.synthetic import write_study

FOLDER = ROOT / "_build" / "bench"
SIZES = (10, 1_000, 100_000, 1_000_000)
# For the largest study: seconds and megabytes; for the study itself, seconds.
MOST_SECONDS, MOST_MB, CATALOGUE_SECONDS = 60, 4_000, 5
# A logarithmic scale has no place for less, and the clock of the processor hardly measures it.
LEAST_SECONDS = 0.01

Say = Callable[[str], None]


def machine() -> str:
    """The machine of a run in a line: system, processors, Python, and the load when it began."""
    load_average = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}{load_average}"


def builds_table(costs: list[BuildCost]) -> str:
    """The builds as a Markdown table."""
    lines = ["| build | seconds | against | ratio | aim |", "|---|---:|---|---:|---:|"]
    for cost in costs:
        aim = "" if cost.aim is None else f"{cost.aim:.2f}"
        lines.append(f"| {cost.name} | {cost.seconds:.1f} | {cost.against} | {cost.ratio:.2f} | {aim} |")
    return "\n".join(lines)


def sizes_table(costs: list[SizeCost]) -> str:
    """The studies of growing size as a Markdown table."""
    lines = [
        "| excerpts | load and validate, s | recompute, s | both on the clock, s | peak memory, MB | figures, kB | compressed, kB |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {cost.excerpts} | {cost.load_seconds:.1f} | {cost.compute_seconds:.1f} | {cost.clock_seconds:.1f} | {cost.peak_mb:.0f} | {cost.figures_kb:.0f} | {cost.figures_packed_kb:.0f} |"
        for cost in costs
    ]
    return "\n".join(lines)


def chart(builds: list[BuildCost], sizes: list[SizeCost]) -> alt.VConcatChart:
    """Builds as bars, and time against size on logarithmic scales, where linear growth is a line of slope one."""
    parts = []
    if builds:
        measured = {cost.name: cost.seconds for cost in builds}
        frame = pd.DataFrame(
            [
                {
                    "build": cost.name,
                    "seconds": cost.seconds,
                    "aim": None if cost.aim is None else cost.aim * measured[cost.against],
                }
                for cost in builds
            ]
        )
        bars = alt.Chart(frame, title="Builds, and what each may take at most (the stroke)").encode(
            y=alt.Y("build:N", sort=None, title=None)
        )
        parts.append(
            bars.mark_bar().encode(x=alt.X("seconds:Q", title="seconds"))
            + bars.mark_tick(color="black", thickness=3).encode(x=alt.X("aim:Q", title="seconds"))
        )
    if sizes:
        frame = pd.DataFrame(
            [
                {"excerpts": cost.excerpts, "step": step, "seconds": max(seconds, LEAST_SECONDS)}
                for cost in sizes
                for step, seconds in (("load and validate", cost.load_seconds), ("recompute", cost.compute_seconds))
            ]
        )
        powers = [10**power for power in range(7)]
        lines = alt.Chart(frame, title="Studies of growing size").encode(
            x=alt.X(
                "excerpts:Q",
                scale=alt.Scale(type="log", domain=[10, 1_000_000]),
                axis=alt.Axis(values=powers, format="~s", labelOverlap=False, labelFlush=False),
            ),
            y=alt.Y(
                "seconds:Q",
                scale=alt.Scale(type="log"),
                title="seconds of the processor",
                axis=alt.Axis(values=[LEAST_SECONDS, 0.1, 1, 10, 100]),
            ),
            color=alt.Color("step:N", title=None),
        )
        parts.append(
            lines.mark_line().encode(strokeDash=alt.StrokeDash("step:N", legend=None))
            + lines.mark_point(filled=True, size=60, opacity=1).encode(shape=alt.Shape("step:N", legend=None))
        )
    return alt.vconcat(*parts)


def run(builds: bool, sizes: bool, say: Say) -> None:
    """Measure what is asked for; writes `bench.md`, `bench.svg` and `bench.vl.json` to `_build/bench`."""
    text = [f"Machine: {machine()}"]
    say(text[0])
    built: list[BuildCost] = []
    sized: list[SizeCost] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if builds:
            say("Builds:")
            built = build_costs(folder, say)
            text.append(builds_table(built))
        if sizes:
            say("Studies of growing size:")
            text.append(
                f"Largest: aim below {MOST_SECONDS} s and {MOST_MB} MB; the study itself below {CATALOGUE_SECONDS} s."
            )
            for excerpts in (len(load().excerpts), *SIZES):
                data = folder / "study" / "data"
                data.parent.mkdir()
                write_study(data, excerpts)
                cost = size_cost(data)
                shutil.rmtree(data.parent)
                sized.append(cost)
                say(
                    f"  {cost.excerpts:9} excerpts  {cost.load_seconds + cost.compute_seconds:7.1f} s  {cost.peak_mb:7.0f} MB"
                )
            text.append(sizes_table(sized))
    FOLDER.mkdir(parents=True, exist_ok=True)
    report = "\n\n".join(text) + "\n"
    (FOLDER / "bench.md").write_text(report, encoding="utf-8")
    picture = chart(built, sized)
    picture.save(FOLDER / "bench.svg")
    picture.save(FOLDER / "bench.vl.json")
    say(f"\n{report}\nWritten to {FOLDER}")
