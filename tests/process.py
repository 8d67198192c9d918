"""Run `triage` in a process of its own, where status, signals, pipes and memory are what is tested."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

PROJECT = Path(__file__).parent.parent
TRIAGE = (sys.executable, "-m", "triage")


class Done(NamedTuple):
    """What came of a process."""

    status: int
    out: bytes
    err: bytes


def environment() -> dict[str, str]:
    """Return the environment of the test, with the checkout importable."""
    return {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}


def run(*args: str, cwd: Path, stdin: Any = subprocess.DEVNULL, memory_bytes: int | None = None) -> Done:
    """Run `triage` to its end.

    Args:
        args: the command line.
        cwd: the working directory.
        stdin: bytes to pipe in, or what `subprocess` takes.
        memory_bytes: the address space it may have.
    """
    piped: dict[str, Any] = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    done = subprocess.run(
        [*TRIAGE, *args],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        check=False,
        preexec_fn=_limit(memory_bytes) if memory_bytes else None,
        **piped,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def start(*args: str, cwd: Path, **streams: Any) -> subprocess.Popen[bytes]:
    """Start `triage` and return at once."""
    return subprocess.Popen([*TRIAGE, *args], cwd=cwd, env=environment(), **streams)


def _limit(memory_bytes: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
