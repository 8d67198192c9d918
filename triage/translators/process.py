"""Run a program with a time limit: text in, text out, never through a shell."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence

from triage.errors import EngineError

_LAST_LINES = 3


def run(command: Sequence[str], text: str, *, timeout_seconds: float) -> str:
    """Return what a program writes for a text.

    The program gets its own session, so that a time limit ends its children too: Apertium is a script around a
    pipeline, and ending the script alone would leave the reader waiting for the pipeline's end.

    Raises:
        EngineError: the program is missing, fails, takes too long or writes no UTF-8.
    """
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        what = f"cannot run {command[0]} ({error.strerror})"
        raise EngineError(what, hint="install it or correct its path") from error
    try:
        output, errors = process.communicate(text.encode(), timeout=timeout_seconds)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise EngineError(
            f"{command[0]} did not answer within {timeout_seconds:g} seconds",
            hint="raise the time limit or send it less text",
        ) from error
    except BaseException:
        _end(process)  # Ctrl-C: the session of its own does not get the signal from the terminal
        raise
    if process.returncode:
        said = " / ".join(errors.decode(errors="replace").split("\n")[-_LAST_LINES - 1 :]).strip(" /")
        raise EngineError(f"{command[0]} failed with status {process.returncode}: {said or 'no message'}")
    try:
        return output.decode()
    except UnicodeDecodeError as error:
        raise EngineError(f"{command[0]} wrote no UTF-8 at byte {error.start}") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it ended by itself in the meantime
    process.kill()
    process.communicate()
