"""Plain text: one segment per block between blank lines, and triage's own marks read back as declared languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from triage.model import Origin, Role, Segment, Site, Span, Syntax
from triage.readers import ReaderOptions, Reading
from triage.readers.values import make_segment

if TYPE_CHECKING:
    from triage.readers.marks import Mark

# Stands in logical text for what is not text, so that the words around it are not read as neighbours.
OBJECT = "\ufffc"

# Two newlines with only blank space between them; a form feed or an ideographic space is blank.
_GAP = re.compile(r"(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]\s*")
# Most texts have no such gap and can be split at two newlines, which takes half as long.
_BLANK_LINE = re.compile(r"\n[^\S\n]+\n")

_BLOCK = Site(Syntax.BLOCK, "block")
_MARKED_LINE = Site(Syntax.BLOCK, "mark")
_MARKED_INLINE = Site(Syntax.INLINE, "mark")


class TextReader:
    """Plain text."""

    suffixes = (".txt", ".text")

    def read(self, text: str, options: ReaderOptions) -> Reading:
        """Return one segment per block, or several where the block holds marks."""
        if "[" in text:
            from triage.readers.marks import may_be_marked  # 2 ms

            if may_be_marked(text):
                return Reading(tuple(_read_marked(text)))
        role, site = Role.PARAGRAPH, _BLOCK
        return Reading(
            tuple([make_segment(at, at + len(block), block, role, None, None, site) for at, block in _blocks(text)])
        )

    def escape(self, text: str, segment: Segment) -> str:
        """Return the text: nothing is special in plain text."""
        return text


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each block starts, and the block without the blank space around it."""
    if "\r" in text or _BLANK_LINE.search(text):
        text = _GAP.sub(lambda gap: "\n" * len(gap[0]), text)
    at = 0
    for piece in text.split("\n\n"):
        block = piece.strip()
        if len(block) == len(piece):
            if block:
                yield at, block
        elif block:
            yield at + len(piece) - len(piece.lstrip()), block
        at += len(piece) + 2


def _read_marked(text: str) -> Iterator[Segment]:
    """Yield the segments of a text in which there may be marks."""
    from triage.readers.marks import find_marks

    for start, block in _blocks(text):
        end = start + len(block)
        if marks := find_marks(text, start, end):
            yield from _split(text, start, end, marks)
        else:
            yield make_segment(start, end, block, Role.PARAGRAPH, None, None, _BLOCK)


def _split(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> list[Segment]:
    """Return the segments of a block with marks: the marked stretches, and what lies between marked lines."""
    segments: list[Segment] = []
    inline: list[Mark] = []
    for mark in (*marks, None):
        if mark is not None and not mark.owns_line:
            inline.append(mark)
            continue
        segments += _unmarked(text, start, mark.span.start if mark else end, inline)
        inline = []
        if mark is not None:
            segments.append(Segment(mark.inner, _slice(text, mark.inner), lang=mark.lang, site=_MARKED_LINE))
            start = mark.span.end
    return segments


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _unmarked(text: str, start: int, end: int, marks: list[Mark]) -> list[Segment]:
    """Return a stretch of lines as one segment, the inline marks in it cut out, each a segment of its own."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if start >= end:
        return []
    inner = [Segment(mark.inner, _slice(text, mark.inner), lang=mark.lang, site=_MARKED_INLINE) for mark in marks]
    if not marks:
        return [Segment(Span(start, end), text[start:end], site=_BLOCK)]
    logical, origins = _cut(text, start, end, marks)
    if not logical.strip(OBJECT + " "):
        return inner
    return [Segment(Span(start, end), logical, origins=origins, site=_BLOCK), *inner]


def _cut(text: str, start: int, end: int, marks: list[Mark]) -> tuple[str, tuple[Origin, ...]]:
    """Return a stretch with each mark in it replaced by an object character, and where the rest stands."""
    parts: list[str] = []
    origins: list[Origin] = []
    at = 0
    for mark in (*marks, None):
        until = mark.span.start if mark else end
        if until > start:
            parts.append(text[start:until])
            origins.append(Origin(at, start, until))
            at += until - start
        if mark is not None:
            parts.append(OBJECT)
            origins.append(Origin(at, *mark.span))
            at += 1
            start = mark.span.end
    return "".join(parts), tuple(origins)


READER = TextReader()
