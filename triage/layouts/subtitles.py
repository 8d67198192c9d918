"""How subtitles are written: a translation is a second line in its cue, after the original with its mark.

WebVTT has `<lang es>…</lang>`; SubRip has no way to say a language, so it gets the marks of plain text, `[es] …`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage import readers
from triage.langtag import MARKED, primary
from triage.layouts import Order, Style, join
from triage.layouts.holes import close_holes, find_lines
from triage.layouts.stretch import stretch_of
from triage.model import Action, Document, Edit, Finding, Layout, Span

_TAG = re.compile(r"</?([a-zA-Z]+)[^<>]*>")


class SubtitleWriter:
    """SubRip and WebVTT."""

    def refuse(self, document: Document, order: Order, style: Style) -> str:
        """Return why not: the language has no mark, or a tag would be torn."""
        finding = order.finding
        if finding.fragment.segment.lang is not None:
            return f"it stands in text marked {finding.fragment.segment.lang}"
        if primary(finding.lang) not in MARKED:
            return f"subtitles have no mark for {finding.lang}"
        if _enclosed(document.text, stretch_of(finding.fragment).span) is None:
            return "its markup begins or ends outside it"
        replaces = finding.action is Action.TRANSLATE and order.layout is Layout.REPLACE
        if replaces and _TAG.search(document.text, *finding.span):
            return "its markup has no place in the translation"
        return ""

    def write(self, document: Document, orders: Sequence[Order], style: Style) -> tuple[Edit, ...]:
        """Return the edits."""
        removed = [_span_of(document, order.finding) for order in orders if _removes(order)]
        written = (edit for order in orders if not _removes(order) for edit in _write(document, order))
        return join([*written, *close_holes(document.text, removed)])

    def declare(self, document: Document, matrix: str) -> tuple[Edit, ...]:
        """Return nothing: players do not read the language of a file from its header."""
        return ()


def _enclosed(text: str, span: Span) -> Span | None:
    """Return a stretch with the tags that enclose it, so that none is torn."""
    start, end = span
    while (opening := re.compile(r"<([a-zA-Z]+)[^<>]*>\Z").search(text, max(0, start - 80), start)) and (
        closing := re.compile(rf"</{opening[1]}>").match(text, end)
    ):
        start, end = opening.start(), closing.end()
    depth = 0
    for tag in _TAG.finditer(text, start, end):
        depth += -1 if tag[0][1] == "/" else 1
        if depth < 0:
            return None
    return Span(start, end) if depth == 0 else None


def _removes(order: Order) -> bool:
    return order.finding.action is Action.DROP or (
        order.finding.action is Action.TRANSLATE and order.layout is Layout.SPLIT
    )


def _span_of(document: Document, finding: Finding) -> Span:
    stretch = stretch_of(finding.fragment)
    return _enclosed(document.text, stretch.span) or stretch.span


def _write(document: Document, order: Order) -> Sequence[Edit]:
    finding = order.finding
    span = _span_of(document, finding)
    if finding.action is Action.TRANSLATE and order.layout is Layout.REPLACE:
        return [Edit(finding.span, _words(document, finding, "", ""))]
    opening, closing = _marks(document, span, order)
    edits = [Edit(Span(span.start, span.start), opening)]
    if finding.action is Action.TRANSLATE:
        closing += _beside(document, span, order)
    return [*edits, Edit(Span(span.end, span.end), closing)] if closing else edits


def _words(document: Document, finding: Finding, lead: str, tail: str) -> str:
    assert finding.translation is not None
    words = lead + " ".join(finding.translation.text.split()) + tail
    return readers.escape(document, words, finding.fragment.segment)


def _alone(text: str, span: Span) -> bool:
    lines = find_lines(text, span)
    return not text[lines.start : span.start].strip() and not text[span.end : lines.end].strip()


def _marks(document: Document, span: Span, order: Order) -> tuple[str, str]:
    """Return what goes before and after an original."""
    finding = order.finding
    if document.format == "vtt":
        return f"<lang {finding.lang}>", "</lang>"
    text = document.text
    appends = finding.action is Action.TRANSLATE and order.layout is Layout.APPEND
    if _alone(text, span) and not appends and "\n" not in text[span.start : span.end]:
        return f"[{finding.lang}] ", ""
    return f"[{finding.lang}: ", "]"


def _beside(document: Document, span: Span, order: Order) -> str:
    finding = order.finding
    assert finding.translation is not None
    stretch = stretch_of(finding.fragment)
    target = finding.translation.target
    words = _words(document, finding, stretch.lead, stretch.tail)
    below = order.layout is Layout.PARALLEL and _alone(document.text, span)
    between = document.newline if below else " "
    if document.format == "vtt":
        return f"{between}<lang {target}>{words}</lang>"
    return f"{between}[{target}] {words}" if below else f"{between}[{target}: {words}]"


WRITER = SubtitleWriter()
