"""Runs: the pieces of a logical text, with their places in the document, on their way to a segment."""

from __future__ import annotations

from triage.model import Origin, Role, Segment, Site
from triage.readers.values import make_segment

# Stands in logical text for what is not text (an image, a code span, a template), so that the words around it are not
# read as neighbours.
OBJECT = "\ufffc"

_EDGE = OBJECT + " \t\n\r\f\v\xa0"


class Run:
    """A logical text under construction.

    Attributes:
        parts: its pieces.
        spans: the document range each piece stands for.
        exact: whether every piece as long as its range is that range; a newline read as a blank is not.
    """

    __slots__ = ("parts", "spans", "exact")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.exact = True

    def add(self, piece: str, start: int, end: int) -> None:
        """Append a piece that stands at `document[start:end]`: identical if as long, else one decoded unit."""
        self.parts.append(piece)
        self.spans.append((start, end))

    def clear(self) -> None:
        """Begin anew; what has been built does not change."""
        self.parts.clear()
        self.spans.clear()
        self.exact = True

    def build(self, role: Role, lang: str | None, site: Site) -> Segment | None:
        """Return the pieces as a segment without blanks and objects at its ends; None if nothing is left."""
        parts = self.parts
        if len(parts) == 1 and self.exact:
            start, end = self.spans[0]
            if end - start == len(parts[0]):
                return exact_segment(parts[0], start, role, lang, site)
        whole = "".join(parts)
        logical = whole.strip(_EDGE)
        if not logical:
            return None
        begin = len(whole) - len(whole.lstrip(_EDGE))
        origins = self._origins(begin, begin + len(logical))
        return make_segment(origins[0].start, origins[-1].end, logical, role, lang, origins, site)

    def _origins(self, begin: int, until: int) -> tuple[Origin, ...]:
        """Return the origins of the logical text between two places in it, neighbouring runs joined."""
        origins: list[Origin] = []
        last_at = last_start = last_end = -1
        at = -begin
        until -= begin
        for piece, (start, end) in zip(self.parts, self.spans, strict=True):
            place, at = at, at + len(piece)
            if at <= 0 or place >= until:
                continue
            if end - start == at - place:
                if place < 0:
                    start, place = start - place, 0
                if at > until:
                    end -= at - until
                if start == last_end and place - last_at == last_end - last_start:
                    last_end = end
                    origins[-1] = Origin(last_at, last_start, end)
                    continue
            last_at, last_start, last_end = max(place, 0), start, end
            origins.append(Origin(last_at, start, end))
        return tuple(origins)


def run_of(text: str, start: int, end: int) -> Run:
    """Return `text[start:end]` as one identical run."""
    run = Run()
    run.add(text[start:end], start, end)
    return run


def exact_segment(whole: str, start: int, role: Role, lang: str | None, site: Site) -> Segment | None:
    """Return text that stands in the document as it is as a segment without blanks and objects at its ends."""
    text = whole.strip(_EDGE)
    if not text:
        return None
    if len(text) != len(whole):
        start += len(whole) - len(whole.lstrip(_EDGE))
    return make_segment(start, start + len(text), text, role, lang, None, site)
