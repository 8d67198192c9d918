"""`triage memory`: from what an engine made to what everyone gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CAPTION, MIXED, Cli
from triage.memory import tmx
from triage.memory.tmx import Unit

HOUSE = Unit("es", "en", "La casa", "The house", reviewed=False, engine="argos")


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tmx"
    tmx.write(path, [HOUSE, Unit("es", "en", "El\nmar", "The sea", reviewed=False)])
    return path


def test_what_is_added_counts_as_reviewed(cli: Cli, pairs: Path, tmp_path: Path) -> None:
    done = cli("memory", "add", "pairs.tmx")

    assert done == (0, "", "triage: .triage/memory.tmx: 2 translations, 2 of them new\n")
    assert cli("memory", "list") == (0, "es\ten\tEl mar\tThe sea\nes\ten\tLa casa\tThe house\n", "")
    assert cli("memory", "list", "--memory", "pairs.tmx").out.count("not reviewed") == 2
    assert ["argos", ""] == [unit.engine for unit in reversed(tmx.read(tmp_path / ".triage" / "memory.tmx"))]


def test_a_correction_replaces_what_was_there(cli: Cli, pairs: Path, tmp_path: Path) -> None:
    cli("memory", "add", "pairs.tmx")
    tmx.write(pairs, [Unit("es", "en", "La casa", "The home")])

    assert "2 translations, 0 of them new" in cli("memory", "add", "pairs.tmx").err
    assert "The home" in cli("memory", "list").out


def test_the_report_of_a_run_can_be_added_and_serves_the_next_one(cli: Cli, tmp_path: Path) -> None:
    tmx.write(tmp_path / "other.tmx", [Unit("es", "en", CAPTION, "Neighbours protest")])
    first = cli("clean", "--lang", "en", "--memory", "other.tmx", "--report", "pairs.tmx", "-", stdin=MIXED.encode())
    cli("memory", "add", "pairs.tmx")

    assert "[en] Neighbours protest" in first.out
    assert first.out == cli("clean", "--lang", "en", "-", stdin=MIXED.encode()).out


def test_without_a_memory_the_list_is_empty(cli: Cli) -> None:
    assert cli("memory", "list") == (0, "", "")


def test_a_file_without_translations_is_an_error(cli: Cli, tmp_path: Path) -> None:
    tmx.write(tmp_path / "none.tmx", [])

    assert (3, "") == cli("memory", "add", "none.tmx")[:2]
    assert (3, "") == cli("memory", "add", "missing.tmx")[:2]
