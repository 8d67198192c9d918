"""Remove stretches of plain text so that no hole shows: no double blank line, no double blank, no empty quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from triage.model import Edit, Span

_NEWLINES = "\r\n"
_STEP = 4096  # code points; longer than nearly every line
_BLANK = re.compile(r"[ \t\u00a0]")
_SPACE = re.compile(r"\s")
_SOMETHING = re.compile(r"\S")
_CLOSERS = ".,;:!?…)]}»”"
_PAIRS = frozenset({'""', "''", "“”", "‘’", "„“", "«»", "»«", "‹›", "()", "[]"})

_BLANK_LINES_AHEAD = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\r|\n))*(?:[^\S\r\n]*\Z)?")
_NEWLINE = re.compile(r"\r\n|\r|\n")


def find_lines(text: str, span: Span) -> Span:
    """Return the lines a span touches, without the newline that ends the last."""
    newline = _NEWLINE.search(text, span.end)
    return Span(_line_start(text, span.start), newline.start() if newline else len(text))


def _line_start(text: str, at: int) -> int:
    r"""Search backwards in steps: a document of `\r` alone must not be searched to its beginning for a `\n`."""
    while at:
        low = max(0, at - _STEP)
        newline = max(text.rfind("\n", low, at), text.rfind("\r", low, at))
        if newline >= 0:
            return newline + 1
        at = low
    return 0


def own_lines(text: str, span: Span, *, opening: str = "", closing: str = "") -> Span | None:
    """Return the lines a span fills, None if anything else stands on them. Looks no further than it must.

    Args:
        text: the document.
        span: part of it.
        opening: characters that may stand before the span, besides blanks.
        closing: characters that may stand after it.
    """
    start, end = span
    while start and text[start - 1] not in _NEWLINES and (text[start - 1].isspace() or text[start - 1] in opening):
        start -= 1
    while end < len(text) and text[end] not in _NEWLINES and (text[end].isspace() or text[end] in closing):
        end += 1
    alone = (not start or text[start - 1] in _NEWLINES) and (end == len(text) or text[end] in _NEWLINES)
    return Span(start, end) if alone else None


def close_holes(text: str, removed: Sequence[Span]) -> tuple[Edit, ...]:
    """Return the deletions for spans in document order, not overlapping.

    Whole lines go with their newline and, where a blank line stands on both sides, with the blank lines behind them; a
    stretch within a line goes with the quotation marks or brackets around it and one of the blanks beside it.
    """
    lines: list[Span] = []
    deletions: list[Span] = []
    for span in removed:
        whole = own_lines(text, span)
        if whole is None:
            deletions.append(_widen(text, span))
        else:
            lines.append(whole)
    deletions += [_with_newlines(text, run) for run in _runs(text, lines)]
    return tuple(Edit(span, "") for span in _merge(sorted(deletions)))


def _runs(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Join removed lines between which there is nothing but blank space."""
    run: Span | None = None
    for span in lines:
        if run is not None and not text[run.end : span.start].strip():
            run = Span(run.start, span.end)
            continue
        if run is not None:
            yield run
        run = span
    if run is not None:
        yield run


def _with_newlines(text: str, run: Span) -> Span:
    newline = _NEWLINE.match(text, run.end)
    end = newline.end() if newline else run.end
    kept = _skip_back(text, run.start, _SPACE)
    if not _SOMETHING.search(text, end):
        return _at_the_end(text, run, kept, ended=newline is not None)
    blank_before = not kept or len(_NEWLINE.findall(text, kept, run.start)) > 1
    ahead = _BLANK_LINES_AHEAD.match(text, end)
    return Span(run.start, ahead.end() if blank_before and ahead else end)


def _at_the_end(text: str, run: Span, kept: int, *, ended: bool) -> Span:
    """Return the deletion of the last lines; the document keeps, or keeps lacking, its final newline."""
    if not kept:
        return Span(0, len(text))
    newline = _NEWLINE.search(text, kept, run.start)
    assert newline is not None, "a line that is not the first follows one"
    return Span(newline.end() if ended else kept, len(text))


def _widen(text: str, span: Span) -> Span:
    """Return a span within a line with its enclosing pair and with the blanks that would stand doubled."""
    start, end = span
    while start and end < len(text) and text[start - 1] + text[end] in _PAIRS:
        start, end = start - 1, end + 1
    left = _skip_back(text, start, _BLANK)
    right = end
    while right < len(text) and _BLANK.match(text[right]):
        right += 1
    opens = left == 0 or text[left - 1] in _NEWLINES
    closes = right == len(text) or text[right] in _NEWLINES or text[right] in _CLOSERS
    if opens:
        return Span(start, right)
    return Span(left, end) if closes or right > end else Span(start, end)


def _skip_back(text: str, at: int, pattern: re.Pattern[str]) -> int:
    """Return where the run of matching characters that ends at `at` begins; never copies the text before it."""
    while at and pattern.match(text[at - 1]):
        at -= 1
    return at


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
