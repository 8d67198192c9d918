"""Apply edits to a text, prove that nothing else changed, and turn offsets into lines and columns.

Knows neither formats nor languages. Everything here takes time linear in the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from triage.model import Edit, Span

_NEWLINE = re.compile(r"\r\n|\r|\n")


class Position(NamedTuple):
    """A place as people name it: line and column count from 1, columns in code points."""

    line: int
    column: int


class Lines:
    r"""The lines of a text: `\n`, `\r\n` and `\r` end one, nothing else does (no form feed, no U+2028).

    Args:
        text: the text; it is not kept.
    """

    def __init__(self, text: str) -> None:
        # An array: a million lines are 8 MB, as a list of int they would be 40.
        self._starts = array("Q", [0])
        self._starts.extend(match.end() for match in _NEWLINE.finditer(text))
        self._end = len(text)

    def __len__(self) -> int:
        """Return the number of lines; what follows the last newline counts, even when it is empty."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Return line and column of a code point, `0 <= offset <= len(text)`."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def span(self, line: int) -> Span:
        """Return what a line covers, its newline included.

        Raises:
            IndexError: the text has no such line.
        """
        if not 1 <= line <= len(self._starts):
            raise IndexError(f"line {line} of {len(self._starts)}")
        end = self._starts[line] if line < len(self._starts) else self._end
        return Span(self._starts[line - 1], end)


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits in document order, which those of `apply` must be in.

    Raises:
        ValueError: two of them overlap, or stand at the same place, so that their order would decide.
    """
    ordered = tuple(sorted(edits, key=lambda edit: edit.span))
    for one, other in zip(ordered, ordered[1:]):
        if other.span.start < one.span.end or other.span == one.span:
            raise ValueError(f"edits overlap: {one.span} and {other.span}")
    return ordered


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with all edits done at once: every span counts in the text as given.

    Args:
        text: the text.
        edits: in order and not overlapping, see `in_order`.

    Raises:
        ValueError: they are not in order, overlap, or lie outside the text.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        start, end = edit.span
        if not at <= start <= end <= len(text):
            raise ValueError(f"edit out of order or out of the text: {edit.span}")
        parts += text[at:start], edit.replacement
        at = end
    parts.append(text[at:])
    return "".join(parts)


def verify(before: str, after: str, edits: Sequence[Edit]) -> bool:
    """Tell whether two texts differ by exactly these edits; every other code point must be where it belongs.

    Independent of `apply`: it walks both texts, so that a fault there shows here.
    """
    at_before = at_after = 0
    for edit in edits:
        kept = edit.span.start - at_before
        if kept < 0 or before[at_before : edit.span.start] != after[at_after : at_after + kept]:
            return False
        at_after += kept
        if not after.startswith(edit.replacement, at_after):
            return False
        at_after += len(edit.replacement)
        at_before = edit.span.end
    return before[at_before:] == after[at_after:]
