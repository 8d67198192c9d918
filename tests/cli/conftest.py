"""How tests run the command line: in this process where its output is all that counts, else in one of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from triage.cli import main

CAPTION = "Cientos de vecinos protestan en la plaza contra la subida del alquiler"
BEFORE = "The council met on Tuesday to talk about the price of housing in the old town."
AFTER = "Owners say that they pay more for repairs every year, and that the rules would drive them out."
MIXED = f"{BEFORE}\n\n{CAPTION}\n\n{AFTER}\n"
MARKED = f"{BEFORE}\n\n[es] {CAPTION}\n\n{AFTER}\n"
PLAIN = f"{BEFORE}\n\n{AFTER}\n"


class Done(NamedTuple):
    """What came of a command."""

    status: int
    out: str
    err: str


Cli = Callable[..., Done]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Return a function that runs `triage` with arguments in a directory of its own; `stdin` is piped in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()  # no configuration from above

    def run(*args: str, stdin: bytes | None = None) -> Done:
        with open(tmp_path / ".git" / "stdin", "wb+") as piped:
            if stdin is not None:
                piped.write(stdin)
                piped.seek(0)
                monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(piped))
            capsysbinary.readouterr()
            status = main(args)
        out, err = capsysbinary.readouterr()
        return Done(status, out.decode("utf-8", "surrogateescape"), err.decode())

    return run
