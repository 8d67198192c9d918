"""Kill -9 at random moments: every file is the old or the new one, and the store and the cache open again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import AFTER, BEFORE, CAPTION
from tests.translators.conftest import FIXTURES

PROJECT = Path(__file__).parents[2]
KILLS = 50
SEED = 20261123
DOCUMENTS = 12

# One process imports triage and forks for each kill: else most moments would fall into the start of Python.
DRIVER = """
import os, random, signal, sys, time
from triage.cli import main

kills, seed, reset, args = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:]

def child():
    pid = os.fork()
    if pid == 0:
        os._exit(main(args))
    return pid

def prepare():
    for name in os.listdir(reset):
        with open(os.path.join(reset, name), "rb") as old, open(name, "wb") as new:
            new.write(old.read())

chance, killed = random.Random(seed), 0
prepare()
said = os.dup(2)
os.dup2(os.open(os.devnull, os.O_RDWR), 2)
assert main(args) == 0  # here, so that all is imported and the cache is filled
prepare()
start = time.perf_counter()
assert os.waitpid(child(), 0)[1] == 0
whole_seconds = time.perf_counter() - start
for _ in range(kills):
    prepare()
    pid = child()
    time.sleep(chance.uniform(0, whole_seconds))
    os.kill(pid, signal.SIGKILL)
    killed += os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    for name in os.listdir(reset):
        with open(name, "rb") as file, open("found", "ab") as found:
            found.write(file.read() + bytes(1))
prepare()
assert os.waitpid(child(), 0)[1] == 0
os.dup2(said, 2)
assert killed > kills / 3, killed
"""
ENGINE = """
import json, sys
for line in sys.stdin:
    number = json.loads(line)["text"].split()[0]
    print(json.dumps({"id": json.loads(line)["id"], "text": f"{number} neighbours protest in the square"}))
"""


def drive(directory: Path, reset: Path, *args: str) -> None:
    """Run a command many times in a directory, killed at random moments, and once more to the end."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(directory / "home"), "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", DRIVER, str(KILLS), str(SEED), str(reset), *args]
    done = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_documents_are_old_or_new_and_whole(tmp_path: Path) -> None:
    reset, directory = tmp_path / "old", tmp_path / "work"
    reset.mkdir()
    directory.mkdir()
    (directory / ".git").mkdir()
    old = {f"{n}.txt": f"{BEFORE}\n\n{n} {CAPTION}\n\n{AFTER}\n".encode() for n in range(1000, 1000 + DOCUMENTS)}
    for name, data in old.items():
        (reset / name).write_bytes(data)
    (tmp_path / "engine.py").write_text(ENGINE)
    engine = ("--engine", "command", "--engine-command", f"{sys.executable} {tmp_path / 'engine.py'}")
    drive(directory, reset, "clean", "--in-place", "--lang", "en", *engine, ".")

    new = {(directory / name).read_bytes() for name in old}
    assert DOCUMENTS == len(new - set(old.values()))
    found = set((directory / "found").read_bytes().split(bytes(1))[:-1])
    assert found <= new | set(old.values())
    assert found & new
    cache = directory / "home" / ".cache" / "triage"
    assert ["translations.sqlite3"] == [name for name in os.listdir(cache) if "journal" not in name]


@pytest.mark.slow
def test_the_store_has_whole_packages_only(tmp_path: Path) -> None:
    reset, directory = tmp_path / "none", tmp_path / "work"
    reset.mkdir()
    directory.mkdir()
    drive(directory, reset, "models", "install", str(FIXTURES / "translate-es_en-0_1.argosmodel"))
    store = directory / "home" / ".local" / "share" / "argos-translate" / "packages"

    assert all((path / "metadata.json").exists() for path in store.iterdir())
    environment = {"PATH": os.environ["PATH"], "HOME": str(directory / "home"), "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "triage", "models", "verify"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (0, {"es-en 0.1: ok"}) == (done.returncode, set(done.stdout.splitlines())), done.stderr
