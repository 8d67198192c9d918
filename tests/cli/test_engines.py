"""Which engine translates, and what goes before it: options, configuration, environment."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import AFTER, BEFORE, CAPTION, MARKED, MIXED, Cli
from triage.memory import tmx
from triage.memory.tmx import Unit

TRANSLATED = "Hundreds of neighbours protest in the square against the rise in rents"
BILINGUAL = f"{BEFORE}\n\n[es] {CAPTION}\n[en] {TRANSLATED}\n\n{AFTER}\n"
CLEAN = ("clean", "--lang", "en", "-")
PROGRAM = f"""
import json, sys
open({{log!r}}, "a").write("called\\n")
for line in sys.stdin:
    print(json.dumps({{{{"id": json.loads(line)["id"], "text": {TRANSLATED!r}}}}}))
"""


@pytest.fixture(autouse=True)
def _own_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no engine but those of a test."""
    monkeypatch.setenv("PATH", str(tmp_path / "no-programs"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def command(tmp_path: Path) -> str:
    """A translation command that logs its calls."""
    (tmp_path / "engine.py").write_text(PROGRAM.format(log=str(tmp_path / "log")))
    return f"'{sys.executable}' '{tmp_path / 'engine.py'}'"


def remember(path: Path, **changes: str) -> None:
    tmx.write(path, [Unit("es", "en", CAPTION, changes.get("translation", TRANSLATED))])


def test_without_an_engine_the_fragment_is_marked_and_the_way_out_told(cli: Cli) -> None:
    done = cli(*CLEAN, stdin=MIXED.encode())

    assert (0, MARKED) == done[:2]
    assert "triage models install es en" in done.err


def test_the_nearest_reviewed_memory_translates_without_any_engine(cli: Cli, tmp_path: Path) -> None:
    remember(tmp_path / ".triage" / "memory.tmx")

    assert (0, BILINGUAL, "") == cli(*CLEAN, stdin=MIXED.encode())


def test_a_memory_named_in_the_configuration_counts_from_there(cli: Cli, tmp_path: Path) -> None:
    remember(tmp_path / "l10n" / "captions.tmx")
    (tmp_path / "l10n" / "page.txt").write_text(MIXED)
    (tmp_path / ".triage.toml").write_text('memory = "l10n/captions.tmx"\nlang = "en"\n')

    assert BILINGUAL == cli("clean", "l10n/page.txt").out


def test_a_broken_memory_is_an_error_that_names_it(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / ".triage").mkdir()
    (tmp_path / ".triage" / "memory.tmx").write_text("<tmx>")
    done = cli(*CLEAN, stdin=MIXED.encode())

    assert (3, "") == done[:2]
    assert "memory.tmx: no TMX file" in done.err


def test_a_command_translates_and_is_not_asked_twice(cli: Cli, command: str, tmp_path: Path) -> None:
    for _ in range(2):
        assert (0, BILINGUAL, "") == cli(
            *CLEAN, "--engine", "command", "--engine-command", command, stdin=MIXED.encode()
        )

    assert "called\n" == (tmp_path / "log").read_text()


def test_without_the_cache_it_is(cli: Cli, command: str, tmp_path: Path) -> None:
    for _ in range(2):
        cli(*CLEAN, "--no-cache", "--engines", "argos,command", "--engine-command", command, stdin=MIXED.encode())

    assert 2 * "called\n" == (tmp_path / "log").read_text()
    assert not (tmp_path / "cache").exists()


def test_a_glossary_decides_about_terms(cli: Cli, command: str, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("es,en\nalquiler,rent control\n")
    args = ("--engine", "command", "--engine-command", command, "--glossary", "terms.csv")
    done = cli(*CLEAN, *args, stdin=MIXED.encode())

    assert MARKED == done.out
    assert "alquiler is not translated as rent control" in done.err


def test_a_command_that_is_no_command_line_is_a_usage_error(cli: Cli) -> None:
    done = cli(*CLEAN, "--engine-command", "'unclosed", stdin=MIXED.encode())

    assert (2, "") == done[:2]
    assert "engine-command: No closing quotation" in done.err


def test_an_api_key_comes_from_a_file_that_must_be_there(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIAGE_LIBRETRANSLATE_KEY_FILE", "no-such-file")
    done = cli(*CLEAN, stdin=MIXED.encode())

    assert (2, "") == done[:2]
    assert "no-such-file: the API key cannot be read" in done.err


def test_list_shows_the_engines_in_their_order(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / ".triage.toml").write_text('engines = ["command", "argos"]\nengine-command = "translate"\n')

    assert (0, "* -> *  command\n", "") == cli("models", "list")
