"""Cut a document into pieces that are looked at one after another, so that memory is bounded by the piece.

A segment is a piece, unless it is longer than some pages: then it is cut, at a line break if there is one near, else at
the end of a sentence, else at a blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from triage.model import Segment

# Code points of a piece at most; words x languages x 4 bytes must stay a few MB.
LONGEST_PIECE = 20_000
# A long segment is cut within this last part of a piece.
_CUT_ZONE = 4_000
_CUTS = ("\n", "\r", ". ", "。", "! ", "? ", " ")


class Pieces(NamedTuple):
    """The pieces of a document, in order: three sequences of one length.

    Attributes:
        texts: what they say.
        segments: the segment of each.
        offsets: where each starts in its segment's text, in code points.
    """

    texts: list[str]
    segments: Sequence[Segment]
    offsets: Sequence[int]


def cut_pieces(segments: Sequence[Segment]) -> Pieces:
    """Return the pieces of some segments."""
    texts = [segment.text for segment in segments]
    if max(map(len, texts), default=0) <= LONGEST_PIECE:
        return Pieces(texts, segments, [0] * len(texts))
    cut = [(text[start:end], segment, start) for segment, text in zip(segments, texts, strict=True)
           for start, end in _cut(text)]  # fmt: skip
    return Pieces([text for text, _, _ in cut], [segment for _, segment, _ in cut], [offset for _, _, offset in cut])


def _cut(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > LONGEST_PIECE:
        end = _find_cut(text, start + LONGEST_PIECE)
        yield start, end
        start = end
    yield start, len(text)


def _find_cut(text: str, limit: int) -> int:
    """Return where to cut before a limit: behind the strongest break of the last part, at the limit if there is
    none."""
    for cut in _CUTS:
        at = text.rfind(cut, limit - _CUT_ZONE, limit)
        if at >= 0:
            return at + len(cut)
    return limit
