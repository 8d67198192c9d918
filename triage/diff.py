"""Show edits as a unified diff, from the edits themselves: linear in the text, where comparing two texts is not.

A line ends with a line feed, as in `diff` and `patch`; carriage returns belong to the line.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from triage import edits as editing
from triage.model import Edit, Span

CONTEXT_LINES = 3
_NO_NEWLINE = "\n\\ No newline at end of file\n"


class _Change(NamedTuple):
    """Old lines `start` to `end` (counted from 0, half-open) give way to new lines."""

    start: int
    end: int
    lines: tuple[str, ...]


class _OldText:
    """The old text by lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = array("Q", [0])
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
        if self._starts[-1] == len(text) and text:
            self._starts.pop()  # nothing follows the last newline: no line
        self.count = len(self._starts) if text else 0

    def line_of(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def start(self, line: int) -> int:
        return self._starts[line] if line < self.count else len(self.text)

    def lines(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(self.text[one:other] for one, other in pairwise(map(self.start, range(start, end + 1))))


def unified(text: str, edits: Sequence[Edit], *, name: str) -> Iterator[str]:
    """Yield the pieces of a unified diff; none without edits.

    Args:
        text: the text before.
        edits: in order and not overlapping.
        name: of the file, for the two header lines.
    """
    old = _OldText(text)
    changes = [change for change in _changes(old, edits) if change.lines or change.end > change.start]
    if not changes:
        return
    yield f"--- {name}\n+++ {name}\n"
    shift = 0
    for hunk in _hunks(changes):
        yield from _write(old, hunk, shift)
        shift += sum(len(change.lines) - (change.end - change.start) for change in hunk)


def _changes(old: _OldText, edits: Sequence[Edit]) -> Iterator[_Change]:
    """Yield what happens to whole lines; edits on the same line are one change."""
    group: list[Edit] = []
    start = end = 0
    for edit in edits:
        first, last = old.line_of(edit.span.start), min(old.line_of(edit.span.end) + 1, old.count)
        if group and first >= end:
            yield _change(old, start, end, group)
            group = []
        start = start if group else first
        group.append(edit)
        end = last
    if group:
        yield _change(old, start, end, group)


def _change(old: _OldText, start: int, end: int, edits: Sequence[Edit]) -> _Change:
    base = old.start(start)
    before = old.text[base : old.start(end)]
    moved = [Edit(Span(edit.span.start - base, edit.span.end - base), edit.replacement) for edit in edits]
    return _trim(start, old.lines(start, end), _split(editing.apply(before, moved)))


def _split(text: str) -> tuple[str, ...]:
    """Return the lines of a text with their line feeds."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return tuple(lines if lines[-1] else lines[:-1])


def _trim(start: int, old: tuple[str, ...], new: tuple[str, ...]) -> _Change:
    """Leave out the lines at both ends that stay."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _Change(start + head, start + len(old) - tail, new[head : len(new) - tail])


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Yield the changes whose context touches together."""
    hunk = [changes[0]]
    for change in changes[1:]:
        if change.start - hunk[-1].end > 2 * CONTEXT_LINES:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _write(old: _OldText, hunk: Sequence[_Change], shift: int) -> Iterator[str]:
    """Yield a hunk; `shift` is by how many lines the new text is ahead of the old one before it."""
    start = max(hunk[0].start - CONTEXT_LINES, 0)
    end = min(hunk[-1].end + CONTEXT_LINES, old.count)
    growth = sum(len(change.lines) - (change.end - change.start) for change in hunk)
    yield f"@@ -{_range(start, end - start)} +{_range(start + shift, end - start + growth)} @@\n"
    at = start
    for change in hunk:
        yield from _prefixed(" ", old.lines(at, change.start))
        yield from _prefixed("-", old.lines(change.start, change.end))
        yield from _prefixed("+", change.lines)
        at = change.end
    yield from _prefixed(" ", old.lines(at, end))


def _range(start: int, count: int) -> str:
    """Return a line range as unified diff has it: an empty one names the line before it."""
    if count == 1:
        return str(start + 1)
    return f"{start + 1 if count else start},{count}"


def _prefixed(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line + ("" if line.endswith("\n") else _NO_NEWLINE)
