"""The summary."""

from __future__ import annotations

from tests.reports.samples import CAPTION, FOUND, NOTHING, PIPED, render
from triage.model import Document, Result


def test_counts_by_kind_most_frequent_first() -> None:
    many = Result(Document("x"), "en", (CAPTION,) * 9)

    assert render("statistics", FOUND, NOTHING, many, PIPED) == (
        "10  TR001  es  caption\n"
        " 1  TR001  es  quote\n"
        " 1  TR004  es  caption\n"
        "12 findings in 3 of 4 documents\n"
    )


def test_one_of_each() -> None:
    assert render("statistics", PIPED) == "1  TR004  es  caption\n1 finding in 1 of 1 document\n"


def test_nothing() -> None:
    assert render("statistics") == "0 findings in 0 of 0 documents\n"
