"""Measure the memory of a process."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

_KIB_PER_MIB = 1024


def peak_mb() -> float:
    """Return the peak resident memory of this process in MiB.

    On Linux from /proc: `ru_maxrss` starts at what the parent held when it forked.
    """
    status = Path("/proc/self/status")
    if status.exists():
        match = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii"))
        if match:
            return int(match.group(1)) / _KIB_PER_MIB
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / _KIB_PER_MIB / (_KIB_PER_MIB if sys.platform == "darwin" else 1)


def current_mb() -> float:
    """Return the resident memory of this process now, in MiB; the peak where the system does not tell."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / _KIB_PER_MIB**2
    return peak_mb()
