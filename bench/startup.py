"""Measure start-up and memory of the command, as ratios to `python -c "import click"`: `python -m bench.startup`.

CPU time rather than wall time, and the median of several runs in turn, so that a busy machine changes little.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.table import markdown

RUNS = 15
ARTICLE = Path(__file__).parent.parent / "samples" / "article.txt"
_MS_PER_S = 1000

COMMANDS = {
    "`python -c 'import click'`": (sys.executable, "-c", "import click"),
    "`triage --version`": (sys.executable, "-m", "triage", "--version"),
    "`triage scan samples/article.txt`": (
        sys.executable, "-m", "triage", "scan", "--isolated", "--exit-zero", str(ARTICLE),
    ),
}  # fmt: skip


class Cost(NamedTuple):
    """What one run of a command cost."""

    cpu_s: float
    peak_mb: float


def measure(command: Sequence[str]) -> Cost:
    """Run a command once, its output thrown away."""
    # A small program in between, so that the memory reported is not what this process held when it forked.
    probe = (
        "import os, resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "usage = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "unit = 1024 * 1024 if sys.platform == 'darwin' else 1024\n"
        "print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)\n"
    )
    answer = subprocess.run([sys.executable, "-c", probe, *command], check=True, capture_output=True, text=True)
    cpu_s, peak_mb = map(float, answer.stdout.split())
    return Cost(cpu_s, peak_mb)


def report() -> str:
    """Return the table of start-up costs."""
    costs: dict[str, list[Cost]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        measure(command)  # byte-compile, fill file caches
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            costs[name].append(measure(command))
    medians = {name: statistics.median(cost.cpu_s for cost in runs) for name, runs in costs.items()}
    base = next(iter(medians.values()))
    rows = [
        (name, f"{cpu_s * _MS_PER_S:.0f}", f"{cpu_s / base:.2f}", f"{max(c.peak_mb for c in costs[name]):.0f}")
        for name, cpu_s in medians.items()
    ]
    return markdown(("command", "CPU ms", "ratio", "peak MB"), rows)


if __name__ == "__main__":
    print(report(), end="")
