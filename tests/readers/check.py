"""What holds for the segments of every reader, whatever the document."""

from __future__ import annotations

from collections.abc import Sequence

from triage.model import Document, Origin, Segment, Span
from triage.readers import ReaderOptions, read
from triage.readers.runs import OBJECT

Row = tuple[str, str]

# HTML reads a newline as a blank.
_NEWLINES = str.maketrans("\n\r", "  ")


def read_rows(text: str, format: str, *, keys: tuple[str, ...] = ()) -> list[Row]:
    """Return role and text of each segment, after checking their places."""
    return [(segment.role.value, segment.text) for segment in read_checked(text, format, keys=keys)]


def read_checked(text: str, format: str, *, keys: tuple[str, ...] = ()) -> tuple[Segment, ...]:
    """Return the segments of a text, each character of which must stand where its origin says."""
    segments = read(Document(text, format=format), ReaderOptions(keys)).segments
    assert [segment.span.start for segment in segments] == sorted(segment.span.start for segment in segments)
    for segment in segments:
        assert segment.text.strip() and not segment.text.startswith(OBJECT)
        assert not misplaced(text, segment)
    return segments


def misplaced(text: str, segment: Segment) -> list[tuple[str, str]]:
    """Return the characters of a segment that stand elsewhere: character, source.

    A unit decoded from an escape, a reference or a line break may differ from its source, but only if that is longer
    than one character or a newline read as a blank.
    """
    if segment.origins is None:
        return [] if text[slice(*segment.span)] == segment.text else [(segment.text, text[slice(*segment.span)])]
    wrong = []
    for index, character in enumerate(segment.text):
        stands = text[slice(*segment.locate(Span(index, index + 1)))]
        same = stands == character or character == OBJECT or (character == " " and stands in "\r\n")
        if not same and not (len(stands) > 1 and (stands[0] in "&\\<'\"\n\r\t " or character == "\n")):
            wrong.append((character, stands))
    return wrong


def misplaced_runs(text: str, segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with a run that is not its source; like `misplaced`, but run by run, for large documents."""
    wrong = []
    last = 0
    for segment in segments:
        origins = segment.origins or (Origin(0, *segment.span),)
        ends = [origin.at for origin in origins[1:]] + [len(segment.text)]
        for origin, until in zip(origins, ends, strict=True):
            piece, stands = segment.text[origin.at : until], text[origin.start : origin.end]
            if len(piece) == len(stands) and OBJECT not in piece and piece != stands:
                if piece != stands.translate(_NEWLINES):
                    wrong.append(segment)
        if segment.span.start < last:
            wrong.append(segment)
        last = segment.span.start
    return wrong
