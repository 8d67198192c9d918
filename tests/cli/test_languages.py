"""`triage languages` and `triage selftest`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Cli
from triage.cli import selftest


def test_each_language_has_its_evidence(cli: Cli) -> None:
    done = cli("languages")
    rows = dict(line.split(maxsplit=1) for line in done.out.splitlines())

    assert done.status == 0
    assert len(rows) >= 55
    assert rows["es"] == "word list, letters"
    assert rows["te"] == "letters"


def test_a_sound_installation_passes(cli: Cli) -> None:
    done = cli("selftest")

    assert done.status == 0
    assert done.out.startswith("triage ")
    assert done.out.count("\nok      ") == 4
    assert "FAILED" not in done.out
    assert "\nengine  argos: no pairs here\n" in done.out


def test_a_broken_installation_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document whose caption is no fragment stands for tables that find nothing."""
    monkeypatch.setattr(selftest, "_FRAGMENT", "Hundreds of people")
    done = cli("selftest")

    assert done.status == 1
    assert "FAILED  the Spanish line is found, and nothing else: found ['Cientos" in done.out
