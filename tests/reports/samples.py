"""Results for the reports: two documents with findings, one without."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from triage.model import (
    Action,
    Document,
    Edit,
    Finding,
    Fragment,
    Result,
    Role,
    Segment,
    Span,
    Translation,
)
from triage.reports import ReportOptions, make

TEXT = "🚢 News, 50% off.\r\n\r\n🚢 Vista del\r\npuerto, al alba\r\nHe cried: no pasarán"


def finding_of(text: str, phrase: str, **more: object) -> Finding:
    start = text.index(phrase)
    segment = Segment(Span(0, len(text)), text)
    fragment = Fragment(
        segment, Span(start, start + len(phrase)), "es", "en", 0.98765, "pt" if "alba" in phrase else None
    )
    finding = Finding(fragment, "TR001", Role.CAPTION, Action.FLAG, "es in en", None, "00112233445566" + phrase[:2])
    return replace(finding, **more)  # type: ignore[arg-type]  # fields of Finding, by the caller


CAPTION = finding_of(TEXT, "Vista del\r\npuerto, al alba")
QUOTE = finding_of(
    TEXT,
    "no pasarán",
    role=Role.QUOTE,
    action=Action.TRANSLATE,
    translation=Translation("they shall <not> pass", "en", "apertium", "eng-spa 0.8.1", created="2026-11-23"),
)
REJECTED = finding_of("Hola, mundo", "Hola, mundo", rule="TR004", action=Action.MARK, reason="a number, 7, is lost")

FOUND = Result(Document(TEXT, path="news/a, b: 100%.txt"), "en", (CAPTION, QUOTE))
NOTHING = Result(Document("Nothing here.", path="empty.txt"), "en", ())
PIPED = Result(
    Document("Hola, mundo"),
    "en",
    (REJECTED,),
    (Edit(Span(0, 0), "[es] "),),
    "[es] Hola, mundo",
    MappingProxyType({"no-engine:es:en": "no engine translates es to en here"}),
)


def render(name: str, *results: Result, colour: bool = False) -> str:
    """Return a whole report."""
    report = make(name, ReportOptions(colour))
    return "".join((report.begin(), *map(report.result, results), report.end()))
