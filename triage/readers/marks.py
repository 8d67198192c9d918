"""The marks triage writes into plain text: `[es] …` owns a line, `[es: …]` stands inside one and may run over lines.

Reading them back as declared languages is what makes cleaning idempotent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from triage.langtag import MARKED, primary
from triage.model import Span

_TAG = r"\[([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})"
_MARK = re.compile(rf"{_TAG}(?:\][ \t]|:[ \t])")
_LINE = re.compile(rf"(?<![^\r\n\f])[^\S\r\n]*{_TAG}\][ \t]+([^\s](?:[^\r\n]*[^\s])?)")
_BRACKET = re.compile(rf"{_TAG}:[ \t]+(?=[^\]\s])|[\[\]]")


class Mark(NamedTuple):
    """A marked stretch: `span` with its mark, `inner` without, both in the text that was searched."""

    span: Span
    inner: Span
    lang: str
    owns_line: bool


def may_be_marked(text: str) -> bool:
    """Tell quickly whether a text may hold a mark; False is certain."""
    return "[" in text and _MARK.search(text) is not None


def find_marks(text: str, start: int, end: int) -> tuple[Mark, ...]:
    """Return the outermost marks in a block of text, in order, not overlapping.

    Args:
        text: the document.
        start: where the block begins; code points.
        end: where it ends. A `[es: …]` without its closing bracket before there is no mark.
    """
    marks: list[Mark] = []
    at = start
    for line in _line_marks(text, start, end):
        marks += _inline_marks(text, at, line.span.start)
        marks.append(line)
        at = line.span.end
    marks += _inline_marks(text, at, end)
    return tuple(marks)


def _line_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    while start and text[start - 1] in " \t":
        start -= 1  # the block's indentation: a mark is one only at the beginning of its line
    for match in _LINE.finditer(text, start, end):
        if primary(match[1]) in MARKED:
            yield Mark(Span(match.start(1) - 1, match.end()), Span(*match.span(2)), match[1], True)


def _inline_marks(text: str, start: int, end: int) -> list[Mark]:
    """Pair brackets with a stack, so that a thousand open ones stay linear and a mark may hold brackets."""
    marks: list[Mark] = []
    opened: list[re.Match[str]] = []
    for match in _BRACKET.finditer(text, start, end):
        if match[0] != "]":
            opened.append(match)
        elif opened:
            begin = opened.pop()
            if begin[1] and primary(begin[1]) in MARKED:
                while marks and marks[-1].span.start > begin.start():
                    marks.pop()  # a mark within this one
                span = Span(begin.start(), match.end())
                marks.append(Mark(span, Span(begin.end(), match.start()), begin[1], False))
    return marks
