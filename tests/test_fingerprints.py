"""Fingerprints survive what does not matter and tell apart what does."""

from __future__ import annotations

import pytest

from triage.fingerprints import fingerprint, number

ONE = fingerprint("docs/a.txt", "TR001", "El niño llegó", 0)


@pytest.mark.parametrize(
    "other",
    [
        fingerprint("./docs/a.txt", "TR001", "El niño llegó", 0),
        fingerprint("docs\\a.txt", "TR001", "El niño llegó", 0),
        fingerprint("docs/a.txt", "TR001", " El  niño\r\n llegó ", 0),
        fingerprint("docs/a.txt", "TR001", "El nin\u0303o llego\u0301", 0),
    ],
)
def test_is_the_same(other: str) -> None:
    assert other == ONE


@pytest.mark.parametrize(
    "other",
    [
        fingerprint("docs/b.txt", "TR001", "El niño llegó", 0),
        fingerprint(None, "TR001", "El niño llegó", 0),
        fingerprint("docs/a.txt", "TR002", "El niño llegó", 0),
        fingerprint("docs/a.txt", "TR001", "El niño partió", 0),
        fingerprint("docs/a.txt", "TR001", "El niño llegó", 1),
    ],
)
def test_is_another(other: str) -> None:
    assert other != ONE


def test_a_finding_elsewhere_changes_nothing() -> None:
    alone = number("a.txt", [("TR001", "uno"), ("TR001", "dos")])
    more = number("a.txt", [("TR001", "cero"), ("TR001", "uno"), ("TR002", "uno"), ("TR001", "dos")])

    assert [more[1], more[3]] == alone


def test_equal_findings_differ() -> None:
    prints = number("a.txt", [("TR001", "uno"), ("TR001", " uno"), ("TR001", "uno")])

    assert len(set(prints)) == 3


def test_a_lone_surrogate_in_a_path_does_no_harm() -> None:
    assert len(fingerprint("caf\udce9.txt", "TR001", "uno", 0)) == 16
