"""`triage languages` and `triage selftest`."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Cli
from triage.cli import selftest
from triage.cli.languages import tabulate
from triage.lid.inventory import Accuracy, LanguageFacts
from triage.lid.store import inventory


def test_each_language_has_its_evidence_and_accuracy(cli: Cli) -> None:
    """Names and kinds of evidence hold blanks, but no two of them in a row."""
    done = cli("languages")
    heading, *lines = [re.split(" {2,}", line) for line in done.out.splitlines()]
    rows = {line[0]: line[1:] for line in lines}

    assert done.status == 0
    assert heading == ["tag", "language", "evidence", "found", "named", "alarms"]
    assert sorted(rows) == sorted(inventory().tags)
    assert {len(row) for row in rows.values()} == {5}
    assert re.fullmatch(r"\d\d,\d{3} words, n-grams", rows["es"][1])
    assert rows["te"][:2] == ["Telugu", "n-grams, script"]
    assert all(re.fullmatch(r"\d+%", row[2]) and re.fullmatch(r"\d+%", row[3]) for row in rows.values())


def test_columns_are_aligned_and_what_was_not_measured_has_dashes() -> None:
    facts = [
        LanguageFacts("es", "Spanish", ("Latin",), False, 1200, "a list", Accuracy(1.0, 0.9, 1.0, 12.4)),
        LanguageFacts("xx", "Other", ("Latin",), False, 0, "a profile"),
    ]

    assert list(tabulate(facts)) == [
        "tag  language  evidence              found  named  alarms",
        "es   Spanish   1,200 words, n-grams   100%    90%      12",
        "xx   Other     n-grams                   -      -       -",
    ]


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
