"""Measure speed as a ratio: two tools in turn, several times, each time in processes of their own.

A single run says little on a machine that others share: it runs at one speed now and at half of it a second later. What
is measured one after the other is compared, and the median of the ratios counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.peers import TOOLS
from bench.table import markdown
from bench.worker import Run, load_run

ROUNDS = 9
_BYTES_PER_KB = 1000

# One thread each: the libraries start one per core otherwise.
ONE_THREAD = {
    name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
}


def run_apart(tool: str, data: Path) -> Run:
    """Run one tool on a data file in its own process."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch, "run.json")
        command = [sys.executable, "-m", "bench.worker", tool, str(data), str(out)]
        subprocess.run(command, check=True, env={**os.environ, **ONE_THREAD})
        return load_run(out)


def report(data: Path, texts: Sequence[str]) -> str:
    """Return the table of the speed of triage and of fastText per line, in turn."""
    names = ("triage", "fasttext-lines")
    seconds = [tuple(run_apart(name, data).cpu_s for name in names) for _ in range(ROUNDS)]
    kilobytes = sum(len(text.encode()) for text in texts) / _BYTES_PER_KB
    return table([TOOLS[name].title for name in names], kilobytes, seconds)


def table(titles: Sequence[str], kilobytes: float, seconds: Sequence[Sequence[float]]) -> str:
    """Return the median speed of each of two tools, and the ratios of the first to the second.

    Args:
        titles: of the two.
        kilobytes: how much they read in each round.
        seconds: for each round the CPU time of both.
    """
    speeds = [statistics.median(kilobytes / round[k] for round in seconds) for k in range(len(titles))]
    ratios = sorted(other / one for one, other in seconds)
    cells = [f"{speed:,.0f}" for speed in speeds]
    cells += [f"{ratio:.2f}" for ratio in (ratios[0], statistics.median(ratios), ratios[-1])]
    columns = ("rounds", *(f"KB/s of {title}" for title in titles), "ratio: least", "median", "most")
    return markdown(columns, [(str(len(seconds)), *cells)])
