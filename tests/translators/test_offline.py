"""Not one connection is tried: what translates on this machine does so in a process that may not open a socket."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.translators.conftest import FIXTURES, captions
from triage.memory import tmx
from triage.memory.tmx import Unit

# Every way to a socket that Python has raises an audit event; the first one ends the process with its name.
GUARDED = """
import os, sys
def refuse(event, args):
    if event.startswith("socket."):
        os.write(2, ("tried " + event).encode()); os._exit(99)
sys.addaudithook(refuse)
from triage.cli import main
sys.exit(main(sys.argv[1:]))
"""
ENGLISH = "The council met on Tuesday to talk about the price of housing in the old town."
CAPTION, TRANSLATION = captions("es-en")[0]
DOCUMENT = f"{ENGLISH}\n\n{CAPTION}\n\n{ENGLISH}\n"


def guarded(home: Path, *args: str, stdin: str = "", offline: str = "") -> subprocess.CompletedProcess[str]:
    """Run triage where opening a socket ends the process."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    environment["TRIAGE_OFFLINE"] = offline
    command = [sys.executable, "-c", GUARDED, *args]
    return subprocess.run(command, input=stdin, env=environment, cwd=home, capture_output=True, text=True, check=False)


def test_the_guard_ends_a_process_that_tries(tmp_path: Path) -> None:
    """Or the tests below would prove nothing."""
    done = guarded(tmp_path, "models", "install", "es", "en", "--yes")

    assert 99 == done.returncode
    assert done.stderr.startswith("tried socket.")


@pytest.mark.parametrize(
    "engine", [pytest.param("argos"), pytest.param("apertium", marks=pytest.mark.apertium), pytest.param("auto")]
)
def test_engines_of_this_machine_work_without_sockets(tmp_path: Path, engine: str) -> None:
    done = guarded(tmp_path, "models", "install", str(FIXTURES / "translate-es_en-0_1.argosmodel"))
    assert (0, "triage: installed") == (done.returncode, done.stderr[:17])
    done = guarded(tmp_path, "clean", "--engine", engine, "--lang", "en", "-", stdin=DOCUMENT)

    assert 0 == done.returncode, done.stderr
    assert f"\n[es] {CAPTION}\n[en] " in done.stdout


def test_a_chain_of_models_works_without_sockets(tmp_path: Path) -> None:
    for name in ("es_en", "en_fr"):
        guarded(tmp_path, "models", "install", str(FIXTURES / f"translate-{name}-0_1.argosmodel"))
    done = guarded(tmp_path, "clean", "--to", "fr", "--engine", "argos", "--lang", "en", "-", stdin=DOCUMENT)

    assert 0 == done.returncode, done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("scan", "-"),
        ("clean", "--action", "mark", "-"),
        ("clean", "-"),
        ("models", "list"),
        ("models", "verify"),
        ("models", "path"),
        ("languages",),
        ("config",),
    ],
    ids=" ".join,
)
def test_every_other_command_works_without_sockets(tmp_path: Path, args: tuple[str, ...]) -> None:
    done = guarded(tmp_path, *args, stdin=DOCUMENT)

    assert done.returncode in (0, 1), done.stderr


def test_the_reviewed_memory_works_without_sockets(tmp_path: Path) -> None:
    tmx.write(tmp_path / ".triage" / "memory.tmx", [Unit("es", "en", CAPTION, "Reviewed")])
    (tmp_path / "page.txt").write_text(DOCUMENT)
    done = guarded(tmp_path, "clean", "page.txt")

    assert (0, True) == (done.returncode, "[en] Reviewed" in done.stdout), done.stderr


@pytest.mark.parametrize("args", [("models", "install", "es", "en"), ("models", "list", "--available")], ids=" ".join)
def test_triage_offline_forbids_what_would_connect(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert guarded(tmp_path, *args, offline="1").returncode in (2, 3)
