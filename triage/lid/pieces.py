"""Cut a document into pieces that are looked at one after another, so that memory is bounded by the piece.

A segment is a piece, unless it is longer than a page: then it is cut, at a line break if there is one near, else at
the end
of a sentence, else at a blank. Pieces are handed on in batches, because a hundred small ones cost hardly more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from triage.model import Segment

# Code points of a piece at most, and of a batch unless one piece is longer; words x languages x 4 bytes must stay a
# few MB.
LONGEST_PIECE = 20_000
BATCH = 40_000
MOST_PIECES = 500
# A long segment is cut within this last part of a piece.
_CUT_ZONE = 4_000
_CUTS = ("\n", "\r", ". ", "。", "! ", "? ", " ")


class Piece(NamedTuple):
    """A stretch of a segment's text, and where it starts there in code points."""

    segment: Segment
    offset: int
    text: str


def batch_pieces(segments: Sequence[Segment]) -> Iterator[list[Piece]]:
    """Yield the pieces of some segments in order, in lists of about BATCH code points and MOST_PIECES at most."""
    batch: list[Piece] = []
    size = 0
    for piece in _cut_all(segments):
        if batch and (size + len(piece.text) > BATCH or len(batch) == MOST_PIECES):
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += len(piece.text)
    if batch:
        yield batch


def _cut_all(segments: Iterable[Segment]) -> Iterator[Piece]:
    for segment in segments:
        if len(segment.text) <= LONGEST_PIECE:
            yield Piece(segment, 0, segment.text)
        else:
            yield from _cut(segment)


def _cut(segment: Segment) -> Iterator[Piece]:
    start = 0
    while len(segment.text) - start > LONGEST_PIECE:
        end = _find_cut(segment.text, start + LONGEST_PIECE)
        yield Piece(segment, start, segment.text[start:end])
        start = end
    yield Piece(segment, start, segment.text[start:])


def _find_cut(text: str, limit: int) -> int:
    """Return where to cut before a limit: behind the strongest break of the last part, at the limit if there is
    none."""
    for cut in _CUTS:
        at = text.rfind(cut, limit - _CUT_ZONE, limit)
        if at >= 0:
            return at + len(cut)
    return limit
