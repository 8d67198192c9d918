"""The report for people."""

from __future__ import annotations

from tests.reports.samples import FOUND, NOTHING, PIPED, finding_of, render
from triage.model import Document, Result


def test_a_line_for_each_finding() -> None:
    assert render("text", FOUND, NOTHING, PIPED) == (
        "news/a, b: 100%.txt:3:3: TR001 es/pt 0.99 caption flag: Vista del puerto, al alba\n"
        "news/a, b: 100%.txt:5:11: TR001 es 0.99 quote translate: no pasarán\n"
        "<stdin>:1:1: TR004 es 0.99 caption mark: Hola, mundo (a number, 7, is lost)\n"
    )


def test_colour_only_when_told() -> None:
    assert "\x1b" not in render("text", FOUND)
    assert render("text", PIPED, colour=True) == (
        "\x1b[1m<stdin>\x1b[0m:1:1: \x1b[31mTR004\x1b[0m \x1b[36mes\x1b[0m 0.99 caption mark: "
        "Hola, mundo (a number, 7, is lost)\n"
    )


def test_a_long_fragment_is_cut() -> None:
    text = "palabra " * 20
    (line,) = render("text", Result(Document(text), "en", (finding_of(text, text.strip()),))).splitlines()

    assert line.endswith("palabra…")
    assert len(line) < 120
