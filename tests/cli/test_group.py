"""The command line as a whole: its commands, their help, and what start-up costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

import triage
from tests.cli.conftest import Cli
from tests.process import environment
from triage.cli import options
from triage.cli.group import COMMANDS
from triage.cli.group import triage as group
from triage.lid.finder import shared_finder


def command(name: str) -> click.Command:
    """Return a command as the group finds it."""
    found = group.get_command(click.Context(group), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_the_help_that_the_list_shows(name: str) -> None:
    assert command(name).get_short_help_str(limit=200) == COMMANDS[name].help
    assert command(name).help


@pytest.mark.parametrize("name", ["scan", "clean", "explain", "config"])
def test_every_option_has_help(name: str) -> None:
    missing = [param.name for param in command(name).params if isinstance(param, click.Option) and not param.help]

    assert missing == []


@pytest.mark.parametrize("name", ["scan", "clean", "explain"])
def test_every_option_is_a_configuration_key(name: str) -> None:
    keys = {options.key_of(param) for param in command(name).params if isinstance(param, click.Option)}

    assert keys - options.LINE_ONLY <= options.KEYS
    assert {"scan": "exit-zero", "clean": "in-place", "explain": "lang"}[name] in keys


def test_the_list_of_commands(cli: Cli) -> None:
    done = cli("--help")

    assert done.status == 0
    assert [line.split()[0] for line in done.out.partition("Commands:\n")[2].splitlines()] == list(COMMANDS)
    assert cli("-h") == done


def test_version(cli: Cli) -> None:
    assert cli("--version") == (0, f"triage {triage.__version__}\n", "")


@pytest.mark.parametrize("args", [("fly",), ("--fly",), ("scan", "--fly")])
def test_an_unknown_word_ends_with_status_2_and_one_line(cli: Cli, args: tuple[str, ...]) -> None:
    done = cli(*args)

    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("triage: No such ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_start_up_loads_click_and_nothing_slow(option: str, tmp_path: Path) -> None:
    """`triage --version` is to cost little more than `import click`: by what it loads, not by the clock."""
    code = (
        "import sys, click\n"
        "before = set(sys.modules)\n"
        "from triage.cli import main\n"
        f"main([{option!r}])\n"
        "print(*sorted(set(sys.modules) - before), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    loaded = {name for name in done.stderr.split() if not name.startswith(("triage", "encodings"))}

    assert {name for name in done.stderr.split() if name.startswith("triage")} == {
        "triage", "triage.cli", "triage.cli.group", "triage.errors",
    }  # fmt: skip
    assert len(loaded) < 15, loaded
    assert loaded.isdisjoint({"numpy", "langdetect", "importlib.metadata", "pathspec", "tomllib"})


def test_a_scan_of_one_file_loads_no_engine_and_no_other_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council met on Tuesday to talk about the price of housing.\n")
    code = "import sys\nfrom triage.cli import main\nmain(['scan', 'a.txt'])\nprint(*sys.modules, file=sys.stderr)\n"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())

    assert "triage.readers.text" in loaded
    assert loaded.isdisjoint({"langdetect", "ctranslate2", "pyromark", "yaml", "pathspec", "importlib.metadata"})
    assert loaded.isdisjoint({"triage.cli.clean", "triage.readers.markdown", "triage.translators.argos"})
    assert ("numpy" in loaded) == (shared_finder().name == "Python")


def test_python_m_triage_is_triage(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "triage", "--version"], cwd=tmp_path, env=environment(), capture_output=True, check=True
    )

    assert done.stdout == f"triage {triage.__version__}\n".encode()
