from __future__ import annotations

import signal
import sys
import time

import pytest

from triage.translators.process import run


def test_text_goes_in_and_comes_out_as_utf8() -> None:
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1][::-1])"

    assert "¿Qué?\r\n日本" == run([sys.executable, "-c", echo], "¿Qué?\r\n日本", timeout_seconds=20)


def test_ctrl_c_ends_the_program_and_what_it_started() -> None:
    """It has a session of its own, so the terminal's signal does not reach it; else it would go on for a minute."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    started = time.monotonic()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(KeyboardInterrupt):
            run(["/bin/sh", "-c", "sleep 60 | sleep 60"], "", timeout_seconds=50)
    finally:
        signal.signal(signal.SIGALRM, before)

    assert time.monotonic() - started < 45
