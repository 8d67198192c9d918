from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from triage.memory.cache import FILE, Cache, Cached, Place

PLACE = Place("argos\nes-en 1.9\n1", "es", "en")
HOUSE = Cached("The house", "names were masked", "2026-11-23")
KILLS = 15

WRITER = """
import sys
from pathlib import Path
from triage.memory.cache import Cache, Cached, Place
cache, place = Cache(Path(sys.argv[1])), Place("argos", "es", sys.argv[2])
print(flush=True)
for start in range(0, int(sys.argv[3]), 50):
    cache.remember(place, {f"text {n}": Cached(f"translation {n}", "", "") for n in range(start, start + 50)})
"""


def test_what_is_remembered_is_recalled_by_another_run(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").remember(PLACE, {"La casa": HOUSE})

    assert 0o600 == stat.S_IMODE((tmp_path / "cache" / FILE).stat().st_mode)
    assert {"La casa": HOUSE} == Cache(tmp_path / "cache").recall(PLACE, ["La casa", "El mar"])


@pytest.mark.parametrize("other", [PLACE._replace(origin="argos\nes-en 1.9\n2"), PLACE._replace(target="fr")])
def test_another_engine_model_or_pair_knows_nothing_of_it(tmp_path: Path, other: Place) -> None:
    Cache(tmp_path).remember(PLACE, {"La casa": HOUSE})

    assert {} == Cache(tmp_path).recall(other, ["La casa"])


def test_the_later_translation_counts(tmp_path: Path) -> None:
    Cache(tmp_path).remember(PLACE, {"La casa": HOUSE})
    Cache(tmp_path).remember(PLACE, {"La casa": HOUSE._replace(translation="The home")})

    assert "The home" == Cache(tmp_path).recall(PLACE, ["La casa"])["La casa"].translation


def test_many_texts_are_recalled_at_once(tmp_path: Path) -> None:
    texts = [f"texto {number}" for number in range(1000)]
    Cache(tmp_path).remember(PLACE, dict.fromkeys(texts, HOUSE))

    assert set(texts) == set(Cache(tmp_path).recall(PLACE, texts))


def test_a_cache_that_keeps_nothing_makes_nothing(tmp_path: Path) -> None:
    Cache(None).remember(PLACE, {"La casa": HOUSE})
    Cache(tmp_path / "cache").remember(PLACE, {})

    assert {} == Cache(None).recall(PLACE, ["La casa"])
    assert {} == Cache(tmp_path / "cache").recall(PLACE, ["La casa"])
    assert [] == os.listdir(tmp_path)


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\0" + bytes(range(256)) * 40])
def test_a_corrupt_file_is_set_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)

    assert {} == Cache(tmp_path).recall(PLACE, ["La casa"])
    assert content == (tmp_path / FILE).with_suffix(".corrupt").read_bytes()
    Cache(tmp_path).remember(PLACE, {"La casa": HOUSE})
    assert {"La casa": HOUSE} == Cache(tmp_path).recall(PLACE, ["La casa"])


def test_a_file_of_another_version_is_set_aside(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    Cache(tmp_path).remember(PLACE, {"La casa": HOUSE})

    assert {"translations.corrupt"} == set(os.listdir(tmp_path))


def test_a_cut_off_file_fails_no_run(tmp_path: Path) -> None:
    Cache(tmp_path).remember(PLACE, {f"texto {number}": HOUSE for number in range(500)})
    file = tmp_path / FILE
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    for _ in range(2):
        Cache(tmp_path).recall(PLACE, ["texto 1"])
        Cache(tmp_path).remember(PLACE, {"La casa": HOUSE})

    assert {"La casa": HOUSE} == Cache(tmp_path).recall(PLACE, ["La casa"])


def test_a_locked_cache_is_done_without(tmp_path: Path) -> None:
    Cache(tmp_path).remember(PLACE, {"La casa": HOUSE})
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert {} == Cache(tmp_path).recall(PLACE, ["La casa"])
    assert {"La casa": HOUSE} == Cache(tmp_path).recall(PLACE, ["La casa"])


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    Cache(tmp_path / "file").remember(PLACE, {"La casa": HOUSE})

    assert {} == Cache(tmp_path / "file").recall(PLACE, ["La casa"])


@pytest.mark.slow
def test_concurrent_runs_lose_nothing(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", WRITER, str(tmp_path), target, "400"] for target in ("en", "fr", "de")]
    processes = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    assert [0, 0, 0] == [process.wait() for process in processes]

    texts = [f"text {number}" for number in range(400)]
    for target in ("en", "fr", "de"):
        assert 400 == len(Cache(tmp_path).recall(Place("argos", "es", target), texts))


@pytest.mark.slow
def test_kill_at_any_moment_leaves_a_cache_that_opens(tmp_path: Path) -> None:
    for kill in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(tmp_path), "en", "100000"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                process.wait(0.003 * kill)
            except subprocess.TimeoutExpired:
                process.kill()
        assert -signal.SIGKILL == process.returncode
        Cache(tmp_path).recall(Place("argos", "es", "en"), ["text 0"])

    assert not (tmp_path / FILE).with_suffix(".corrupt").exists()
    assert {"text 0"} == set(Cache(tmp_path).recall(Place("argos", "es", "en"), ["text 0"]))
